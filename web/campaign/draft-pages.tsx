import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { campaignQuery } from '../api/queries.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { CampaignForm } from './campaign-form.tsx'

/** A new campaign, from the dispatch that orders it. */
export function NewCampaignPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div data-testid="screen-campaign-new">
      <Link to="/dot-tuyen-truyen" className="back-link">
        ‹ {t('campaign.title')}
      </Link>
      <h1 className="draft-title">{t('campaign.newTitle')}</h1>
      <CampaignForm
        campaign={null}
        onDone={(campaign) =>
          navigate({ to: '/dot-tuyen-truyen/$campaign', params: { campaign }, replace: true })
        }
        onCancel={() => navigate({ to: '/dot-tuyen-truyen' })}
      />
    </div>
  )
}

/** The same form, for a campaign that is there. */
export function EditCampaignPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { campaign: id } = useParams({ from: '/dot-tuyen-truyen/$campaign/sua' })
  const campaign = useQuery(campaignQuery(id))
  const back = () => navigate({ to: '/dot-tuyen-truyen/$campaign', params: { campaign: id } })
  return (
    <div data-testid="screen-campaign-edit">
      <Link to="/dot-tuyen-truyen/$campaign" params={{ campaign: id }} className="back-link">
        ‹ {campaign.data?.name ?? t('campaign.title')}
      </Link>
      <h1 className="draft-title">{t('campaign.editTitle')}</h1>
      <ProblemNote error={campaign.error} again={() => void campaign.refetch()} />
      {campaign.isPending && <Waiting />}
      {campaign.data && (
        <CampaignForm key={id} campaign={campaign.data} onDone={back} onCancel={back} />
      )}
    </div>
  )
}
