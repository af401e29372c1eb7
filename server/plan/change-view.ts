import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'

/**
 * What people do to playlists by hand. A change is first looked at (`/plan/changes/preview`), which
 * says what it would move, what stands in its way and what will sound in the next 24 hours; then it is
 * made (`/plan/changes`) with the revision that was looked at, so that nobody decides on an old picture.
 */

/** Where in a window: at a sample of it, or null for where it fits. */
const offset = z.int().min(0).nullable()

/**
 * Where the item stands. It need be told of an item of a forecast day: its wish then plans that day so,
 * as a copy to it does.
 */
const standing = z.object({ station: z.string(), date: calendarDate }).optional()

export const Change = z.discriminatedUnion('kind', [
  /** Puts a version into a window. */
  z.object({
    kind: z.literal('place'),
    station: z.string(),
    window: z.string(),
    date: calendarDate,
    version: z.string(),
    offsetSamples: offset,
  }),
  /** Takes an item to another place, of the same station. */
  z.object({
    kind: z.literal('move'),
    item: z.string(),
    of: standing,
    window: z.string(),
    date: calendarDate,
    offsetSamples: offset,
  }),
  /** Keeps an item out of its window on that day. */
  z.object({ kind: z.literal('remove'), item: z.string(), of: standing }),
  /** Keeps an item where the planner put it; or lets it go again. */
  z.object({ kind: z.literal('pin'), item: z.string(), of: standing }),
  z.object({ kind: z.literal('unpin'), item: z.string(), of: standing }),
  /** Takes back a pin or a bar by its id, also one that no item shows. */
  z.object({ kind: z.literal('lift'), hand: z.string() }),
  /** Puts a pin or a bar back that was taken away. */
  z.object({ kind: z.literal('restore'), hand: z.string() }),
  /** Gives days the same bulletins in the same windows as another day; a week is seven of these. */
  z.object({
    kind: z.literal('copy'),
    station: z.string(),
    from: calendarDate,
    to: z.array(calendarDate).min(1).max(31),
  }),
])

/** Ghi đè: what is in the way goes. Tiếp nối: the new one follows it. Dời: the new one takes the next free place. */
const Resolution = z.enum(['override', 'queue', 'move'])

export const WantedChanges = z.object({
  changes: z.array(Change).min(1).max(200),
  /** How to settle conflicts; null to be told of them. */
  resolve: Resolution.nullable().default(null),
})

export const DecidedChanges = WantedChanges.extend({
  /** Of the preview that was looked at. */
  revision: z.string().max(100),
})

const Piece = z.object({
  title: z.string(),
  startsAt: z.int(),
  endsAt: z.int(),
  /** Null for what is not in the plan yet. */
  item: z.string().nullable(),
  pinned: z.boolean(),
  /** Part of the window that another source fills. */
  source: z.enum(['vov', 'province', 'district', 'commune']).nullable(),
})

const Reason = z.object({ code: z.string(), vi: z.string(), en: z.string() })

const RelayReach = z.object({ station: z.string(), name: z.string(), clusters: z.int() })

const Conflict = z.object({
  /** Which of the changes that were asked for, from 0. */
  change: z.int(),
  station: z.string(),
  stationName: z.string(),
  window: z.string(),
  windowName: z.string(),
  date: calendarDate,
  wanted: Piece,
  inTheWay: z.array(Piece),
  /** Why they cannot both be: they overlap, there is no room, or a rule is in the way. */
  reason: Reason,
  /** Only what would truly work; none when nothing but another wish would. */
  choices: z.array(Resolution),
  /** Why each of the other ways would not work; of several conflicts, for all of them. */
  refused: z.array(z.object({ choice: Resolution, reason: Reason })),
  /** Communes whose relay would change with it, and their clusters. */
  relays: z.array(RelayReach),
})

/** Something that will sound at a station. */
const Sounding = z.object({
  startsAt: z.int(),
  endsAt: z.int(),
  /** Of the bulletin; of another source's part, the name of its window. */
  title: z.string(),
  kind: z.enum(['bulletin', 'tune', 'test', 'live']),
  /** What airs it: its own player, or the district's signal that it carries, or another source. */
  by: z.enum(['player', 'district-signal', 'live']),
  /** Who is carried, when it is another source. */
  source: z.enum(['vov', 'province', 'district', 'commune']).nullable(),
  window: z.string(),
  language: z.string().nullable(),
  class: z.enum(['ordinary', 'priority', 'emergency']).nullable(),
  /** Heard there before (PL, phát lại). */
  repeat: z.boolean(),
  quiet: z.boolean(),
  /** An emergency in quiet hours that nobody has confirmed: it will not sound until somebody does. */
  unconfirmed: z.boolean(),
  /** `new` and `gone` against the plan as it stands; `same` otherwise. */
  change: z.enum(['same', 'new', 'gone']),
  /** By the hour, against the usual volume of the player, in 0.01 dB. */
  millibels: z.int(),
  /** The stream or line-in that is carried; null for whatever is switched through there. */
  live: z.object({ name: z.string(), address: z.string() }).nullable(),
})

const StationOutlook = z.object({
  station: z.string(),
  name: z.string(),
  zone: z.string(),
  /** The next 24 hours; when what changes lies further ahead, 24 to 48 hours from its first window. */
  from: z.int(),
  until: z.int(),
  /** In order of time. */
  sounding: z.array(Sounding),
})

const WindowFill = z.object({
  station: z.string(),
  window: z.string(),
  windowName: z.string(),
  date: calendarDate,
  /** Above zero is free, below zero is too much. */
  freeSamples: z.int(),
  /** "còn trống 12 giây", "quá 3 giây". */
  vi: z.string(),
  en: z.string(),
  explanations: z.array(Reason),
})

/** What could not be copied, and why. */
const Leftover = z.object({
  title: z.string(),
  station: z.string(),
  windowName: z.string(),
  date: calendarDate,
  reason: Reason,
})

/** What a window that was copied into holds beside what was copied: room that the planner fills. */
const Beside = z.object({
  station: z.string(),
  windowName: z.string(),
  date: calendarDate,
  /** In order of time. */
  titles: z.array(z.string()),
})

export const ChangesPreview = z.object({
  revision: z.string(),
  conflicts: z.array(Conflict),
  leftovers: z.array(Leftover),
  beside: z.array(Beside),
  /** Communes that relay windows which change, and their clusters. */
  relays: z.array(RelayReach),
  /** Of windows that would change. */
  windows: z.array(WindowFill),
  /** Of stations that would sound otherwise. */
  stations: z.array(StationOutlook),
  /** Emergencies in quiet hours, which a second person has to confirm before they sound. */
  toConfirm: z.array(
    z.object({
      station: z.string(),
      stationName: z.string(),
      version: z.string(),
      title: z.string(),
      startsAt: z.int(),
      endsAt: z.int(),
    }),
  ),
})

export const ChangesMade = z.object({
  /** Playlists that got a new version. */
  versions: z.array(z.object({ station: z.string(), date: calendarDate, number: z.int() })),
  /** What to ask for, to have the playlists as they were. */
  undo: z.array(Change),
  preview: ChangesPreview,
})

/** What sounds at a station in the next hours. */
export const Next24 = StationOutlook

/** What another setting of windows, days or quiet hours would bring about. */
export const PlanOutlook = z.object({
  /** Of everything that this was made of; what really does it is sent it in `If-Match`. */
  revision: z.string(),
  windows: z.array(WindowFill),
  stations: z.array(StationOutlook),
})
