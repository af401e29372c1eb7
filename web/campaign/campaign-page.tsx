import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { campaignQuery } from '../api/queries.ts'
import type { CampaignDetail } from '../api/shapes.ts'
import { timeOfCampaign } from '../data/campaign.ts'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf } from '../text/format.ts'
import { CampaignBulletins } from './campaign-bulletins.tsx'
import { CampaignFacts } from './campaign-facts.tsx'
import { NextReport, TimeChip } from './campaign-time.tsx'
import { MakeGood } from './make-good.tsx'
import { PhaseLine } from './phase-line.tsx'
import { ProgressSection } from './progress-section.tsx'
import { Shortfalls } from './shortfalls.tsx'

/** One campaign: what was ordered, how far it got, and what it lacks today. */
export function CampaignPage() {
  const { campaign: id } = useParams({ from: '/dot-tuyen-truyen/$campaign' })
  const campaign = useQuery(campaignQuery(id))
  if (campaign.isPending) return <Waiting />
  if (!campaign.data)
    return <ProblemNote error={campaign.error} again={() => void campaign.refetch()} />
  return <Opened key={id} campaign={campaign.data} />
}

function Opened({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const today = localDateOf(useNow(60_000), office.zone)
  const { phase } = timeOfCampaign(campaign, today)
  return (
    <article data-testid="screen-campaign">
      <div className="page-head">
        <div>
          <Link to="/dot-tuyen-truyen" className="back-link">
            ‹ {t('campaign.title')}
          </Link>
          <h1>{campaign.name}</h1>
          <div className="chips">
            <TimeChip campaign={campaign} today={today} />
            <NextReport campaign={campaign} today={today} />
          </div>
        </div>
        {campaign.mayEdit && (
          <Link
            to="/dot-tuyen-truyen/$campaign/sua"
            params={{ campaign: campaign.id }}
            className="button-link"
            data-testid="campaign-edit"
          >
            {t('campaign.edit')}
          </Link>
        )}
      </div>
      <CampaignFacts campaign={campaign} />
      {phase === 'running' && <Shortfalls campaign={campaign} date={today} />}
      {phase !== 'upcoming' && <MakeGood campaign={campaign.id} />}
      <ProgressSection campaign={campaign} today={today} />
      <PhaseLine campaign={campaign} />
      <CampaignBulletins campaign={campaign} />
    </article>
  )
}
