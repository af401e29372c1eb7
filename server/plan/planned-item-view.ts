import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'

export const PlannedItems = z.object({
  sample: z.boolean(),
  /** At most 1 000. */
  items: z.array(
    z.object({
      item: z.string(),
      station: z.string(),
      stationName: z.string(),
      date: calendarDate,
      window: z.string(),
      windowName: z.string(),
      startsAt: z.int(),
      endsAt: z.int(),
      version: z.string(),
      /** Of the version. */
      number: z.int(),
      language: z.string(),
      /** The district's item that a commune must relay with it. */
      relayOf: z.string().nullable(),
    }),
  ),
})
