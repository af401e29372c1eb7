import { z } from 'zod'
import { MOST_AIRINGS } from '../campaign/campaign-order.ts'
import { contentTypes } from '../content-type.ts'
import { date, instant } from './world-time.ts'
import { id, name } from './world-word.ts'

/**
 * A world for the planner as one file, so that anybody can plan it with `tiep-am plan --world` and
 * check the result by their own rules. It holds exactly what the planner looks at in the database.
 *
 * Instants are integer UTC milliseconds, or ISO 8601 text with an offset; dates are local, `2024-08-15`;
 * times of day are local, `05:00:00`; lengths of sound are samples at 48 kHz.
 */

const language = z
  .string()
  .regex(/^[a-z]{2}$/)
  .describe('ISO 639-1: vi, km.')
const ms = z.int().min(0).max(86_400_000)
const places = z.array(id).max(2_000)

const Station = z.strictObject({
  id: id.describe('Unique among stations.'),
  name: name.describe('As explanations call it.'),
  role: z
    .enum(['district', 'commune'])
    .describe('A district fills its own part; communes relay it and may fill theirs.'),
  technology: z
    .enum(['ip', 'fm', 'wired'])
    .describe('ip stations have a playlist; fm and wired ones carry the district’s live signal.'),
  languages: z
    .array(language)
    .min(1)
    .max(5)
    .default(['vi'])
    .describe(
      'The first is the one that it mostly speaks; others but Vietnamese are not aired there.',
    ),
  zone: z.string().max(60).optional().describe('IANA name; the world’s zone unless set.'),
  groups: z
    .array(id)
    .max(20)
    .default([])
    .describe('Names under which windows, campaigns and days may speak of several stations.'),
  languageMix: z
    .record(language, z.int().min(0).max(100))
    .nullable()
    .default(null)
    .describe(
      'Percent of a day’s own airings by language, {"km": 70, "vi": 30}; null for no wish.',
    ),
})

const Segment = z.strictObject({
  source: z
    .enum(['vov', 'province', 'district', 'commune'])
    .describe('Who is heard. A station fills the part of its own role.'),
  lengthMs: z.int().min(1_000).max(86_400_000).describe('Usual length.'),
  campaignShareMs: ms
    .nullable()
    .default(null)
    .describe('What campaigns may take of the station’s own part; null for all of it.'),
  leastMs: ms
    .nullable()
    .default(null)
    .describe(
      'Of another source: it may be cut to this when the own part needs room; null when fixed.',
    ),
  live: id
    .nullable()
    .default(null)
    .describe('The live source that is carried then; null for whatever is switched through.'),
  end: z
    .enum(['hard', 'soft'])
    .default('hard')
    .describe('hard: cut at its planned end; soft: it may run over by a minute.'),
})

const Parts = z.strictObject({
  opens: z
    .array(id)
    .max(10)
    .default([])
    .describe(
      'Bulletins (tune, station ID, opening words) from the start of the own part, in order.',
    ),
  between: id.nullable().default(null).describe('Bulletin between two that follow each other.'),
  closes: z.array(id).max(10).default([]).describe('Bulletins; the last ends with the own part.'),
  timeSignals: z
    .array(
      z.strictObject({
        bulletin: id.describe('What sounds.'),
        at: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)
          .describe('Local time at which it begins, 06:00:00.'),
      }),
    )
    .max(50)
    .default([])
    .describe('Each at its very instant, and the rest around it.'),
})

