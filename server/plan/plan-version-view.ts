import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'

/** Every playlist of a station and date that was ever written, newest first. */
export const PlanVersions = z.array(
  z.object({
    number: z.int(),
    at: z.int(),
    /** Null when the planner did it by itself. */
    staff: z.string().nullable(),
    staffName: z.string().nullable(),
    /** `plan`: the planner by itself; `edit`: a change by hand. */
    cause: z.enum([
      ...(['plan', 'edit', 'window', 'campaign', 'recall', 'make-good', 'day'] as const),
      'emergency',
    ]),
    items: z.int(),
  }),
)

/** One line of what a later version has otherwise than an earlier one. */
const PlanChange = z.object({
  kind: z.enum(['added', 'removed', 'moved']),
  title: z.string(),
  window: z.string(),
  windowName: z.string(),
  /** Null for what was not there. */
  before: z.int().nullable(),
  after: z.int().nullable(),
})

export const PlanVersionDiff = z.object({
  from: z.int(),
  to: z.int(),
  changes: z.array(PlanChange),
  date: calendarDate,
})
