import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import { instantField } from '../instant-field.ts'
import { plainLine, visibleText } from '../plain-text.ts'
import { DifferingStretches, Stretches } from './find.ts'
import { RECORDING_LIMIT_BYTES } from './recording.ts'

const Source = z.enum(['phone', 'microphone', 'tuner', 'line-out'])
const Clock = z.enum(['checked', 'unchecked', 'none'])
const Verdict = z.enum(['proved', 'matches-in-clip', 'heard-in-part', 'not-proved'])

/** What is known before a byte of it comes. Announcing the same twice is one recording. */
export const NewRecording = z.object({
  /** A UUID made on the phone. */
  id: z.uuid(),
  station: z.string(),
  /** The local date that it is about. */
  date: calendarDate,
  /** The station's own window, if the person chose one. */
  window: z.string().nullable().default(null),
  /** The expected instant for which it was made (`at` in `/duty`). */
  aimAt: instantField.nullable().default(null),
  /** When its first sample was recorded, by the server's clock as far as the phone knows it. */
  startedAt: instantField.nullable().default(null),
  /** `checked`: against the server's within the hour; `none`: no clock can be believed. */
  clock: Clock.default('none'),
  /** What the phone's clock lacked of the server's; already added to `startedAt`. */
  clockOffsetMs: z.int().nullable().default(null),
  /** From `POST /recordings/challenges`, if the phone was online. */
  challenge: z.string().max(100).nullable().default(null),
  source: Source.default('phone'),
  fileName: plainLine(300),
  bytes: z.int().min(1).max(RECORDING_LIMIT_BYTES),
})

export const ChallengeView = z.object({
  challenge: z.string(),
  issuedAt: z.int(),
  /** A recording that begins until then was challenged shortly before. */
  goodUntil: z.int(),
})

const BulletinOfSound = z.object({
  bulletin: z.string(),
  version: z.string(),
  number: z.int(),
  title: z.string(),
  language: z.enum(['vi', 'km', 'en']),
  supersededAt: z.int().nullable(),
  recalledAt: z.int().nullable(),
})

/** What a person who listened says is in it: a declaration, and no find of the matcher's. */
const AttestationView = z.object({
  id: z.string(),
  /** The station's own item, or the district's airing that it carried. */
  target: z.string(),
  /** Of what was due there; the target itself when that is no longer known. */
  title: z.string(),
  obligation: z.string().nullable(),
  verdict: z.enum(['all', 'part', 'withdrawn']),
  fromMs: z.int().nullable(),
  reason: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.int(),
  leaf: z.int(),
})

const OverruleView = z.object({
  id: z.string(),
  find: z.int(),
  verdict: z.enum(['proved', 'heard-in-part', 'not-proved', 'as-heard']),
  reason: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.int(),
  leaf: z.int(),
})

/** What a find speaks of. */
const Bound = z.object({
  /** The station's own item, or the district's airing that it carried. */
  target: z.string(),
  obligation: z.string().nullable(),
  title: z.string(),
  dueAt: z.int(),
  lengthMs: z.int(),
  window: z.string(),
  /** By its time; because it was made for it; or as the only one of the chosen window. */
  how: z.enum(['time', 'aim', 'window']),
})

const FindView = z.object({
  number: z.int(),
  asset: z.string(),
  /** Versions that have this very sound; the first is the one that was due, if any was. */
  versions: z.array(BulletinOfSound),
  lengthMs: z.int(),
  /** The matcher's. */
  verdict: Verdict,
  /** What counts: the newest overrule, or the matcher's. */
  effective: Verdict,
  /** Only some words that other bulletins say too: no part of this one, and no evidence. */
  slight: z.boolean(),
  /** A person said it. */
  overruled: z.boolean(),
  /** Where the bulletin's first sample lies in the recording; negative if it began before. */
  startMs: z.int(),
  speedPpm: z.int(),
  /** Shares of the bulletin in 0.01 %: heard; certainly; possibly. */
  coverage: z.int(),
  coverageFrom: z.int(),
  coverageTo: z.int(),
  /** Evidence in 0.01 standard deviations of the recording's own chance level. */
  confidence: z.int(),
  /** Claims as strong as this that chance would make in a million hours of recordings; at least 1. */
  falseAlarms: z.int(),
  /** The plan expected it, so that less evidence was asked for. */
  expected: z.boolean(),
  spans: Stretches,
  /** Stretches that were recorded and are not as approved. */
  differing: DifferingStretches,
  /** Other sounds that fit as well. */
  sameAs: z.array(z.string()),
  bound: Bound.nullable(),
  /** Why it speaks of no airing. */
  unbound: z
    .enum([
      ...['other-version', 'not-planned', 'another-time'],
      ...['before-it-sounded', 'which-one', 'taken', 'overlapped'],
    ] as const)
    .nullable(),
})

