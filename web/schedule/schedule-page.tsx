import { useSearch } from '@tanstack/react-router'
import { ChangeFlow } from './change-flow.tsx'
import { DayPage } from './day-page.tsx'
import { QuietConfirmations } from './quiet-confirmations.tsx'
import { SavedLine } from './saved-line.tsx'
import { WeekPage } from './week-page.tsx'

/** Lịch phát: a week of a station or group; with a date, one day of a station to the second. */
export function SchedulePage() {
  const { date, group } = useSearch({ from: '/lich-phat' })
  return (
    <div data-testid="screen-schedule" className="schedule">
      <ChangeFlow>
        <QuietConfirmations />
        <SavedLine />
        {/* A group has no day of its own: its week that holds the date. */}
        {date && group === undefined ? <DayPage date={date} /> : <WeekPage />}
      </ChangeFlow>
    </div>
  )
}