const Window = z.strictObject({
  id: id.describe('Unique among windows.'),
  name: name.describe('As explanations call it.'),
  station: id.describe(
    'A station’s id, or a group’s name: then each of its stations has a window <id>@<station>.',
  ),
  startsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/)
    .describe('Local time of day, 05:00 or 05:00:00; the window may run past midnight.'),
  validFrom: date.describe('First date on which it may begin; its rule counts from here.'),
  validTo: date.nullable().default(null).describe('Last such date; null for no end.'),
  rule: z
    .string()
    .max(300)
    .default('FREQ=DAILY')
    .describe('An RRULE of RFC 5545, no finer than a day: FREQ=WEEKLY;BYDAY=MO,TU,WE.'),
  except: z.array(date).max(1_000).default([]).describe('Dates left out.'),
  also: z
    .array(date)
    .max(1_000)
    .default([])
    .describe('Dates added, also before validFrom or after validTo.'),
  segments: z
    .array(Segment)
    .min(1)
    .max(10)
    .describe('The ordered chain of sources; their lengths add up to the window’s, at most a day.'),
  mostItems: z
    .int()
    .min(0)
    .max(100)
    .default(2)
    .describe(
      'Bulletins that the station’s own part holds at most. Each sounds once in a window, and not directly beside its own relay there, unless a pin says so, or nothing else can sound and it is urgent, lacks its floor or follows a tune. Between windows nothing binds but the least times: another bulletin is only preferred to what sounded last.',
    ),
  relays: id.nullable().default(null).describe('The district’s window that this one relays.'),
  relayMode: z
    .enum(['same', 'later'])
    .default('same')
    .describe('same: at the instants of the relayed window; later: as far from its own start.'),
  parts: Parts.nullable()
    .default(null)
    .describe('Fixed parts; null for the newest approved tune of the station’s own, which opens.'),
})

const Version = z.strictObject({
  id: id.describe('Unique among all versions.'),
  language: language.default('vi'),
  class: z
    .enum(['ordinary', 'priority', 'emergency'])
    .default('ordinary')
    .describe(
      'Of Thông tư 39/2020. Priority has to be in the programme, emergency comes first of all.',
    ),
  contentType: z
    .enum(contentTypes)
    .default('news')
    .describe('tune, station-id, opening, closing, sting and time-signal are fixed parts.'),
  state: z
    .enum(['draft', 'submitted', 'approved', 'recalled'])
    .default('approved')
    .describe('Only what is approved is planned.'),
  approvedAt: instant.nullable().default(null).describe('Of several tunes the newest is taken.'),
  validFrom: instant.describe('It does not begin earlier.'),
  validTo: instant
    .nullable()
    .default(null)
    .describe('It must have ended by then; null for no end.'),
  supersededAt: instant
    .nullable()
    .default(null)
    .describe('From then on its successor sounds instead.'),
  samples: z.int().min(1).describe('Length of its sound, samples at 48 kHz.'),
  asset: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('SHA-256 of its sound; made from the version’s id when absent.'),
})

const Bulletin = z.strictObject({
  id: id.describe('Unique among bulletins.'),
  title: name,
  owner: id.describe('The station whose unit it belongs to; a commune’s is aired by no other.'),
  campaign: id
    .nullable()
    .default(null)
    .describe(
      'What orders it. Without one only fixed parts are placed, and in its own part what is a commune’s own.',
    ),
  versions: z.array(Version).min(1).max(50).describe('Its editions, by language and in time.'),
})

const Campaign = z.strictObject({
  id: id.describe('Unique among campaigns.'),
  name: name.describe('As explanations call it.'),
  from: date.describe('First day on which its bulletins may sound.'),
  to: date.describe('Last day.'),
  extendedUntil: date.nullable().default(null).describe('Last day instead, when it was prolonged.'),
  stations: places
    .optional()
    .describe(
      'Stations or groups whose own parts carry it. When absent: the district, and communes with their own bulletins; a commune airs the district’s bulletins in its own part only when it is named.',
    ),
  weight: z.int().min(1).max(100).default(1).describe('Against other campaigns.'),
  floor: z
    .int()
    .min(0)
    .max(MOST_AIRINGS)
    .default(0)
    .describe('Airings per station and day that have to be reached.'),
  cap: z
    .int()
    .min(0)
    .max(MOST_AIRINGS)
    .default(MOST_AIRINGS)
    .describe('Airings per station and day that are never passed.'),
  spread: z
    .int()
    .min(0)
    .max(MOST_AIRINGS)
    .default(MOST_AIRINGS)
    .describe('Windows a day in which it wants to be heard.'),
  bulletinGapMs: z
    .int()
    .min(0)
    .default(0)
    .describe(
      'Least time from start to start of the same bulletin at a station. What a commune relays counts for its own part too, in the same language: editions in different languages have different listeners, and may even follow one another directly.',
    ),
  campaignGapMs: z
    .int()
    .min(0)
    .default(0)
    .describe(
      'Least time from start to start of any two of its bulletins at a station; towards what a commune relays, within one language.',
    ),
  sharePercent: z
    .int()
    .min(1)
    .max(100)
    .default(100)
    .describe('How much of a window’s own part, fixed parts aside, it may take.'),
  phases: z
    .array(
      z.strictObject({
        from: instant.describe('The phase begins.'),
        until: instant.nullable().default(null).describe('It has ended by then; null for no end.'),
        versions: z.array(id).describe('What sounds in it.'),
      }),
    )
    .max(50)
    .default([])
    .describe(
      'From when to when which of its versions may sound, beside their own validity. With phases, a version that none of them names does not sound.',
    ),
})

