import { useTranslation } from 'react-i18next'
import type { Recording } from '../api/shapes.ts'
import { lengthOf, momentOf } from '../text/format.ts'
import { WithdrawForm } from './attest-form.tsx'
import { VerdictChip } from './verdict-chip.tsx'

/** What people who listened say is in a recording, oldest first; the newest word of an airing holds. */
export function Attestations({ recording }: { recording: Recording }) {
  const { t } = useTranslation()
  const { attestations, zone } = recording
  if (attestations.length === 0) return null
  const newest = new Map(attestations.map((one) => [one.target, one.id]))
  return (
    <section aria-label={t('hearing.attest.done')}>
      <h2 className="part-title">{t('hearing.attest.done')}</h2>
      <ul className="attestations">
        {attestations.map((one) => {
          const said = { name: one.byName, title: one.title, time: momentOf(one.at, zone) }
          if (one.verdict === 'withdrawn')
            return (
              <li key={one.id} data-testid="attested" data-verdict={one.verdict}>
                {t('hearing.attest.withdrawn', { ...said, reason: one.reason })}
              </li>
            )
          return (
            <li key={one.id} data-testid="attested" data-verdict={one.verdict}>
              <VerdictChip verdict={one.verdict === 'all' ? 'attested' : 'attested-in-part'} />{' '}
              {t('hearing.attest.one', {
                ...said,
                verdict: t(`hearing.attest.${one.verdict}`),
                reason: one.reason,
              })}{' '}
              {one.fromMs !== null && (
                <span className="tabular note">{`(${lengthOf(one.fromMs)})`}</span>
              )}{' '}
              {recording.mayOverrule && newest.get(one.target) === one.id && (
                <WithdrawForm recording={recording} target={one.target} />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
