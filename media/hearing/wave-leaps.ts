import { type Delays, HOPS_A_STEP } from './delays.ts'
import { BINS, makeRoom, makeSpectra, type Spectra } from './spectra.ts'

const LEFT = makeRoom()
const RIGHT = makeRoom()

/** Hops about a leap in which the exact one is looked for. */
const NEAR = 36

/** A shorter one (3 ms) may be the next formant of the same wave, and is not told. */
const LEAST_TOLD = 24
/** Seconds on either side of a leap that must agree with it: 3 s, in steps; and how strongly. */
const AGREEING = 12
const LEAST_STRENGTH = 4

/** A hop from which on the wave comes later by so many 1/FINE samples (earlier, if negative). */
export type Leap = Readonly<{ hop: number; by: number }>

/** Puts every leap between the two hops where it contradicts least, and says which are beyond doubt. */
export function settleLeaps(
  spectra: Spectra,
  { off, strength }: Delays,
  fill: (from: number, count: number, off: number, into: Spectra) => void,
): Leap[] {
  const left = makeSpectra(2 * NEAR, LEFT)
  const right = makeSpectra(2 * NEAR, RIGHT)
  const leaps: Leap[] = []
  for (let step = 1; step < off.length; step++) {
    const [a, b] = [off[step - 1] as number, off[step] as number]
    if (a === b) continue
    const middle = Math.round((step - 0.5) * HOPS_A_STEP)
    const from = Math.max(0, middle - NEAR)
    const count = Math.min(spectra.hops, middle + NEAR) - from
    fill(from, count, a, left)
    fill(from, count, b, right)
    let total = 0
    for (let i = 0; i < count; i++) total += likeness(right, i)
    let best = total
    let split = 0
    for (let i = 0; i < count; i++) {
      total += likeness(left, i) - likeness(right, i)
      if (total > best) {
        best = total
        split = i + 1
      }
    }
    const size = BINS * 2
    spectra.y.set(left.y.subarray(0, split * size), from * size)
    spectra.y.set(right.y.subarray(split * size, count * size), (from + split) * size)
    const holds = (first: number, last: number, on: number) => {
      let sum = 0
      for (let s = first; s < last; s++) {
        if (off[s] !== on) return false
        sum += strength[s] as number
      }
      return sum > LEAST_STRENGTH * AGREEING
    }
    const isSure =
      step >= AGREEING &&
      step + AGREEING <= off.length &&
      holds(step - AGREEING, step, a) &&
      holds(step, step + AGREEING, b)
    if (isSure && Math.abs(b - a) >= LEAST_TOLD) leaps.push({ hop: from + split, by: b - a })
  }
  return leaps
}

function likeness({ x, y }: Spectra, hop: number): number {
  let both = 0
  let own = 0
  let other = 0
  for (let i = hop * BINS * 2, end = i + BINS * 2; i < end; i++) {
    both += (x[i] as number) * (y[i] as number)
    own += (x[i] as number) ** 2
    other += (y[i] as number) ** 2
  }
  return both / Math.sqrt(own * other + 1e-12)
}
