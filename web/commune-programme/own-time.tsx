import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planQuery } from '../api/queries.ts'
import type { CommuneProgramme, Plan } from '../api/shapes.ts'
import { languageShares, ownTimes, sharePercent } from '../data/commune-programme.ts'
import { DayChoice } from '../part/day-choice.tsx'
import { Empty } from '../part/empty.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useSpan } from '../part/spans.ts'
import { localDateOf, writtenDate } from '../text/format.ts'

/** The commune's own time on a day: each window's in words, and the languages in it. */
export function OwnTime({ programme }: { programme: CommuneProgramme }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const today = localDateOf(useNow(60_000), office.zone)
  const [chosen, setDate] = useState<string | null>(null)
  const date = chosen ?? today
  const plan = useQuery(planQuery(programme.station, date))
  if (programme.windows.length === 0)
    return (
      <section aria-label={t('programme.time')}>
        <Empty says={t('programme.noWindows')} />
      </section>
    )
  return (
    <section aria-label={t('programme.time')}>
      <div className="page-head">
        <h2 className="part-title">{t('programme.time')}</h2>
        <DayChoice date={date} today={today} onDate={setDate} />
      </div>
      <ProblemNote error={plan.error} again={() => void plan.refetch()} />
      {plan.data && (
        <>
          <Windows programme={programme} plan={plan.data} date={date} />
          <Languages programme={programme} plan={plan.data} />
        </>
      )}
      <Link to="/lich-phat" search={{ station: programme.station, date }}>
        {t('campaign.schedule')}
      </Link>
    </section>
  )
}

type Of = Readonly<{ programme: CommuneProgramme; plan: Plan }>

function Windows({ programme, plan, date }: Of & Readonly<{ date: string }>) {
  const { t } = useTranslation()
  const span = useSpan()
  return (
    <ul className="own-times">
      {ownTimes(programme, plan).map(({ window, usedMs, freeMs }) => (
        <li key={window.id} data-testid="own-time">
          <b className="tabular">
            {t('programme.window', { time: window.startsAt.slice(0, 5), name: window.name })}
          </b>
          <span className="own-bar" aria-hidden="true">
            <span style={{ width: `${Math.min(100, ((usedMs ?? 0) / window.lengthMs) * 100)}%` }} />
          </span>
          <span className="note">
            {t('programme.ownPart', { length: span(window.lengthMs) })}
            {'; '}
            {usedMs === null
              ? window.validFrom > date
                ? t('programme.opensFrom', { date: writtenDate(window.validFrom) })
                : t('programme.notThatDay')
              : freeMs < 0
                ? t('schedule.over', { length: span(-freeMs) })
                : freeMs < 500
                  ? t('schedule.full')
                  : t('schedule.free', { length: span(freeMs) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Languages({ programme, plan }: Of) {
  const { t } = useTranslation()
  const shares = languageShares(programme, plan)
  if (shares.length === 0) return null
  return (
    <>
      <h3 className="part-title">{t('programme.languages')}</h3>
      <ul className="own-times" data-testid="language-mix">
        {shares.map(({ language, wished }) => {
          const percent = sharePercent(shares, language)
          return (
            <li key={language}>
              <b>{t(`lang.${language as 'vi'}`, { defaultValue: language })}</b>
              <span className="own-bar" aria-hidden="true">
                <span style={{ width: `${percent ?? 0}%` }} />
                {wished !== null && <i style={{ left: `${wished}%` }} />}
              </span>
              <span className="note">
                {percent === null
                  ? t('programme.nothingPlanned')
                  : t('programme.planned', { percent })}
                {wished !== null && `; ${t('programme.wished', { percent: wished })}`}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
