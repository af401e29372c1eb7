import { z } from 'zod'
import { MOST_AIRINGS } from '../campaign/campaign-order.ts'
import { contentTypes } from '../content-type.ts'

/**
 * A world for the planner as one file, so that anybody can plan it with `tiep-am plan --world` and
 * check the result by their own rules. It holds exactly what the planner looks at in the database.
 *
 * Instants are integer UTC milliseconds, or ISO 8601 text with an offset; dates are local, `2024-08-15`;
 * times of day are local, `05:00:00`; lengths of sound are samples at 48 kHz.
 */

const id = z.string().min(1).max(100)
const name = z.string().trim().min(1).max(200)
const date = z.iso.date()
const language = z.string().regex(/^[a-z]{2}$/)
const ms = z.int().min(0).max(86_400_000)
const instant = z.union([
  z.int(),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
])

const Station = z.object({
  id,
  name,
  role: z.enum(['district', 'commune']),
  /** `ip` stations have a playlist; `fm` and `wired` ones carry the district's live signal. */
  technology: z.enum(['ip', 'fm', 'wired']),
  /** The first is the one that it mostly speaks; others but Vietnamese are not aired there. */
  languages: z.array(language).min(1).max(5).default(['vi']),
  /** IANA name; the world's zone unless set. */
  zone: z.string().max(60).optional(),
  /** Names under which windows and campaigns may speak of several stations. */
  groups: z.array(id).max(20).default([]),
  /** Percent of a day's own airings by language, `{"km": 70, "vi": 30}`. */
  languageMix: z.record(language, z.int().min(0).max(100)).nullable().default(null),
})

const Segment = z.object({
  source: z.enum(['vov', 'province', 'district', 'commune']),
  lengthMs: z.int().min(1_000).max(86_400_000),
  /** What campaigns may take of the station's own part; null for all of it. */
  campaignShareMs: ms.nullable().default(null),
  /** Of another source's part: it may be cut to this when the own part needs room; null when fixed. */
  leastMs: ms.nullable().default(null),
  /** The live source that is carried then; null for whatever is switched through. */
  live: id.nullable().default(null),
  /** Hard: cut at its planned end; soft: it may run over by a minute. */
  end: z.enum(['hard', 'soft']).default('hard'),
})

/** Bulletins that stand in every occurrence; all go through approval like everything that sounds. */
const Parts = z.object({
  /** Signature tune, station ID, opening words, one after the other from the start of the own part. */
  opens: z.array(id).max(10).default([]),
  /** Between two bulletins that follow each other. */
  between: id.nullable().default(null),
  /** The last one ends with the own part. */
  closes: z.array(id).max(10).default([]),
  /** Each at its instant, and the rest around it. */
  timeSignals: z
    .array(z.object({ bulletin: id, at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/) }))
    .max(50)
    .default([]),
})

const Window = z.object({
  id,
  name,
  /** A station's id, or a group's name: then each of its stations has a window `<id>@<station>`. */
  station: id,
  startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/),
  validFrom: date,
  validTo: date.nullable().default(null),
  /** An RRULE of RFC 5545, no finer than a day: `FREQ=WEEKLY;BYDAY=MO,TU,WE`. */
  rule: z.string().max(300).default('FREQ=DAILY'),
  /** Dates left out, and added (also before `validFrom` or after `validTo`). */
  except: z.array(date).max(1_000).default([]),
  also: z.array(date).max(1_000).default([]),
  /** The ordered chain of sources; their lengths add up to the window's. */
  segments: z.array(Segment).min(1).max(10),
  /** Bulletins that the station's own part holds at most. */
  mostItems: z.int().min(0).max(100).default(2),
  /** The district's window that this one relays, by id. */
  relays: id.nullable().default(null),
  /** `same`: at the instants of the relayed window; `later`: at the same offsets from its own start. */
  relayMode: z.enum(['same', 'later']).default('same'),
  /** What opens, stands between and closes; null for the newest approved tune, which opens. */
  parts: Parts.nullable().default(null),
})

