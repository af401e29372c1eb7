import { z } from 'zod'
import { Block } from '../../playout/contract/manifest.ts'
import { calendarDate } from '../calendar-date.ts'
import { visibleLine } from '../plain-text.ts'

const Source = z.enum(['vov', 'province', 'district', 'commune'])

const Segment = z.object({
  source: Source,
  lengthMs: z
    .int()
    .min(1_000)
    .max(6 * 3_600_000),
  /** How much of the district's segment campaigns may take; null elsewhere. */
  campaignShareMs: z.int().min(0).nullable(),
})

export const WindowView = z.object({
  id: z.string(),
  station: z.string(),
  name: z.string(),
  /** Local `HH:MM:SS`. */
  startsAt: z.string(),
  lengthMs: z.int(),
  /** Bit 0 Monday … bit 6 Sunday. */
  weekdays: z.int(),
  validFrom: calendarDate,
  validTo: calendarDate.nullable(),
  segments: z.array(Segment),
  relaysWindow: z.string().nullable(),
})

export const NewWindow = z.object({
  station: z.string(),
  name: visibleLine(100),
  startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
  weekdays: z.int().min(1).max(127).default(127),
  validFrom: calendarDate,
  validTo: calendarDate.nullable().default(null),
  segments: z.array(Segment).min(1).max(10),
  /** Communes whose stations relay this window's district segment. */
  relayedBy: z.array(z.string()).max(200).default([]),
})

/** One thing that the planner says, in both languages. */
const Explanation = z.object({ code: z.string(), vi: z.string(), en: z.string() })

/** Items as in the manifest, with where the title's bulletin can be opened. */
export const PlanView = z.object({
  station: z.string(),
  stationName: z.string(),
  date: calendarDate,
  zone: z.string(),
  sample: z.boolean(),
  blocks: z.array(
    Block.extend({
      /** Samples of the district's segment that nothing fills. */
      freeSamples: z.int(),
      explanations: z.array(Explanation),
    }),
  ),
})

export const NewTest = z.object({ station: z.string(), output: z.string() })
export const TestView = z.object({
  block: z.string(),
  item: z.string(),
  startsAt: z.int(),
  manifestVersion: z.int(),
})
