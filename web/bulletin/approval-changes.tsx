import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { planItemsQuery } from '../api/queries.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { effectOf } from '../data/approval-effect.ts'
import { useNow, useSigned } from '../part/office.ts'
import { momentOf } from '../text/format.ts'

/** What will be different once this version is approved, in sentences. */
export function ApprovalChanges({ bulletin, version }: { bulletin: Bulletin; version: Version }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const now = useNow(60_000)
  const planned = useQuery(planItemsQuery(bulletin.id))
  const { from, until, replaces, ends } = effectOf(bulletin, version, now)
  const minute = (at: number) => momentOf(at, zone).slice(0, -3)
  const unplanned = bulletin.campaign === null && version.contentType !== 'tune'
  const stations = new Set(
    (planned.data?.items ?? [])
      .filter((item) => item.version === replaces?.id && item.startsAt >= from)
      .map((item) => item.station),
  ).size
  return (
    <section aria-label={t('approval.changes')} data-testid="approval-changes">
      <h3 className="part-title">{t('approval.changes')}</h3>
      <ul className="changes">
        <li>
          {unplanned
            ? t('approval.noCampaign', { from: minute(from) })
            : until === null
              ? t('approval.sounds', { from: minute(from) })
              : t('approval.soundsUntil', { from: minute(from), until: minute(until) })}
        </li>
        {replaces && (
          <li>
            {stations > 0
              ? t('approval.replacesAt', { from: minute(from), n: replaces.number, stations })
              : t('approval.replaces', { from: minute(from), n: replaces.number })}
          </li>
        )}
        {ends.map((one) => (
          <li key={one.id}>
            {t('approval.ends', {
              ...{ n: one.number, language: t(`lang.${one.language}`).toLowerCase() },
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
