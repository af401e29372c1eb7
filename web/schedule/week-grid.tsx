import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type TimeScale, topOf } from '../data/time-scale.ts'
import type { WeekCalendar } from '../data/week-calendar.ts'
import { useSaid } from '../part/said.ts'
import { timeOf, writtenDate } from '../text/format.ts'
import { useSchedulePlace } from './place.ts'
import { WeekBandLink } from './week-band.tsx'

const two = (value: number) => String(value).padStart(2, '0')
/** `05:00` of ms since midnight; past midnight it begins anew. */
const hourOf = (ms: number) =>
  `${two(Math.floor(ms / 3_600_000) % 24)}:${two(Math.floor(ms / 60_000) % 60)}`

/** Seven columns on one scale of hours; one tap opens a day. */
export function WeekGrid({ calendar, zone }: { calendar: WeekCalendar; zone: string }) {
  const { t } = useTranslation()
  const said = useSaid()
  const { today, now, search } = useSchedulePlace()
  const { scale, ticks, columns } = calendar
  const [hours = 0, minutes = 0, seconds = 0] = timeOf(now, zone).split(':').map(Number)
  const nowMs = ((hours * 60 + minutes) * 60 + seconds) * 1000
  // Opens where the day has got to, when that lies further down than the window shows.
  const nowLine = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const line = nowLine.current
    if (line && line.getBoundingClientRect().top > window.innerHeight)
      line.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <div className="week" data-testid="week">
      <div className="week-ruler" style={{ height: scale.height }} aria-hidden="true">
        {ticks.map(({ at, top }) => (
          <span key={at} className="week-tick tabular" style={{ top }}>
            {hourOf(at)}
          </span>
        ))}
      </div>
      {columns.map(({ date, names, forecast, why, bands }, weekday) => (
        <section
          key={date}
          className="week-day"
          data-today={date === today || undefined}
          data-forecast={forecast || undefined}
          aria-label={`${t(`weekday.d${weekday as 0}`)} ${writtenDate(date)}`}
          data-testid="week-day"
        >
          <Link
            to="/lich-phat"
            search={{ ...search, date, week: undefined, group: undefined }}
            className="week-day-head"
            title={t('schedule.openDay', { date: writtenDate(date) })}
          >
            <b>{t(`weekday.d${weekday as 0}`)}</b>{' '}
            <span className="tabular">{writtenDate(date).slice(0, 5)}</span>
            {names.map((name) => (
              <span key={name} className="week-day-name">
                {name}
              </span>
            ))}
            {forecast && <span className="week-day-name">{t('schedule.forecast')}</span>}
          </Link>
          <div
            className="week-column"
            style={{ '--height': `${scale.height}px` } as React.CSSProperties}
          >
            {why && <p className="week-why note">{said(why)}</p>}
            {scale.stretches
              .filter(({ folded }) => folded)
              .map(({ startsAt, top, height }) => (
                <span key={startsAt} className="week-fold" style={{ top, height }} />
              ))}
            {bands.map((band) => (
              <WeekBandLink key={band.block.id} band={band} date={date} zone={zone} />
            ))}
            {date === today && (
              <span
                className="week-now"
                ref={nowLine}
                style={{ top: nowTop(scale, nowMs) }}
                aria-hidden="true"
              />
            )}
          </div>
        </section>
      ))}
    </div>
  )
}

/** The now line never lies on the edge of a window in which it is not. */
function nowTop(scale: TimeScale, now: number): number {
  const { stretches, height } = scale
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (!first || !last || now < first.startsAt) return -BESIDE_PX
  if (now >= last.endsAt) return height + BESIDE_PX
  const top = topOf(scale, now)
  const fold = stretches.find((one) => one.folded && one.startsAt <= now && now < one.endsAt)
  if (!fold) return top
  return Math.min(fold.top + fold.height - BESIDE_PX, Math.max(fold.top + BESIDE_PX, top))
}

const BESIDE_PX = 6