const Version = z.object({
  id,
  language: language.default('vi'),
  class: z.enum(['ordinary', 'priority', 'emergency']).default('ordinary'),
  contentType: z.enum(contentTypes).default('news'),
  state: z.enum(['draft', 'submitted', 'approved', 'recalled']).default('approved'),
  approvedAt: instant.nullable().default(null),
  validFrom: instant,
  /** It must have ended by then. */
  validTo: instant.nullable().default(null),
  /** From then on its successor sounds instead. */
  supersededAt: instant.nullable().default(null),
  samples: z.int().min(1),
  /** SHA-256 of its sound; made from the version's id when absent. */
  asset: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

const Bulletin = z.object({
  id,
  title: name,
  /** The station whose unit it belongs to; a commune's own is never aired by others. */
  owner: id,
  campaign: id.nullable().default(null),
  versions: z.array(Version).min(1).max(50),
})

const Campaign = z.object({
  id,
  name,
  from: date,
  to: date,
  extendedUntil: date.nullable().default(null),
  /**
   * Stations or groups whose own parts carry it. When absent: the district, and communes with their
   * own bulletins; a commune airs the district's bulletins in its own part only when it is named.
   */
  stations: z.array(id).max(2_000).optional(),
  weight: z.int().min(1).max(100).default(1),
  /** Airings per station and day that have to be reached, and may not be passed. */
  floor: z.int().min(0).max(MOST_AIRINGS).default(0),
  cap: z.int().min(0).max(MOST_AIRINGS).default(MOST_AIRINGS),
  /** Windows a day in which it wants to be heard. */
  spread: z.int().min(0).max(MOST_AIRINGS).default(MOST_AIRINGS),
  /** Least time from start to start of the same bulletin, of the campaign. */
  bulletinGapMs: z.int().min(0).default(0),
  campaignGapMs: z.int().min(0).default(0),
  /** How much of a window's own part it may take. */
  sharePercent: z.int().min(1).max(100).default(100),
  /** From when to when which of its versions may sound, beside their own validity. */
  phases: z
    .array(
      z.object({ from: instant, until: instant.nullable().default(null), versions: z.array(id) }),
    )
    .max(50)
    .default([]),
})

export const World = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('tiep-am/world/1'),
  zone: z.string().max(60).default('Asia/Ho_Chi_Minh'),
  /** Local `HH:MM`; null when there are none. */
  quietHours: z
    .object({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) })
    .nullable()
    .default({ from: '21:00', to: '05:00' }),
  /** Nothing that begins earlier is planned; absent when all of the asked days is open. */
  now: instant.optional(),
  stations: z.array(Station).min(1).max(2_000),
  windows: z.array(Window).max(20_000),
  /** Days that differ: closed, or without music as on days of mourning. */
  calendar: z
    .array(
      z.object({
        name,
        from: date,
        to: date,
        stations: z.array(id).optional(),
        closed: z.boolean().default(false),
        withoutMusic: z.boolean().default(false),
      }),
    )
    .max(1_000)
    .default([]),
  campaigns: z.array(Campaign).max(200).default([]),
  bulletins: z.array(Bulletin).max(5_000).default([]),
  /** What a person put into a window: wherever it fits, in order, or at a very time of the window. */
  pins: z
    .array(
      z.union([
        z.object({ window: id, date, versions: z.array(id).min(1).max(50) }),
        z.object({
          ...{ window: id, date, version: id },
          /** From the start of the window; null or absent: where it fits. */
          offsetMs: ms.nullable().default(null),
        }),
      ]),
    )
    .max(20_000)
    .default([]),
  /** What a person keeps out of a window on a date. */
  bars: z
    .array(z.object({ window: id, date, version: id }))
    .max(20_000)
    .default([]),
  /**
   * Ordinary bulletins that communes took from what the district lends them. When absent, everything
   * that is lent counts as taken; when given, ordinary bulletins stand only where they are named.
   */
  picks: z
    .array(
      z.object({
        ...{ station: id, bulletin: id },
        /** Its windows, as `id` or `id@station`; null for any. */
        windows: z.array(id).max(50).nullable().default(null),
      }),
    )
    .max(100_000)
    .optional(),
  /** In which order a station takes priority bulletins when not all of them fit; first first. */
  priorityOrder: z
    .array(z.object({ station: id, bulletins: z.array(id).max(500) }))
    .max(2_000)
    .default([]),
  /** Emergencies that a second person confirmed for quiet hours, at a station, from when to when. */
  confirmations: z
    .array(z.object({ station: id, version: id, from: instant, until: instant }))
    .max(10_000)
    .default([]),
  /** What sounded or was planned before: turns and least times depend on it. */
  history: z
    .array(z.object({ station: id, window: id, date, version: id, at: instant }))
    .max(200_000)
    .default([]),
  /** Airings that were owed and did not sound, to be made good on a date beside its floor. */
  makeGood: z
    .array(z.object({ station: id, campaign: id, date, airings: z.int().min(1).max(100) }))
    .max(20_000)
    .default([]),
})

export type World = Readonly<z.infer<typeof World>>
