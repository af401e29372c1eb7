import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { recordingQuery } from '../api/recordings.ts'
import type { OverruleVerdict, Recording } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { momentOf } from '../text/format.ts'

const verdicts: readonly OverruleVerdict[] = ['proved', 'heard-in-part', 'not-proved', 'as-heard']

/** A supervisor's word instead of the matcher's, with a reason. */
export function OverruleForm({ recording, find }: { recording: Recording; find: number }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const heading = useId()
  const [verdict, setVerdict] = useState<OverruleVerdict>('not-proved')
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/recordings/{recording}/overrules', {
          params: { path: { recording: recording.id } },
          body: { find, verdict, reason },
        }),
      ),
    onSuccess: (shown) => {
      setReason('')
      queries.setQueryData(recordingQuery(recording.id).queryKey, shown)
    },
  })
  return (
    <form
      className="overrule"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
      data-testid="overrule"
    >
      <h2 id={heading}>{t('hearing.overrule.title')}</h2>
      <p className="note">{t('hearing.overrule.says')}</p>
      <NativeSelect
        label={t('hearing.overrule.verdict')}
        value={verdict}
        onChange={(event) => setVerdict(event.currentTarget.value as OverruleVerdict)}
        data={verdicts.map((value) => ({ value, label: t(`hearing.verdict.${value}`) }))}
        data-testid="overrule-verdict"
      />
      <Textarea
        label={t('hearing.overrule.reason')}
        required
        autosize
        minRows={2}
        maxLength={1_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="overrule-reason"
      />
      <ProblemNote error={send.error} />
      <div>
        <Button type="submit" loading={send.isPending} disabled={reason.trim() === ''}>
          {t('hearing.overrule.submit')}
        </Button>
      </div>
    </form>
  )
}

/** What people said of a find, oldest first. */
export function Overrules({ recording, find }: { recording: Recording; find: number }) {
  const { t } = useTranslation()
  const said = recording.overrules.filter((one) => one.find === find)
  if (said.length === 0) return null
  return (
    <section aria-label={t('hearing.overrule.done')}>
      <h2 className="part-title">{t('hearing.overrule.done')}</h2>
      <ul>
        {said.map((one) => (
          <li key={one.id} data-testid="overruled">
            {t('hearing.overrule.one', {
              name: one.byName,
              verdict: t(`hearing.verdict.${one.verdict}`),
              time: momentOf(one.at, recording.zone),
              reason: one.reason,
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
