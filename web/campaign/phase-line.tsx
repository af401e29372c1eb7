import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../api/shapes.ts'
import { instantOfLocal } from '../data/local-moment.ts'
import { monthsOn, placeOn, stretchOn, timeLineOf } from '../data/phase-line.ts'
import { useNow, useSigned } from '../part/office.ts'
import { momentOf, writtenDate } from '../text/format.ts'

/** The campaign's days drawn to scale: phases with their versions, report dates, today. */
export function PhaseLine({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const now = useNow(60_000)
  const { periodFrom, periodTo, extendedUntil, phases, reportDates } = campaign
  const line = timeLineOf(periodFrom, extendedUntil ?? periodTo, phases, zone)
  const reports = reportDates.flatMap((date) => {
    const at = placeOn(line, instantOfLocal(`${date}T12:00`, zone) ?? 0)
    return at === null ? [] : [{ date, at }]
  })
  const today = placeOn(line, now)
  const moment = (at: number) => momentOf(at, zone).slice(0, -3)
  return (
    <section className="campaign-part" aria-label={t('campaign.phases')}>
      <h2 className="part-title">{t('campaign.phases')}</h2>
      <div className="time-line" aria-hidden="true">
        <div className="time-line-scale">
          {monthsOn(line, periodFrom, zone).map(({ date, at }) => (
            <span key={date} style={{ left: `${placeOn(line, at) ?? 0}%` }} className="tabular">
              {Number(date.slice(5, 7))}/{date.slice(0, 4)}
            </span>
          ))}
        </div>
        {(phases.length > 0 ? phases : [null]).map((phase) => {
          const { left, width } = stretchOn(
            line,
            phase ?? { fromAt: line.startsAt, untilAt: line.endsAt },
          )
          return (
            <div className="time-line-row" key={phase?.id ?? 'whole'}>
              <span
                className="time-line-phase"
                data-empty={phase?.versions.length === 0 || undefined}
                style={{ left: `${left}%`, width: `${width}%` }}
              >
                {phase?.name ?? campaign.name}
              </span>
            </div>
          )
        })}
        {reports.map(({ date, at }) => (
          <span key={date} className="time-line-report" style={{ left: `${at}%` }} />
        ))}
        {today !== null && <span className="time-line-now" style={{ left: `${today}%` }} />}
      </div>
      <p className="note time-line-legend">
        <span className="time-line-key time-line-key-now" aria-hidden="true" />{' '}
        {t('campaign.today')} <span className="time-line-key" aria-hidden="true" />{' '}
        {t('campaign.reports')}:{' '}
        {reportDates.length > 0 ? reportDates.map(writtenDate).join(', ') : t('campaign.noReports')}
      </p>
      {phases.length === 0 && <p className="note">{t('campaign.noPhases')}</p>}
      <ol className="phases">
        {phases.map((phase) => (
          <li key={phase.id} data-testid="phase">
            <b>{phase.name}</b>{' '}
            <span className="tabular">
              {t('campaign.until', {
                from: moment(phase.fromAt),
                to: phase.untilAt === null ? t('campaign.phaseOpen') : moment(phase.untilAt),
              })}
            </span>
            <ul>
              {phase.versions.length === 0 && <li className="note">{t('campaign.phaseEmpty')}</li>}
              {phase.versions.map((version) => (
                <li key={version.id}>
                  <span className={version.state === 'recalled' ? 'recalled-version' : undefined}>
                    {t('campaign.version', {
                      ...{ title: version.title, number: version.number },
                      language: t(`lang.${version.language as 'vi'}`),
                    })}
                  </span>{' '}
                  <span className={`chip chip-${version.state}`}>
                    {t(`state.${version.state}`)}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}
