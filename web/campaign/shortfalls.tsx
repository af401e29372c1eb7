import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { planQuery } from '../api/queries.ts'
import type { CampaignDetail } from '../api/shapes.ts'
import { airingsIn, shortfallsIn } from '../data/shortfall.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useSaid } from '../part/said.ts'
import { minuteOf } from '../text/format.ts'

/** What the planner could not place for this campaign on a day, and what would help. */
export function Shortfalls({ campaign, date }: { campaign: CampaignDetail; date: string }) {
  const { t } = useTranslation()
  const said = useSaid()
  const { station, zone } = useSigned().office
  const plan = useQuery(planQuery(station, date))
  const lacking = plan.data ? shortfallsIn(plan.data, campaign.name) : []
  const planned = plan.data ? airingsIn(plan.data, campaign.id) : 0
  const { floor } = campaign
  return (
    <section className="campaign-part" aria-label={t('campaign.shortToday')}>
      <h2 className="part-title">{t('campaign.shortToday')}</h2>
      <ProblemNote error={plan.error} again={() => void plan.refetch()} />
      {plan.data && lacking.length === 0 && (
        <p className="note">
          {floor === 0
            ? t('campaign.noFloor')
            : t(planned >= floor ? 'campaign.shortNone' : 'campaign.shortPlain', {
                planned,
                floor,
              })}
        </p>
      )}
      <ul className="shortfalls">
        {lacking.map((one) => (
          <li key={`${one.block} ${one.code} ${one.vi}`} data-testid="shortfall">
            <b className="tabular">{minuteOf(one.startsAt, zone)}</b> {one.title}
            <br />
            {said(one)}
          </li>
        ))}
      </ul>
      {lacking.length > 0 && (
        <Link to="/lich-phat" search={{ date }}>
          {t('campaign.schedule')}
        </Link>
      )}
    </section>
  )
}
