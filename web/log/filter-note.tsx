import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { bulletinQuery, campaignsQuery, stationsQuery } from '../api/queries.ts'
import type { AiringFilter } from '../data/airing-filter.ts'
import { shortHash } from '../data/proof.ts'
import { writtenDate } from '../text/format.ts'

/** Says what the log is narrowed to, in words, and offers the way back. */
export function FilterNote({ filter, shown }: { filter: AiringFilter; shown: number }) {
  const { t } = useTranslation()
  const words = useFilterWords(filter)
  if (words.length === 0) return null
  return (
    <p className="filter-note" data-testid="log-filter">
      {t('log.filtered')}: <b>{words.join(' · ')}</b>{' '}
      <span className="tabular" data-testid="log-shown">
        {t('log.shown', { n: shown })}
      </span>{' '}
      <Link to="/nhat-ky" search={{}} className="no-print">
        {t('log.clear')}
      </Link>
    </p>
  )
}

function useFilterWords(filter: AiringFilter): readonly string[] {
  const { t } = useTranslation()
  const stations = useQuery(stationsQuery)
  const campaigns = useQuery({ ...campaignsQuery, enabled: Boolean(filter.campaign) })
  const bulletin =
    filter.bulletin ?? (filter.version ? filter.version.split('/').slice(0, -1).join('/') : '')
  const named = useQuery({ ...bulletinQuery(bulletin), enabled: bulletin !== '' })
  const days = [filter.date, filter.from, filter.to].flatMap((day) =>
    day ? [writtenDate(day)] : [],
  )
  const one = (value: string | undefined, say: (value: string) => string) =>
    value ? [say(value)] : []
  return [
    ...one(filter.figure, (figure) => t(`counts.${figure as 'aired'}`)),
    ...one(bulletin, (id) => named.data?.title ?? id),
    ...one(filter.station, (id) => stations.data?.find((s) => s.id === id)?.name ?? id),
    ...one(filter.campaign, (id) => campaigns.data?.find((c) => c.id === id)?.name ?? id),
    ...one(filter.outcome, (outcome) => t(`outcome.${outcome as 'aired'}`, outcome)),
    ...one(filter.purpose, (purpose) => t(purpose === 'test' ? 'log.test' : 'log.programme')),
    ...one(filter.window, (window) => window),
    ...one(filter.item, (item) => `${t('log.item')} ${shortHash(item)}`),
    ...(days.length > 0 ? [[...new Set(days)].join('–')] : []),
  ]
}
