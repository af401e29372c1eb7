import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { campaignsQuery } from '../api/queries.ts'
import type { Campaign } from '../api/shapes.ts'
import { byTime } from '../data/campaign.ts'
import { Empty } from '../part/empty.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf } from '../text/format.ts'
import { NextReport, Period, TimeChip } from './campaign-time.tsx'
import { useMayOrder } from './may-order.ts'
import { useOrderWords } from './order-words.ts'

/** Đợt tuyên truyền: what has to be heard, and until when. */
export function CampaignsPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const today = localDateOf(useNow(60_000), office.zone)
  const campaigns = useQuery(campaignsQuery)
  const mayMake = useMayOrder()
  const make = (
    <Link to="/dot-tuyen-truyen/moi" className="button-link" data-testid="campaign-new">
      {t('campaign.new')}
    </Link>
  )
  return (
    <div data-testid="screen-campaigns">
      <div className="page-head">
        <h1>{t('campaign.title')}</h1>
        {mayMake && (campaigns.data?.length ?? 0) > 0 && make}
      </div>
      <ProblemNote error={campaigns.error} again={() => void campaigns.refetch()} />
      {campaigns.isPending && <Waiting />}
      {campaigns.data?.length === 0 && (
        <Empty says={t(mayMake ? 'campaign.empty' : 'campaign.emptyRead')}>{mayMake && make}</Empty>
      )}
      <ul className="campaigns">
        {byTime(campaigns.data ?? [], today).map((campaign) => (
          <CampaignCard key={campaign.id} campaign={campaign} today={today} />
        ))}
      </ul>
    </div>
  )
}

function CampaignCard({ campaign, today }: { campaign: Campaign; today: string }) {
  const { t } = useTranslation()
  const orderWords = useOrderWords()
  return (
    <li className="campaign-card" data-testid="campaign-card">
      <h2>
        <Link to="/dot-tuyen-truyen/$campaign" params={{ campaign: campaign.id }}>
          {campaign.name}
        </Link>
      </h2>
      <div className="chips">
        <TimeChip campaign={campaign} today={today} />
        <NextReport campaign={campaign} today={today} />
        <span className="chip">{t('campaign.bulletinCount', { n: campaign.bulletins })}</span>
      </div>
      <p className="tabular">
        <Period campaign={campaign} />
        {campaign.dispatch && <span className="note"> · {campaign.dispatch}</span>}
      </p>
      <p className="note">{orderWords(campaign)}</p>
    </li>
  )
}
