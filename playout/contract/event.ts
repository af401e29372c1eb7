import { z } from 'zod'
import { type Canonical, canonicalJson } from './canonical.ts'
import { sha256Hex } from './hash.ts'
import type { Digest } from './ids.ts'
import { digest, instant, millibels, name, samples } from './wire.ts'

/**
 * What a station says that happened: one line of its own log, signed by a key that never leaves it.
 * Lines of one key form a chain: `seq` counts from 1 and `prev` is the hash of the line before.
 * A correction is another line; nothing is ever rewritten.
 */

/** The clock with which an event was timed: how far it may be trusted. */
const ClockReading = z.object({
  /** Wall time when the line was written. */
  at: instant,
  /** Server time minus station time, in ms, when last asked; null when never. */
  offsetMs: z.int().nullable(),
  source: z.enum(['server', 'none']),
  boot: name,
  monotonicMs: z.int().min(0),
})

const Header = z.object({
  format: z.literal('tiep-am/event/1'),
  station: name,
  /** Id of the key that signs, and so the name of the chain. */
  key: z.string().regex(/^[0-9a-f]{32}$/),
  seq: z.int().min(1),
  /** Hash of the line before, 64 zeros for the first. */
  prev: digest,
  clock: ClockReading,
  /** Newest ledger checkpoint the station has seen: this happened not earlier than that. */
  checkpoint: z.string().max(2_000).nullable(),
})

/** Which item, of which manifest, and which try at it. */
const Subject = z.object({
  purpose: z.enum(['programme', 'test']),
  manifestVersion: z.int().min(1),
  block: name,
  window: name,
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  item: z.string().regex(/^[0-9a-f]{32}$/),
  kind: z.enum(['bulletin', 'tune', 'test']),
  title: name,
  airing: z.string().regex(/^[0-9a-f]{32}\.[1-9]\d{0,5}$/),
  attempt: z.int().min(1).max(999_999),
  relayOf: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  bulletin: name.nullable(),
  version: name.nullable(),
  campaign: name.nullable(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .nullable(),
  asset: digest,
  plannedAt: instant,
  samplesExpected: samples,
})

/** From the samples really handed to an output, never from intention. */
const Sounded = z.object({
  startedAt: instant,
  /** Signed distance from plan, in samples: positive is late. */
  startErrorSamples: z.int(),
  /** Where in the asset sound began; above 0 when joined in progress. */
  fromSample: samples,
  outputs: z.array(name).max(16),
})

const Ended = z.object({
  endedAt: instant,
  samplesSent: samples,
  /** Mean level of what was sent, in 0.01 dBFS; −20000 for digital silence. */
  levelMillibels: millibels,
})

const Reason = z.string().max(300)

/** Something began to sound. */
const Started = Header.extend({ type: z.literal('started') })
  .extend(Subject.shape)
  .extend(Sounded.shape)
/** It sounded to its planned end. */
const EndedEvent = Header.extend({ type: z.literal('ended') })
  .extend(Subject.shape)
  .extend(Sounded.shape)
  .extend(Ended.shape)
/** It stopped short: a power cut, a stop, a broken file. */
const Interrupted = Header.extend({ type: z.literal('interrupted'), reason: Reason })
  .extend(Subject.shape)
  .extend(Sounded.shape)
  .extend(Ended.shape)
/** Its time passed and it did not sound at all: a signed miss. */
const Skipped = Header.extend({ type: z.literal('skipped'), reason: Reason }).extend(Subject.shape)
/** It was taken out of the playlist, or cut, because its version was recalled. */
const RecallDropped = Header.extend({ type: z.literal('recall-dropped'), reason: Reason }).extend(
  Subject.shape,
)

/** Something happened to the station itself. */
const StationHappening = Header.extend({
  type: z.enum([
    'boot',
    'shutdown',
    'clock-step',
    'output-lost',
    'output-back',
    'manifest-refused',
    'asset-refused',
    'log-repaired',
    // Nothing of a recalled version is left in the playlist, the cache or on air.
    'recall-applied',
    // A person's order to be silent took hold, or ended; `about` names it.
    'stopped',
    'restarted',
    // Part of a window that another source fills: which source began to be carried, which one
    // stepped in and why, and that the part is over. `about` names the source.
    'relay-began',
    'relay-changed',
    'relay-ended',
    // The player itself did not come round in time, or the machine slept.
    'stalled',
    // The clock is so far from the server's that nothing begins by itself.
    'clock-distrusted',
    'clock-trusted',
    // A command or line of the station's own amplifier was run before or after a window; `about`
    // says which, `reason` what came of it, `amountMs` how long it took.
    'amplifier',
  ]),
  /** What of: an output, a version, a file. */
  about: z.string().max(300),
  reason: Reason,
  /** How much, in ms, where that makes sense (the size of a clock step); else 0. */
  amountMs: z.int(),
})

export const StationEvent = z.discriminatedUnion('type', [
  Started,
  EndedEvent,
  Interrupted,
  Skipped,
  RecallDropped,
  StationHappening,
])
export type StationEvent = Readonly<z.infer<typeof StationEvent>>
export type AiringSubject = Readonly<z.infer<typeof Subject>>
export type AiringSound = Readonly<z.infer<typeof Sounded>>
export type AiringEnd = Readonly<z.infer<typeof Ended>>
export type ClockReading = Readonly<z.infer<typeof ClockReading>>

/** Everything of an event but what the journal adds: its place in the chain and the clock. */
export type Happening = StationEvent extends infer Event
  ? Event extends StationEvent
    ? Omit<Event, keyof z.infer<typeof Header>>
    : never
  : never

/** `prev` of a chain's first event. */
export const CHAIN_START = '0'.repeat(64) as Digest

/** The bytes that are signed and hashed. */
export function eventText(event: StationEvent): string {
  return canonicalJson(event as Canonical)
}

/** What the next event names as `prev`: the hash of this one's text. */
export function eventHash(text: string): Digest {
  return sha256Hex(text)
}

/** Level of digital silence, 0.01 dBFS. */
export const SILENCE_MILLIBELS = -20_000

/** Below this mean level (0.01 dBFS) nothing counts as having sounded. */
export const SOUND_FLOOR_MILLIBELS = -6_000
