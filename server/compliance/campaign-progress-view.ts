import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'

/** What a station aired by itself of the campaign. */
const Own = z.object({
  /** What the campaign asks of it, make-good included; 0 where it does not air by itself or could not. */
  floor: z.int(),
  cap: z.int().nullable(),
  planned: z.int(),
  aired: z.int(),
  partial: z.int(),
  /** Signed that nothing sounded. */
  missed: z.int(),
  /** Airings that the floor lacks; null while the day is not over. */
  short: z.int().nullable(),
  /** Why nothing is asked on that day: the campaign was not put in yet, or no window was there. */
  unasked: z.enum(['before', 'no-window']).nullable(),
})

/** What a commune relayed of what the district aired. */
const Relayed = z.object({
  owed: z.int(),
  relayed: z.int(),
  /** Of those relayed, how many rest on which evidence. */
  proof: z.object({ heard: z.int(), logged: z.int(), imported: z.int(), declared: z.int() }),
  partly: z.int(),
  missed: z.int(),
  /** Neither proof nor a signed or declared miss. */
  noEvidence: z.int(),
  upcoming: z.int(),
})

/** Listings that open a figure, each a path of this API. */
const opens = {
  plan: z.string(),
  airings: z.string(),
  obligations: z.string(),
}

export const CampaignProgress = z.object({
  campaign: z.string(),
  name: z.string(),
  sample: z.boolean(),
  from: calendarDate,
  to: calendarDate,
  dates: z.array(calendarDate),
  stations: z.array(
    z.object({
      station: z.string(),
      name: z.string(),
      role: z.enum(['district', 'commune']),
      technology: z.enum(['ip', 'fm', 'wired']),
      /** Whether it must be heard there. */
      meant: z.boolean(),
      /** Whether its own part carries it. */
      airs: z.boolean(),
      /** One per date. */
      days: z.array(
        z.object({ date: calendarDate, own: Own, relay: Relayed, opens: z.object(opens) }),
      ),
      /** Sums of the days. */
      own: Own,
      relay: Relayed,
      airings: z.string(),
    }),
  ),
  formula: z.object({ vi: z.string(), en: z.string() }),
})
