import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { weekPlanQuery } from '../api/queries.ts'
import { weekCalendar } from '../data/week-calendar.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { NoWindows } from './no-windows.tsx'
import { useSchedulePlace } from './place.ts'
import { WeekGrid } from './week-grid.tsx'

/** One station's week; of a station without a player, the district's windows that it carries. */
export function StationWeek({ station, monday }: { station: string; monday: string }) {
  const { t } = useTranslation()
  const { plays } = useSchedulePlace()
  const week = useQuery(weekPlanQuery(station, monday))
  const calendar = useMemo(() => week.data && weekCalendar(week.data), [week.data])
  const forecast = week.data?.days.some((day) => day.forecast)
  const empty = calendar?.columns.every(({ bands }) => bands.length === 0)
  return (
    <>
      <ProblemNote error={week.error} again={() => void week.refetch()} />
      {week.isPending && <Waiting />}
      {!plays && (
        <p className="note">{t(empty ? 'schedule.carriedUnknown' : 'schedule.carried')}</p>
      )}
      {forecast && <p className="forecast-note">{t('schedule.forecastSays')}</p>}
      {empty && plays && <NoWindows says={t('schedule.emptyWeek')} />}
      {calendar && !empty && <WeekGrid calendar={calendar} zone={week.data?.zone ?? 'UTC'} />}
    </>
  )
}
