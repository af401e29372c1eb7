import { BANDS } from './bands.ts'
import { BLOCK } from './blocks.ts'
import type { Examination } from './examine.ts'
import type { Reference } from './reference.ts'

/** Likeness (correlation over three seconds) from which one sound explains that the other was heard too. */
const ALIKE = 0.15

/**
 * Which blocks of a reference say nothing of their own, because a bulletin that was heard at the same
 * time sounds alike there: the same tune, opening or sentence, in whatever voice. What two bulletins
 * do not share stays evidence of both, so that two loudspeakers can be heard at once.
 */
export function explainedBlocks(
  one: Reference,
  where: Examination,
  starts: readonly number[],
  other: Reference,
  heard: Examination,
): boolean[] {
  const frameOf = framesByPlace(heard)
  return starts.map((start) => {
    const from = start * 2
    const to = Math.min(one.sound.frames, from + 2 * BLOCK)
    let both = 0
    let own = 0
    let others = 0
    let shared = 0
    for (let frame = from; frame < to; frame++) {
      const match = frameOf.get(where.pairing[frame] as number)
      if (match === undefined) continue
      shared++
      for (let band = 0; band < BANDS; band++) {
        const a = one.sound.features[frame * BANDS + band] as number
        const b = other.sound.features[match * BANDS + band] as number
        both += a * b
        own += a * a
        others += b * b
      }
    }
    return shared > (to - from) / 3 && both > ALIKE * Math.sqrt(own * others)
  })
}

function framesByPlace({ pairing, heard }: Examination): ReadonlyMap<number, number> {
  const frames = new Map<number, number>()
  pairing.forEach((there, frame) => {
    if (there >= 0 && heard[frame] === 1) frames.set(there, frame)
  })
  return frames
}
