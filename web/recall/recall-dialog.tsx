import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { recallPreviewQuery } from '../api/queries.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { isTyped } from '../data/recall.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { RecallReach } from './recall-reach.tsx'

const phrases = ['date', 'facts', 'order', 'sound'] as const

/** Two steps: what a recall would strike, then why, and a word that nobody types by accident. */
export function RecallDialog({
  bulletin,
  version,
  onDone,
  onCancel,
}: {
  bulletin: Bulletin
  version: Version
  onDone: () => unknown
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const [understood, setUnderstood] = useState(false)
  const preview = useQuery(recallPreviewQuery(bulletin.id, version.number))
  if (understood)
    return (
      <Confirmation
        bulletin={bulletin}
        version={version}
        onDone={onDone}
        onBack={() => setUnderstood(false)}
      />
    )
  return (
    <Stack data-testid="recall-preview">
      <ProblemNote error={preview.error} again={() => void preview.refetch()} />
      {preview.isPending && <Waiting />}
      {preview.data && <RecallReach preview={preview.data} />}
      <p className="note">{t('recall.effect')}</p>
      <p className="note">{t('recall.successorStays')}</p>
      <div className="actions">
        <Button variant="default" onClick={onCancel}>
          {t('close')}
        </Button>
        <Button
          onClick={() => setUnderstood(true)}
          disabled={!preview.data}
          data-testid="recall-continue"
        >
          {t('recall.continue')}
        </Button>
      </div>
    </Stack>
  )
}

function Confirmation({
  bulletin,
  version,
  onDone,
  onBack,
}: {
  bulletin: Bulletin
  version: Version
  onDone: () => unknown
  onBack: () => void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/recall', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
          body: { reason },
        }),
      ),
    onSuccess: async ({ recall }) => {
      void queries.invalidateQueries({ queryKey: ['recalls'] })
      await onDone()
      await navigate({ to: '/thu-hoi/$recall', params: { recall } })
    },
  })
  const ready = reason.trim().length >= 3 && isTyped(typed, t('recall.word'))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <fieldset className="phrases">
          <legend>{t('recall.phrases')}</legend>
          {phrases.map((phrase) => (
            <Button
              key={phrase}
              size="sm"
              variant="default"
              onClick={() => setReason(t(`recall.phrase.${phrase}`))}
            >
              {t(`recall.phrase.${phrase}`)}
            </Button>
          ))}
        </fieldset>
        <Textarea
          label={t('recall.reason')}
          description={t('recall.reasonHint')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
          data-testid="recall-reason"
        />
        <TextInput
          label={t('recall.typeWord')}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-testid="recall-word"
        />
        <ProblemNote error={send.error} />
        {send.isPending && <p role="status">{t('recall.sending')}</p>}
        <div className="actions">
          <Button variant="default" onClick={onBack}>
            {t('recall.back')}
          </Button>
          <Button
            type="submit"
            className="recall-button"
            disabled={!ready}
            loading={send.isPending}
            data-testid="recall-confirm"
          >
            {t('recall.confirm')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
