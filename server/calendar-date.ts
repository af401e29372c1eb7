import { z } from 'zod'
import { localDate } from '../playout/contract/wire.ts'

/** A date that a calendar has: `2024-02-30` has the right form and is none. */
export const calendarDate = localDate.refine(isDate, {
  message: 'no calendar has this date',
  params: { vi: 'lịch không có ngày này' },
})

function isDate(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
}

/**
 * A date that somebody can plan for: of this century and of the calendar that clocks keep. A year of
 * another calendar (2567 is Buddhist, 1445 Islamic) or a date written in another order is refused.
 */
export const plannedDate = z
  .string()
  .max(30)
  .refine(isPlannable, {
    message: 'it must be a date of the common calendar between 2000 and 2099, such as 2024-08-15',
    params: {
      vi: 'cần ngày dương lịch từ năm 2000 đến 2099, viết như 2024-08-15 (không dùng ngày âm lịch)',
    },
  })

function isPlannable(text: string): boolean {
  return /^20\d{2}-\d{2}-\d{2}$/.test(text) && isDate(text)
}
