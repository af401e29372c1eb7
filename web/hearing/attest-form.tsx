import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { recordingQuery } from '../api/recordings.ts'
import type { NewAttestation, Recording } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { lengthOf, timeOf } from '../text/format.ts'

/** Keeps a person's word about an airing in a recording. */
function useAttest(recording: Recording, onKept: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewAttestation) =>
      answer(
        api.POST('/api/v1/recordings/{recording}/attestations', {
          params: { path: { recording: recording.id } },
          body,
        }),
      ),
    onSuccess: (shown) => {
      onKept()
      queries.setQueryData(recordingQuery(recording.id).queryKey, shown)
    },
  })
}

/** For what an ear hears and the matcher does not: which airing, all or part, where, and how clearly. */
export function AttestForm({ recording, atMs }: { recording: Recording; atMs: number }) {
  const { t } = useTranslation()
  const heading = useId()
  const [target, setTarget] = useState('')
  const [verdict, setVerdict] = useState<'all' | 'part'>('all')
  const [isHere, setHere] = useState(false)
  const [reason, setReason] = useState('')
  const send = useAttest(recording, () => {
    setTarget('')
    setReason('')
  })
  const fromMs = isHere ? Math.round(atMs) : null
  return (
    <form
      className="overrule"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ target, verdict, fromMs, reason })
      }}
      data-testid="attest"
    >
      <h2 id={heading}>{t('hearing.attest.title')}</h2>
      <p className="note">{t('hearing.attest.says')}</p>
      {recording.attestable.length === 0 ? (
        <p>{t('hearing.attest.none')}</p>
      ) : (
        <>
          <NativeSelect
            label={t('hearing.attest.which')}
            required
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
            data={[
              { value: '', label: t('hearing.attest.choose') },
              ...recording.attestable.map((one) => ({
                value: one.target,
                label: t('hearing.attest.option', {
                  time: timeOf(one.dueAt, recording.zone),
                  title: one.title,
                  length: lengthOf(one.lengthMs),
                }),
              })),
            ]}
            data-testid="attest-target"
          />
          <NativeSelect
            label={t('hearing.attest.verdict')}
            value={verdict}
            onChange={(event) => setVerdict(event.currentTarget.value as 'all' | 'part')}
            data={(['all', 'part'] as const).map((value) => ({
              value,
              label: t(`hearing.attest.${value}`),
            }))}
          />
          <Checkbox
            label={t('hearing.attest.from', { at: lengthOf(atMs) })}
            checked={isHere}
            onChange={(event) => setHere(event.currentTarget.checked)}
          />
          <Textarea
            label={t('hearing.attest.reason')}
            required
            autosize
            minRows={2}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-testid="attest-reason"
          />
          <ProblemNote error={send.error} />
          <div>
            <Button
              type="submit"
              loading={send.isPending}
              disabled={target === '' || reason.trim() === ''}
              data-testid="attest-submit"
            >
              {t('hearing.attest.submit')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

/** Takes a word about an airing back, with a reason. */
export function WithdrawForm({ recording, target }: { recording: Recording; target: string }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [opened, setOpened] = useState(false)
  const send = useAttest(recording, () => setOpened(false))
  if (!opened)
    return (
      <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
        {t('hearing.attest.withdraw')}
      </Button>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ target, verdict: 'withdrawn', fromMs: null, reason })
      }}
    >
      <Textarea
        label={t('hearing.attest.withdrawWhy')}
        required
        maxLength={1_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={send.error} />
      <Button type="submit" loading={send.isPending} disabled={reason.trim() === ''}>
        {t('hearing.attest.withdraw')}
      </Button>
    </form>
  )
}
