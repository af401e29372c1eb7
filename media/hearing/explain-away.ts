import { BANDS } from './bands.ts'
import { BLOCK } from './blocks.ts'
import type { Examination } from './examine.ts'
import type { Reference } from './reference.ts'
import { FEATURE_UNIT } from './sound.ts'

/** Likeness (correlation over three seconds) from which one sound explains that the other was heard too. */
const ALIKE = 0.25

/**
 * Which blocks of a reference say nothing of their own, because a bulletin that was heard at the same
 * time sounds alike there: the same tune, opening or sentence, in whatever voice. What two bulletins
 * do not share stays evidence of both, so that two loudspeakers can be heard at once.
 */
export function explainedBlocks(
  one: Reference,
  pairing: Int32Array,
  starts: readonly number[],
  other: Reference,
  frameOf: FramesByPlace,
): boolean[] {
  return starts.map((start) => {
    const from = start * 2
    const to = Math.min(one.sound.frames, from + 2 * BLOCK)
    for (let lag = EARLIEST; lag <= SLACK; lag += 2) {
      if (likeness(one, other, pairing, frameOf, from, to, lag) > ALIKE) return true
    }
    return false
  })
}
/**
 * Frames by which the two may be off: a wrong line bends its speed to follow a twin, or its echo from
 * another horn, which comes up to half a second later.
 */
const EARLIEST = -31
const SLACK = 12

/** Correlation of the two bulletins' features where both were heard; 0 where hardly. */
function likeness(
  one: Reference,
  other: Reference,
  pairing: Int32Array,
  frameOf: FramesByPlace,
  from: number,
  to: number,
  lag: number,
): number {
  let both = 0
  let own = 0
  let others = 0
  let shared = 0
  for (let frame = from; frame < to; frame += 4) {
    const match = frameOf.get((pairing[frame] as number) + lag)
    if (match === undefined) continue
    shared += 4
    for (let band = 0; band < BANDS; band++) {
      const a = one.sound.features[frame * BANDS + band] as number
      const b = other.sound.features[match * BANDS + band] as number
      both += a * b
      own += a * a
      others += b * b
    }
  }
  return shared > (to - from) / 3 ? both / Math.sqrt(own * others + 1e-9) : 0
}

/** Which frame of a bulletin was heard in which frame of the recording. */
export type FramesByPlace = ReadonlyMap<number, number>

export function framesByPlace({ pairing, heard }: Examination): FramesByPlace {
  const frames = new Map<number, number>()
  pairing.forEach((there, frame) => {
    if (there >= 0 && heard[frame] === 1) frames.set(there, frame)
  })
  return frames
}

/** Correlation over a second from which two bulletins are the same sound. */
const SAME = 0.8
const SECOND = 62

/** Would the other bulletin, on its line, have sounded just so in every second that was heard? */
export function isIndistinguishable(
  heard: Reference,
  seen: Examination,
  other: Reference,
  { origin, speed }: Readonly<{ origin: number; speed: number }>,
): boolean {
  let seconds = 0
  for (let from = 0; from + SECOND <= seen.heard.length; from += SECOND) {
    if (seen.heard.subarray(from, from + SECOND).includes(0)) continue
    seconds++
    let best = 0
    for (let lag = -SLACK; lag <= SLACK; lag++) {
      best = Math.max(best, likenessOnLine(heard, seen, other, origin + lag, speed, from))
    }
    if (best < SAME) return false
  }
  return seconds > 0
}

function likenessOnLine(
  heard: Reference,
  { pairing }: Examination,
  other: Reference,
  origin: number,
  speed: number,
  from: number,
): number {
  let both = 0
  let own = 0
  let others = 0
  for (let frame = from; frame < from + SECOND; frame++) {
    const match = Math.round(((pairing[frame] as number) - origin) * speed)
    if (match < 0 || match >= other.sound.frames) return 0
    for (let band = 0; band < BANDS; band++) {
      const a = heard.sound.features[frame * BANDS + band] as number
      const b = other.sound.features[match * BANDS + band] as number
      both += a * b
      own += a * a
      others += b * b
    }
  }
  // Two silences are the same sound.
  return own + others < SECOND * FEATURE_UNIT ** 2 ? 1 : both / Math.sqrt(own * others + 1e-9)
}
