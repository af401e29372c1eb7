import { z } from 'zod'
import { instant, millibels, name, samples } from './wire.ts'

/**
 * What a station and a server say to each other over HTTP, besides the manifest itself. Every
 * request that changes something is a signed document; there is no other login for a station.
 *
 *   POST /api/v1/stations/enrol               Enrolment (signed with the new key) → EnrolmentAnswer
 *   GET  /api/v1/stations/:id/manifest        → SignedManifest; ETag; public, cacheable
 *   GET  /api/v1/stations/:id/news?after=N    waits up to 25 s for a version above N → News; never cached
 *   POST /api/v1/stations/:id/status          signed StationStatus → StatusAnswer
 *   POST /api/v1/stations/:id/levels          signed StationLevels, while somebody watches → LevelsAnswer
 *   POST /api/v1/stations/:id/events          EventPush → EventPushAnswer
 *   GET  /api/v1/assets/:digest               the bytes; Range; immutable; public when approved
 */

const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/)
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** Text of an enrolment: proves that the sender holds the private half of `publicKey`. */
export const EnrolmentText = z.object({
  format: z.literal('tiep-am/enrolment/1'),
  /** The one-time secret of the code: 128 bits, base64url. */
  secret: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  publicKey,
})
export const Enrolment = z.object({ text: z.string().max(2_000), signature })
export const EnrolmentAnswer = z.object({
  station: name,
  stationName: name,
  /** Compared with the fingerprint in the code before anything else is believed. */
  rootKey: publicKey,
  serverTime: instant,
})
export type EnrolmentAnswer = Readonly<z.infer<typeof EnrolmentAnswer>>

/**
 * A one-time code, as printed and as in the QR: `tiep-am:` + base64url JSON of this.
 * `root` is the root key's fingerprint (trust.ts).
 */
export const EnrolmentCode = z.object({
  url: z.url().max(500),
  root: z.string().regex(/^([0-9a-f]{4}-){7}[0-9a-f]{4}$/),
  secret: EnrolmentText.shape.secret,
})
export type EnrolmentCode = Readonly<z.infer<typeof EnrolmentCode>>

export const News = z.object({ version: z.int().min(0), serverTime: instant })

/** How a station is; sent every few seconds, kept only until the next, never logged. */
export const StationStatusText = z.object({
  format: z.literal('tiep-am/status/1'),
  station: name,
  key: z.string().regex(/^[0-9a-f]{32}$/),
  boot: name,
  /** Counts up within a boot, so that an old one is not taken for news. */
  count: z.int().min(1),
  at: instant,
  /** The highest manifest version ever held: a server behind it jumps above. */
  held: z.int().min(0),
  /** The last event of its own log, 0 when empty. */
  lastSeq: z.int().min(0),
  unsent: z.int().min(0),
  /** Why its log cannot be written at the moment: a full disk, one that only reads. */
  logFault: z.string().max(300).optional(),
  onAir: z
    .object({
      item: name,
      title: z.string().max(200),
      kind: z.enum(['bulletin', 'tune', 'test']),
      startedAt: instant,
      endsAt: instant,
    })
    .nullable(),
  next: z.object({ title: z.string().max(200), at: instant }).nullable(),
  outputs: z
    .array(
      z.object({
        name,
        kind: z.enum(['alsa', 'fifo', 'file', 'hls', 'icecast', 'null', 'pulse']),
        state: z.enum(['ok', 'lost']),
        levelMillibels: millibels,
        sentSamples: samples,
        /** Why it is lost, in English, as the player's log has it. */
        reason: z.string().max(300).optional(),
        /** How far the sound is from its instants, in µs, where the output can tell. */
        lateMicros: z.int().nullable().optional(),
        /** The device's clock against the station's, in millionths. */
        driftPpm: z.int().nullable().optional(),
        /** How often sound ran out or was dropped since the start. */
        breaks: z.int().min(0).optional(),
      }),
    )
    .max(16),
  assetsHeld: z.int().min(0),
  assetsWanted: z.int().min(0),
  clockOffsetMs: z.int().nullable(),
})
export type StationStatus = Readonly<z.infer<typeof StationStatusText>>
export const SignedStatus = z.object({ text: z.string().max(10_000), signature })
export const StatusAnswer = z.object({
  serverTime: instant,
  version: z.int().min(0),
  /** The last event of this chain that the server keeps; a station sends what follows. */
  keptSeq: z.int().min(0),
  /** Somebody looks at this station's meters: it sends its levels from now on. */
  watched: z.boolean().optional(),
})
export type StatusAnswer = Readonly<z.infer<typeof StatusAnswer>>

/** How often levels are sent while somebody watches, ms. */
export const LEVELS_EVERY_MS = 250
const MAX_LEVEL_FRAMES = 20

const levels = z.array(millibels).min(1).max(MAX_LEVEL_FRAMES)

/**
 * What a meter draws: the level of each 50 ms of sound as it was really handed to each output and
 * has just been heard. Sent only while somebody watches, never logged, never kept.
 */
export const StationLevelsText = z
  .object({
    format: z.literal('tiep-am/levels/1'),
    station: name,
    key: z.string().regex(/^[0-9a-f]{32}$/),
    boot: name,
    /** Counts up within a boot, so that an old one is not taken for news. */
    count: z.int().min(1),
    /** When the first frame began to be heard, by the station's clock; the others follow it. */
    at: instant,
    /** Server time minus station time, ms, as far as it is known. */
    clockOffsetMs: z.int().nullable(),
    /**
     * Per output as many frames as any other, in 0.01 dBFS: the highest sample and the mean (RMS).
     * −20000 is digital silence, or an output that took nothing.
     */
    outputs: z.array(z.object({ name, peak: levels, rms: levels })).max(16),
  })
  .refine(
    ({ outputs: [first, ...others] }) =>
      first === undefined ||
      (first.rms.length === first.peak.length &&
        others.every(({ peak, rms }) =>
          [peak, rms].every((one) => one.length === first.peak.length),
        )),
    { message: 'outputs have different numbers of frames' },
  )
export type StationLevels = Readonly<z.infer<typeof StationLevelsText>>
export const SignedLevels = z.object({ text: z.string().max(10_000), signature })
export const LevelsAnswer = z.object({ watched: z.boolean() })
export type LevelsAnswer = Readonly<z.infer<typeof LevelsAnswer>>

/** Signed events in order of `seq`; at most 500 and 1 MB. */
export const EventPush = z.object({
  events: z
    .array(z.object({ text: z.string().max(10_000), signature }))
    .min(1)
    .max(500),
})
export type EventPush = Readonly<z.infer<typeof EventPush>>

export const EventRefusal = z.enum([
  'malformed',
  'signature-wrong',
  'other-station',
  'unknown-key',
  'gap',
  'chain-broken',
  'fork',
])
export type EventRefusal = z.infer<typeof EventRefusal>

/** One answer per event, in order; the station marks as kept only what this names as kept. */
export const EventPushAnswer = z.object({
  results: z.array(
    z.object({
      seq: z.int().nullable(),
      result: z.enum(['kept', 'known', 'refused']),
      /** Place in the ledger, when kept or known. */
      leaf: z.int().nullable(),
      reason: EventRefusal.nullable(),
    }),
  ),
  keptSeq: z.int().min(0),
  serverTime: instant,
})
export type EventPushAnswer = Readonly<z.infer<typeof EventPushAnswer>>

/** The waiting route answers after this long at the latest. */
export const NEWS_WAIT_MS = 25_000

export const MAX_EVENT_PUSH_BYTES = 1_000_000