export const World = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('tiep-am/world/1'),
    zone: z
      .string()
      .max(60)
      .default('Asia/Ho_Chi_Minh')
      .describe('IANA zone of every station that names none.'),
    quietHours: z
      .strictObject({
        from: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
          .describe('Local HH:MM.'),
        to: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
          .describe('Local HH:MM, excluded; on the next day when not later.'),
      })
      .nullable()
      .default({ from: '21:00', to: '05:00' })
      .describe('Nothing but confirmed emergencies sounds then; null when there are none.'),
    now: instant
      .optional()
      .describe(
        'Nothing that begins earlier is planned; absent when all of the asked days is open.',
      ),
    stations: z.array(Station).min(1).max(2_000),
    windows: z.array(Window).max(20_000),
    calendar: z
      .array(
        z.strictObject({
          name,
          from: date.describe('First day.'),
          to: date.describe('Last day.'),
          stations: z.array(id).optional().describe('Stations or groups; absent for all.'),
          closed: z.boolean().default(false).describe('Nothing is aired.'),
          withoutMusic: z.boolean().default(false).describe('Neither tune nor sting sounds.'),
        }),
      )
      .max(1_000)
      .default([])
      .describe('Days that differ: closed, or without music as on days of mourning.'),
    campaigns: z.array(Campaign).max(200).default([]),
    bulletins: z.array(Bulletin).max(5_000).default([]),
    pins: z
      .array(
        z.union([
          z.strictObject({
            window: id.describe('Of one station; for a group’s window <id>@<station>.'),
            date,
            versions: z.array(id).min(1).max(50).describe('Wherever they fit, in this order.'),
          }),
          z.strictObject({
            window: id.describe('Of one station; for a group’s window <id>@<station>.'),
            date,
            version: id,
            offsetMs: ms
              .nullable()
              .default(null)
              .describe('From the start of the window; null or absent: where it fits.'),
          }),
        ]),
      )
      .max(20_000)
      .default([])
      .describe(
        'What a person put into a window. At an offset it stays exactly there, or is explained.',
      ),
    bars: z
      .array(z.strictObject({ window: id, date, version: id }))
      .max(20_000)
      .default([])
      .describe('What a person keeps out of a window on a date.'),
    picks: z
      .array(
        z.strictObject({
          station: id.describe('A commune.'),
          bulletin: id,
          windows: z
            .array(id)
            .max(50)
            .nullable()
            .default(null)
            .describe('Windows that may have it, by id; null for any.'),
        }),
      )
      .max(100_000)
      .optional()
      .describe(
        'Ordinary bulletins that communes took from what the district lends them. When absent, everything that is lent counts as taken; when given, an ordinary one stands only where it is named.',
      ),
    priorityOrder: z
      .array(
        z.strictObject({
          station: id,
          bulletins: z.array(id).max(500).describe('First first; others follow.'),
        }),
      )
      .max(2_000)
      .default([])
      .describe('In which order a station takes priority bulletins when not all of them fit.'),
    confirmations: z
      .array(z.strictObject({ station: id, version: id, from: instant, until: instant }))
      .max(10_000)
      .default([])
      .describe('Emergencies that a second person confirmed for quiet hours, from when to when.'),
    history: z
      .array(
        z.strictObject({
          station: id,
          window: id,
          date: date.describe('Of its window.'),
          version: id,
          at: instant.describe('When it began.'),
        }),
      )
      .max(200_000)
      .default([])
      .describe('What sounded or was planned before: turns, repeats and least times depend on it.'),
    makeGood: z
      .array(
        z.strictObject({
          station: id,
          campaign: id,
          date,
          airings: z.int().min(1).max(100).describe('On top of that day’s floor and cap.'),
        }),
      )
      .max(20_000)
      .default([])
      .describe('Airings that were owed and did not sound, to be made good on a date.'),
  })
  .describe('Everything that a plan depends on, for tiep-am plan --world.')

export type World = Readonly<z.infer<typeof World>>
