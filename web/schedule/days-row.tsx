import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mondayOf } from '../data/week-calendar.ts'
import { daysAfter, writtenDate } from '../text/format.ts'
import { useSchedulePlace } from './place.ts'

/** The days of the week: to go to one, or to drop on it what is dragged. */
export function DaysRow({ date, target }: { date: string; target: string | null }) {
  const { t } = useTranslation()
  const { search, today } = useSchedulePlace()
  const monday = mondayOf(date)
  return (
    <nav className="days-row" aria-label={t('schedule.week')}>
      {Array.from({ length: 7 }, (_, day) => daysAfter(monday, day)).map((one, day) => (
        <Link
          key={one}
          to="/lich-phat"
          search={{ ...search, date: one }}
          aria-current={one === date ? 'date' : undefined}
          activeProps={{}}
          data-drop-day={one}
          data-target={one === target || undefined}
          data-today={one === today || undefined}
        >
          <b>{t(`weekday.d${day as 0}`)}</b>{' '}
          <span className="tabular">{writtenDate(one).slice(0, 5)}</span>
        </Link>
      ))}
    </nav>
  )
}
