import { Button } from '@mantine/core'
import { useRef } from 'react'
import { writtenDate } from '../text/format.ts'

/**
 * A local date to choose. The calendar is the browser's own, its way of writing dates is not: that
 * follows the browser, and on an English one puts the month first.
 */
export function DayButton({
  label,
  date,
  onDate,
}: {
  label: string
  date: string
  onDate: (date: string) => void
}) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <span className="day-button">
      <Button variant="default" onClick={() => picker.current?.showPicker()} data-testid="day">
        <span className="day-label">{label}</span>{' '}
        <span className="tabular">{writtenDate(date)}</span>
      </Button>
      <input
        ref={picker}
        type="date"
        className="unseen"
        tabIndex={-1}
        aria-hidden="true"
        value={date}
        onChange={(event) => event.currentTarget.value && onDate(event.currentTarget.value)}
      />
    </span>
  )
}