export const RecordingLine = z
  .object({
    id: z.string(),
    station: z.string(),
    stationName: z.string(),
    zone: z.string(),
    date: calendarDate,
    window: z.string().nullable(),
    windowName: z.string().nullable(),
    aimAt: z.int().nullable(),
    startedAt: z.int().nullable(),
    clock: Clock,
    clockOffsetMs: z.int().nullable(),
    source: Source,
    madeBy: z.string(),
    madeByName: z.string(),
    announcedAt: z.int(),
    /** When its last byte came: it was made not later than that. */
    receivedAt: z.int().nullable(),
    /**
     * `challenged`: the phone was online shortly before; `late`: it came more than an hour after its
     * end. Says nothing of when it was made.
     */
    freshness: z.enum(['challenged', 'late', 'unknown']),
    fileName: z.string(),
    bytes: z.int(),
    receivedBytes: z.int(),
    /** Goes on at `upload` while `receiving`; `done` and `failed` are ends. */
    state: z.enum(['receiving', 'waiting', 'listening', 'done', 'failed']),
    /** Of the bytes while it is received, then of the listening. */
    percent: z.int().min(0).max(100),
    /** Recordings heard before it, the one under way included; null unless it waits. */
    ahead: z.int().nullable(),
    /** Where its bytes go (tus 1.0.0, PATCH); null once all have come. */
    upload: z.string().nullable(),
    durationMs: z.int().nullable(),
    contentType: z.string().nullable(),
    finishedAt: z.int().nullable(),
    refusal: z
      .object({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        vi: z.string(),
        en: z.string(),
      })
      .nullable(),
    finds: z.array(FindView),
    /** Earlier recordings sound the same around their bulletins. */
    isAlike: z.boolean(),
    /** Somebody who listened says that something is in it. */
    isAttested: z.boolean(),
    /** When its sound had been kept long enough and went; what was heard in it stays. */
    soundRemovedAt: z.int().nullable(),
  })
  .meta({ id: 'RecordingLine' })

/** The sound that a find is compared with. */
const Original = z.object({
  asset: z.string(),
  lengthMs: z.int(),
  /** Waveform: pairs of −128…127. */
  peaks: z.array(z.int()),
  /** Plays everywhere, by Range. */
  sound: z.string(),
})

export const RecordingView = RecordingLine.extend({
  sample: z.boolean(),
  /** Waveform: pairs of −128…127, each for as long a piece; empty until it was heard. */
  peaks: z.array(z.int()),
  /** By Range; null until it was heard and can be played, and when it is gone. */
  sound: z.string().nullable(),
  /** How much of what browsers play is made ready; null when there is nothing to wait for. */
  soundPercent: z.int().min(0).max(100).nullable(),
  soundType: z.string().nullable(),
  originals: z.array(Original),
  /** Until when its sound is kept at least; null for good, or when it is gone. */
  soundUntil: z.int().nullable(),
  /** 125 bytes a second in which bulletins are found again; stays when the sound goes. */
  print: z.string().nullable(),
  /**
   * Earlier recordings that are this one through another codec, or were made beside it, or carry the
   * same programme around the bulletin. Decides nothing; somebody listens to both.
   */
  alike: z.array(
    z.object({
      recording: z.string(),
      station: z.string(),
      stationName: z.string(),
      date: calendarDate,
      /** Share of equal bits in 0.01 %: 5,000 is chance. */
      likeness: z.int(),
    }),
  ),
  overrules: z.array(OverruleView),
  attestations: z.array(AttestationView),
  /** What the one who asks may attest: what was due then and is not proved by it. */
  attestable: z.array(
    z.object({ target: z.string(), title: z.string(), dueAt: z.int(), lengthMs: z.int() }),
  ),
  /** May the one who asks overrule it? Its maker may not. */
  mayOverrule: z.boolean(),
  /** SHA-256 of the file as it came. */
  digest: z.string().nullable(),
  /** What anybody needs to repeat the listening to the same bytes. */
  matcher: z
    .object({
      version: z.string(),
      /** SHA-256 of its program. */
      source: z.string(),
      decoder: z.string(),
      references: z.int(),
      expected: z.int(),
      leaf: z.int(),
    })
    .nullable(),
}).meta({ id: 'Recording' })

export const RecordingPage = z.object({
  sample: z.boolean(),
  recordings: z.array(RecordingLine),
  /** Goes on below the last one; null at the end. */
  cursor: z.string().nullable(),
})

export const NewAttestation = z.object({
  /** One of `attestable`. */
  target: z.string().max(200),
  /** `all` of it, a `part`, or `withdrawn`: taken back. */
  verdict: z.enum(['all', 'part', 'withdrawn']),
  /** Where it begins in the recording. */
  fromMs: z.int().min(0).nullable().default(null),
  reason: visibleText(1_000),
})

export const NewOverrule = z.object({
  find: z.int().min(1),
  /** `as-heard` gives the matcher its word back. */
  verdict: z.enum(['proved', 'heard-in-part', 'not-proved', 'as-heard']),
  reason: visibleText(1_000),
})
