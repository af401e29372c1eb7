import { useTranslation } from 'react-i18next'
import type { Campaign } from '../api/shapes.ts'
import { nextReport, timeOfCampaign } from '../data/campaign.ts'
import { daysBetween } from '../data/written-date.ts'
import { writtenDate } from '../text/format.ts'

type Of = Readonly<{ campaign: Campaign; today: string }>

/** Whether it runs, and how many days are left. */
export function TimeChip({ campaign, today }: Of) {
  const { t } = useTranslation()
  const { phase, days } = timeOfCampaign(campaign, today)
  const says = {
    running: days === 0 ? t('campaign.lastDay') : t('campaign.daysLeft', { n: days }),
    upcoming: t('campaign.beginsIn', { n: days }),
    ended: t('campaign.endedAgo', { n: days }),
  }
  return (
    <span className={`chip chip-campaign-${phase}`} data-testid="campaign-time">
      {t(`campaign.${phase}`)} · {says[phase]}
    </span>
  )
}

/** The next report, when one is still to come. */
export function NextReport({ campaign, today }: Of) {
  const { t } = useTranslation()
  const date = nextReport(campaign, today)
  if (!date) return null
  const days = daysBetween(today, date)
  return (
    <span className={`chip ${days <= 3 ? 'chip-waiting' : ''}`}>
      {days === 0
        ? t('campaign.reportToday')
        : t('campaign.nextReport', { date: writtenDate(date), n: days })}
    </span>
  )
}

/** From when to when, and what the office made of what was ordered. */
export function Period({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const { periodFrom, periodTo, extendedUntil } = campaign
  const ordered = writtenDate(periodTo)
  const from = writtenDate(periodFrom)
  if (extendedUntil === null || extendedUntil === periodTo)
    return <>{t('campaign.until', { from, to: ordered })}</>
  const to = writtenDate(extendedUntil)
  return (
    <>
      {t('campaign.until', { from, to })}{' '}
      <span className="note">
        ({t(extendedUntil > periodTo ? 'campaign.extended' : 'campaign.shortened', { to, ordered })}
        )
      </span>
    </>
  )
}
