import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { RecallStation } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** "Đã xóa bản cũ", on the word of whoever answered the telephone, or on one's own at the station. */
export function ConfirmWiped({ recall, station }: { recall: string; station: RecallStation }) {
  const { t } = useTranslation()
  const { session } = useSigned()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  // The server decides whose word it is; only the centre has to say who spoke.
  const ownWord = !hasRole(session, 'supervisor', 'approver', 'editor', 'administrator')
  const confirm = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/recalls/{recall}/stations/{station}/confirm', {
          params: { path: { recall, station: station.station } },
          body: { note, tappedAt: null },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['recall', recall] })
      await queries.invalidateQueries({ queryKey: ['recalls'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <form onSubmit={submit} className="form-row">
      {!ownWord && (
        <TextInput
          label={t('recall.saidBy')}
          maxLength={300}
          required
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-testid="said-by"
        />
      )}
      <Button type="submit" variant="outline" loading={confirm.isPending} data-testid="wiped">
        {t('recall.wiped')}
      </Button>
      <ProblemNote error={confirm.error} />
    </form>
  )
}
