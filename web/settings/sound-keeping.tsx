import { NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { soundKeepingQuery } from '../api/recordings.ts'
import { hasRole } from '../data/access.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'

const CHOICES = [2, 3, 6, 12, 24, 60]
const FOR_EVER = 'forever'

/** How long the sound of recordings is kept; what was heard in them is kept for ever. */
export function SoundKeeping() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const queries = useQueryClient()
  const kept = useQuery(soundKeepingQuery)
  const save = useMutation({
    mutationFn: (months: number | null) =>
      answer(api.PUT('/api/v1/office/recording-sound', { body: { months } })),
    onSuccess: (now) => queries.setQueryData(soundKeepingQuery.queryKey, now),
  })
  if (!kept.data) return <ProblemNote error={kept.error} again={() => void kept.refetch()} />
  const { months } = kept.data
  const choices = months === null || CHOICES.includes(months) ? CHOICES : [months, ...CHOICES]
  return (
    <div data-testid="sound-keeping">
      <NativeSelect
        aria-label={t('hearing.sound.keep')}
        maw={220}
        value={months === null ? FOR_EVER : String(months)}
        disabled={!hasRole(session, 'administrator') || save.isPending}
        onChange={({ currentTarget: { value } }) =>
          save.mutate(value === FOR_EVER ? null : Number(value))
        }
        data={[
          ...choices.map((n) => ({ value: String(n), label: t('hearing.sound.months', { n }) })),
          { value: FOR_EVER, label: t('hearing.sound.forever') },
        ]}
      />
      <p className="note">{t('hearing.sound.keepSays')}</p>
      {save.isSuccess && <p role="status">{t('hearing.sound.saved')}</p>}
      <ProblemNote error={save.error} />
    </div>
  )
}
