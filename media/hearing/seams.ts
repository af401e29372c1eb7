import { OUTSIDE, type Pairing } from './testimony.ts'

/**
 * Where a recording goes on earlier or later than it should. A recorder that lost time leaves out
 * just so many frames of the bulletin, and all that is beside them sounds as it should; another
 * edition leaves other sound. Nothing that records ever gains time: where it has, something was put in.
 */
export type Seam = Readonly<{
  /** The reference's frames that it lies between: the last one before and the first one after. */
  before: number
  after: number
  /** Frames that the recording has more than the bulletin; negative where it has less. */
  extra: number
}>

/** Echoes, clocks and rounding move a line by less than this; in frames. */
const LEAST_JUMP = 6
/** What a recorder loses at once (0.7 s); what lacks more was cut out. */
const MOST_LOST = 45
/** How far from where the path jumped the seam may lie, in frames. */
const ROOM = 62
/** What both half seconds beside a loss must testify, for it to be one. */
const BESIDE = 31
const CLEAN = 1
/** After a seam, sound that is as it should be without it came by two ways. */
const AFTER = 125
const BOTH = 3

type Testimony = (pairing: Pairing) => Float32Array

/**
 * Puts every loss where it contradicts least, and takes what was lost out of the pairing. `evidence`
 * and `pairing` are changed in place. @returns seams that no recorder makes
 */
export function settleSeams(pairing: Pairing, evidence: Float32Array, testify: Testimony): Seam[] {
  const odd: Seam[] = []
  for (const { after, extra } of findJumps(pairing)) {
    const offset = (pairing[after] as number) - after
    const from = Math.max(0, after - ROOM)
    const to = Math.min(pairing.length, after + ROOM)
    const until = Math.min(pairing.length, after + AFTER)
    const lost = -extra
    if (lost > MOST_LOST) continue
    const left = testify(lineOf(pairing, from, until, offset - extra))
    if (lost < 0) {
      if (sum(left, after, until) < BOTH) odd.push({ before: after - 1, after, extra })
      continue
    }
    const right = testify(lineOf(pairing, from, to, offset))
    const at = bestSplit(left, right, from, to, lost)
    for (let f = from; f < to; f++) {
      const isRight = f >= at + lost
      const isLost = f >= at && !isRight
      const there = f + (isRight ? offset : offset - extra)
      pairing[f] = isLost || there < 0 ? OUTSIDE : there
      evidence[f] = isLost ? 0 : ((isRight ? right : left)[f] as number)
    }
    const isClean =
      sum(left, at - BESIDE, at) > CLEAN && sum(right, at + lost, at + lost + BESIDE) > CLEAN
    if (!isClean) odd.push({ before: at - 1, after: at + lost, extra })
  }
  return odd
}

function findJumps(pairing: Pairing): Seam[] {
  const jumps: Seam[] = []
  let offset: number | null = null
  pairing.forEach((there, frame) => {
    if (there < 0) return
    const extra = offset === null ? 0 : there - frame - offset
    if (Math.abs(extra) >= LEAST_JUMP) jumps.push({ before: frame - 1, after: frame, extra })
    offset = there - frame
  })
  return jumps
}

function lineOf(pairing: Pairing, from: number, to: number, offset: number): Pairing {
  return pairing.map((_, f) => (f >= from && f < to ? Math.max(OUTSIDE, f + offset) : OUTSIDE))
}

/** The frame from which `lost` frames are missing so that the rest testifies most. */
function bestSplit(
  left: Float32Array,
  right: Float32Array,
  from: number,
  to: number,
  lost: number,
): number {
  let total = sum(right, from + lost, to)
  let best = total
  let at = from
  for (let f = from; f + lost < to; f++) {
    total += (left[f] as number) - (right[f + lost] as number)
    if (total > best) {
      best = total
      at = f + 1
    }
  }
  return at
}

function sum(values: Float32Array, from: number, to: number): number {
  let total = 0
  for (let f = Math.max(0, from); f < Math.min(values.length, to); f++) total += values[f] as number
  return total
}
