import type { AiringEnd, AiringSound } from '../contract/event.ts'
import type { AirSample } from '../timeline/instance.ts'
import type { Handed } from './account.ts'

/** One thing that the player is asked to sound, at an exact place. */
export type Cue = Readonly<{
  /** Unique for each try. */
  id: string
  title: string
  /** The file to decode; null while it is not there yet. */
  path: string | null
  /** Where the first sample of the sound belongs, even when that part is over already. */
  startsAt: AirSample
  /** Sounding stops here, whatever the decoder still has; Infinity plays what there is. */
  lengthSamples: number
  /** Gain in 0.01 dB. */
  gainMillibels: number
  /** Names of the outputs that sound; null means all. */
  outputs: readonly string[] | null
  /**
   * Sounds as soon as it can, over everything: its place is where the player finds it, and
   * `startsAt` only says when it was wanted.
   */
  urgent?: boolean
  shape?: Shape
  /** Something else has the air from this sample of it on: it is faded out before, and cut. */
  until?: Readonly<{ sample: number; cut: Cut }>
}>

/** How loud a sound is over its length, beyond its gain; samples count from its beginning. */
export type Shape = Readonly<{
  inSamples: number
  outSamples: number
  duck?: Duck
}>

/** A sound under others is softer while these are heard, and turns softer and louder gradually. */
export type Duck = Readonly<{
  millibels: number
  rampSamples: number
  spans: readonly Readonly<{ from: number; to: number }>[]
}>

/** Why something was cut while it sounded. */
export type Cut = Readonly<{ reason: string; recalled: boolean }>

/**
 * What the player follows. It asks again and again; answers may change at any time, and the player
 * works out what to do about the difference.
 */
export type Programme = Readonly<{
  /**
   * Everything that should sound, wholly or in part, between two places; in order. What overlaps on
   * one output is heard together.
   */
  cues(from: AirSample, to: AirSample): readonly Cue[]
  /** Asked when a cue that sounds is no longer among the answers; null lets it play on. */
  cutOf(cue: Cue, at: AirSample): Cut | null
  /** Names of the outputs that somebody stopped: they are given silence. */
  stopped?(): ReadonlySet<string>
}>

/** What happened on air, told when it is heard (not when it is rendered). */
export type AirEvent =
  | Readonly<{ type: 'started'; cue: Cue; sound: AiringSound }>
  | Readonly<{
      type: 'ended'
      cue: Cue
      sound: AiringSound
      end: AiringEnd
      handed?: readonly Handed[]
    }>
  | Readonly<{
      type: 'interrupted'
      cue: Cue
      sound: AiringSound
      end: AiringEnd
      cut: Cut
      handed?: readonly Handed[]
    }>
  /** Known before air time: the file gives nothing from `fromSample` on, where it was to begin. */
  | Readonly<{ type: 'unplayable'; cue: Cue; reason: string; fromSample: number }>
  /** Its time went by and no output took a sample of it. */
  | Readonly<{ type: 'unheard'; cue: Cue; reason: string }>
  /** Decoded to its end; told seconds before that end is heard. */
  | Readonly<{ type: 'measured'; cue: Cue; samples: number }>
  /** Something urgent has found its place, which is about to be heard. */
  | Readonly<{ type: 'placed'; cue: Cue; startsAt: AirSample }>
  | Readonly<{ type: 'clock-step'; amountMs: number; reason: string }>
  | Readonly<{ type: 'stalled'; amountMs: number }>

/** What sounds now, and how far it has got. */
export type OnAir = Readonly<{ cue: Cue; sound: AiringSound; end: AiringEnd }>
