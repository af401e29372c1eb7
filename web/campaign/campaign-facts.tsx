import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { stationGroupsQuery, stationsQuery } from '../api/queries.ts'
import type { CampaignDetail } from '../api/shapes.ts'
import { useSaid } from '../part/said.ts'
import { writtenDate } from '../text/format.ts'
import { Period } from './campaign-time.tsx'
import { useOrderWords } from './order-words.ts'

/** What was ordered, in words, and what somebody should know of it as it is now. */
export function CampaignFacts({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation()
  const said = useSaid()
  const orderWords = useOrderWords()
  const stations = useQuery(stationsQuery)
  const groups = useQuery(stationGroupsQuery)
  const known = [...(stations.data ?? []), ...(groups.data ?? [])]
  const named = (places: readonly string[]) =>
    places.map((id) => known.find((one) => one.id === id)?.name ?? id).join(', ')
  return (
    <>
      {campaign.said.map((one) => (
        <p key={`${one.code} ${one.vi}`} className="refusal" data-testid="campaign-said">
          {said(one)}
        </p>
      ))}
      <dl className="campaign-facts">
        <dt>{t('campaign.period')}</dt>
        <dd className="tabular">
          <Period campaign={campaign} />
        </dd>
        <dt>{t('campaign.dispatch')}</dt>
        <dd>
          {campaign.dispatch || <span className="note">{t('campaign.noDispatch')}</span>}
          {campaign.dispatchText && (
            <details>
              <summary>{t('campaign.dispatchText')}</summary>
              <div className="bulletin-text" lang="vi">
                {campaign.dispatchText}
              </div>
            </details>
          )}
        </dd>
        <dt>{t('campaign.reports')}</dt>
        <dd className="tabular">
          {campaign.reportDates.length > 0
            ? campaign.reportDates.map(writtenDate).join(', ')
            : t('campaign.noReports')}
        </dd>
        <dt>{t('campaign.heardAt')}</dt>
        <dd>{campaign.heardAt ? named(campaign.heardAt) : t('campaign.everywhere')}</dd>
        <dt>{t('campaign.airedBy')}</dt>
        <dd>
          {campaign.airedBy
            ? t('campaign.airedByOwn', { names: named(campaign.airedBy) })
            : t('campaign.airedByDistrict')}
        </dd>
        <dt>{t('campaign.order')}</dt>
        <dd data-testid="campaign-order">{orderWords(campaign)}</dd>
      </dl>
    </>
  )
}
