import { z } from 'zod'
import { Block, Item } from '../../playout/contract/manifest.ts'
import { calendarDate } from '../calendar-date.ts'

/** One thing that the planner says, in both languages. */
const Explanation = z.object({ code: z.string(), vi: z.string(), en: z.string() })

const PlanItem = Item.extend({
  /** The hand that put it there, by the pin's id; null when the planner did. */
  pinned: z.string().nullable(),
  /** Whose hand, and when. */
  pinnedBy: z.object({ name: z.string(), at: z.int() }).nullable(),
  /** PL (phát lại): the same version was planned at this station before. */
  repeat: z.boolean(),
  /** Has begun, or is in the hands of players: nobody changes it any more, while later ones may move. */
  begun: z.boolean(),
  /**
   * What airs it. A commune on FM or wire has no playlist: what stands here is what it carries of the
   * district's, with the district's identity (`relayOf` names the same item) and at its instants.
   */
  by: z.enum(['player', 'district-signal']),
})

/** Items as in the manifest, with where the title's bulletin can be opened. */
const PlanBlock = Block.extend({
  items: z.array(PlanItem),
  /** The window has begun: the planner leaves it alone, and hands change what is not begun of it. */
  begun: z.boolean(),
  /** The first sample at which hands may still put something else; its length once all is over. */
  openFrom: z.int(),
  /** Samples of the station's own part that nothing fills. */
  freeSamples: z.int(),
  /** What a hand keeps out of this window on this date. */
  bars: z.array(z.object({ id: z.string(), version: z.string(), title: z.string() })),
  /** What a hand put into it and the rules keep out; the explanations say which. */
  idlePins: z.array(z.object({ id: z.string(), version: z.string(), title: z.string() })),
  explanations: z.array(Explanation),
})

const PlanDay = z.object({
  date: calendarDate,
  /** Changes whenever the playlist or what hands did to it does. */
  revision: z.string(),
  /** Of its published versions the newest; 0 when it was never written. */
  version: z.int(),
  blocks: z.array(PlanBlock),
  /** Of special days, such as Tết: their names, and what they mean here. */
  names: z.array(z.string()),
  closed: z.boolean(),
  withoutMusic: z.boolean(),
  /** True beyond the days that are planned: it will come out so if nothing changes. */
  forecast: z.boolean(),
  /** Why nothing opens on that day; null when something does. */
  why: Explanation.nullable(),
})

export const PlanView = PlanDay.extend({
  station: z.string(),
  stationName: z.string(),
  zone: z.string(),
  sample: z.boolean(),
})

export const PlanWeek = z.object({
  station: z.string(),
  stationName: z.string(),
  zone: z.string(),
  sample: z.boolean(),
  from: calendarDate,
  days: z.array(PlanDay),
})

export const NewTest = z.object({ station: z.string(), output: z.string() })
export const TestView = z.object({
  block: z.string(),
  item: z.string(),
  startsAt: z.int(),
  manifestVersion: z.int(),
})
