import { Button, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** Back to the author, with what has to be different. */
export function SendBackForm({
  bulletin,
  version,
  onDone,
}: {
  bulletin: Bulletin
  version: Version
  onDone: () => unknown
}) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/send-back', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
          body: { note },
        }),
      ),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label={t('bulletin.note')}
          required
          autosize
          minRows={3}
          maxLength={1_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <ProblemNote error={send.error} />
        <Button type="submit" loading={send.isPending} data-testid="send-back-confirm">
          {t('bulletin.sendBack')}
        </Button>
      </Stack>
    </form>
  )
}
