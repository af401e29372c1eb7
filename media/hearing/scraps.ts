import { OUTSIDE, type Pairing } from './testimony.ts'

/** A piece apart from its neighbours that is shorter than this (1.5 s) is a word said twice. */
const SHORTEST_PIECE = 96
/** And one that lies further away than a recorder loses (0.7 s), up to this (4 s), is a sentence said twice. */
const SHORTEST_FAR_PIECE = 250
const FAR = 45
/** Between two frames of one line, what echoes, clocks and rounding do; in frames. */
export const JUMP = 10

/** Takes out runs that lie elsewhere than both their neighbours and are no longer than a word. */
export function dropScraps(pairing: Pairing): void {
  const isBroken = (frame: number) => {
    const here = pairing[frame] as number
    const before = pairing[frame - 1] as number
    return before < 0 !== here < 0 || (here >= 0 && Math.abs(here - before - 1) > 6)
  }
  let from = 0
  for (let frame = 1; frame <= pairing.length; frame++) {
    if (frame < pairing.length && !isBroken(frame)) continue
    if ((pairing[from] as number) >= 0) {
      const shortest = isElsewhere(pairing, from, frame, FAR) ? SHORTEST_FAR_PIECE : SHORTEST_PIECE
      const isShort = frame - from < shortest
      if (isShort && isElsewhere(pairing, from, frame, JUMP)) pairing.fill(-1, from, frame)
    }
    from = frame
  }
}

/** What was heard, less its scraps. */
export function withoutScraps(heard: Uint8Array, pairing: Pairing): Uint8Array {
  const kept = pairing.map((there, frame) => (heard[frame] === 1 ? there : OUTSIDE))
  dropScraps(kept)
  return Uint8Array.from(kept, (there) => (there >= 0 ? 1 : 0))
}

function isElsewhere(pairing: Pairing, from: number, to: number, reach: number): boolean {
  const offset = (pairing[from] as number) - from
  const near = (step: number, begin: number) => {
    for (let f = begin; f >= 0 && f < pairing.length; f += step) {
      const there = pairing[f] as number
      if (there >= 0) return Math.abs(there - f - offset) < reach
    }
    return false
  }
  return !near(-1, from - 1) && !near(1, to)
}
