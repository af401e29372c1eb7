import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'

/** An airing that was owed and did not sound. */
const Missed = z.object({
  station: z.string(),
  stationName: z.string(),
  campaign: z.string(),
  campaignName: z.string(),
  item: z.string(),
  title: z.string(),
  /** When it should have sounded. */
  plannedAt: z.int(),
  /** A relay of the district's, or the station's own. */
  relay: z.boolean(),
  /** `missed`: the station signed that nothing sounded; `partly`: it was cut; `no-word`: nothing is known. */
  why: z.enum(['missed', 'partly', 'no-word']),
  /** Why it cannot be made good today; null when it can. */
  hindrance: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
  /** Set once somebody took it into today. */
  madeGood: z
    .object({
      id: z.string(),
      by: z.object({ id: z.string(), name: z.string() }),
      at: z.int(),
      /** True when the one who asks may withdraw it. */
      mayWithdraw: z.boolean(),
    })
    .nullable(),
  /** True when the one who asks may take it. */
  mayTake: z.boolean(),
  /** What opens it: every airing event that was looked at. */
  airings: z.string(),
})

export const MakeGoodView = z.object({
  missedDate: calendarDate,
  date: calendarDate,
  missed: z.array(Missed),
})

export const NewMakeGood = z.object({ station: z.string(), item: z.string() })

export const MakeGoodTaken = z.object({ id: z.string(), date: calendarDate })

/** What somebody wants to see first: taking one, or withdrawing it. */
export const MakeGoodRehearsal = z.discriminatedUnion('what', [
  NewMakeGood.extend({ what: z.literal('take') }),
  z.object({ what: z.literal('withdraw'), id: z.string() }),
])
