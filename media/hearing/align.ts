import { BANDS } from './bands.ts'
import { FEATURE_UNIT, type ReferenceSound, type Sound } from './sound.ts'

/** Where the reference's frames lie in the recording: `origin + frame / speed`, in frames of 16 ms. */
export type Placement = Readonly<{ origin: number; speed: number }>

/** Frames of a reference, from the first to before the last. */
export type Stretch = Readonly<{ from: number; to: number }>

/** How far from a line its pieces are looked for, in frames either way. */
export const REACH = 8
export const LAGS = 2 * REACH + 1

/** Products of reference and recording at each frame and lag, and the reference's own energy. */
export type Products = Readonly<{ at: Float32Array; own: Float32Array }>

export function multiply(
  reference: ReferenceSound,
  recording: Sound,
  { origin, speed }: Placement,
  { from, to }: Stretch,
  every = 1,
): Products {
  const at = new Float32Array(reference.frames * LAGS)
  const own = new Float32Array(reference.frames)
  const a = reference.features
  const b = recording.features
  for (let frame = 0; frame < reference.frames; frame++) {
    const here = frame * BANDS
    let energy = 0
    for (let band = 0; band < BANDS; band++) energy += (a[here + band] as number) ** 2
    own[frame] = energy / FEATURE_UNIT ** 2
    if (frame < from || frame >= to || frame % every !== 0) continue
    const centre = Math.round(origin + frame / speed)
    for (let lag = 0; lag < LAGS; lag++) {
      const there = centre + lag - REACH
      if (there < 0 || there >= recording.frames) continue
      const beside = there * BANDS
      let sum = 0
      for (let band = 0; band < BANDS; band++) {
        sum += (a[here + band] as number) * (b[beside + band] as number)
      }
      at[frame * LAGS + lag] = sum / FEATURE_UNIT
    }
  }
  return { at, own }
}

const WINDOW = 128
/** How far one sighting is off, in frames, and how far clocks are. */
const LAG_DOUBT = 0.5
const CLOCK = 2e-4
const HALF = WINDOW / 2

/**
 * The line that the strong two-second windows of a stretch agree on: sharper in place and in speed
 * than the coarse search could see.
 */
export function refine(
  reference: ReferenceSound,
  recording: Sound,
  placement: Placement,
  stretch: Stretch,
): Placement {
  const first = lineOf(reference, recording, placement, stretch)
  const middle = (stretch.from + stretch.to) / 2
  const moved = first.origin - placement.origin + middle / first.speed - middle / placement.speed
  const turned = (stretch.to - stretch.from) * Math.abs(first.speed - placement.speed)
  return Math.abs(moved) + turned < 2 ? first : lineOf(reference, recording, first, stretch)
}

type Sighting = Readonly<{ frame: number; lag: number; weight: number }>

function lineOf(
  reference: ReferenceSound,
  recording: Sound,
  placement: Placement,
  stretch: Stretch,
): Placement {
  const { at } = multiply(reference, recording, placement, stretch, 4)
  const sightings: Sighting[] = []
  for (let from = stretch.from; from + HALF <= stretch.to; from += HALF) {
    const seen = sight(at, from, Math.min(stretch.to, from + WINDOW), placement)
    if (seen !== null) sightings.push(seen)
  }
  return lineThrough(sightings, placement)
}

/** The lag of the window's peak between frames, if the peak stands out. */
function sight(
  at: Float32Array,
  from: number,
  to: number,
  { origin, speed }: Placement,
): Sighting | null {
  const sums = new Float64Array(LAGS)
  let rounding = 0
  for (let frame = from; frame < to; frame++) {
    for (let lag = 0; lag < LAGS; lag++) {
      sums[lag] = (sums[lag] as number) + (at[frame * LAGS + lag] as number)
    }
    const exact = origin + frame / speed
    rounding += Math.round(exact) - exact
  }
  let best = 1
  for (let lag = 1; lag < LAGS - 1; lag++)
    if ((sums[lag] as number) > (sums[best] as number)) best = lag
  const peak = sums[best] as number
  const before = sums[best - 1] as number
  const after = sums[best + 1] as number
  const bend = 2 * peak - before - after
  const rest = sums.filter((_, lag) => Math.abs(lag - best) > 3)
  const mean = rest.reduce((sum, v) => sum + v, 0) / rest.length
  const spread = Math.sqrt(rest.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rest.length)
  const weight = (peak - mean) / (spread + 1e-9)
  if (peak <= 0 || bend <= 0 || weight < 3) return null
  const lag = best - REACH + (after - before) / (2 * bend) + rounding / (to - from)
  return { frame: (from + to) / 2, lag, weight: Math.min(weight, 12) ** 2 }
}

/** Weighted least squares after the outliers from the weighted median have left. */
function lineThrough(sightings: readonly Sighting[], placement: Placement): Placement {
  const middle = weightedMedian(sightings)
  const near = sightings.filter(({ lag }) => Math.abs(lag - middle) < 4)
  const total = near.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return placement
  const frame = near.reduce((sum, s) => sum + s.weight * s.frame, 0) / total
  const lag = near.reduce((sum, s) => sum + s.weight * s.lag, 0) / total
  const across = near.reduce((sum, s) => sum + s.weight * (s.frame - frame) ** 2, 0)
  const along = near.reduce((sum, s) => sum + s.weight * (s.frame - frame) * (s.lag - lag), 0)
  // Clocks run true to a few hundred millionths unless the sightings clearly say otherwise.
  const usual = 1 - 1 / placement.speed
  const seen = across > 0 ? along / across : usual
  const doubt = across > 0 ? LAG_DOUBT ** 2 / (across / (total / near.length)) : 1
  const isUsual = (seen - usual) ** 2 < 9 * (doubt + CLOCK ** 2)
  const slope = isUsual ? usual + ((seen - usual) * CLOCK ** 2) / (CLOCK ** 2 + doubt) : seen
  const speed = 1 / (1 / placement.speed + slope)
  return { origin: placement.origin + lag - slope * frame, speed }
}

function weightedMedian(sightings: readonly Sighting[]): number {
  const sorted = sightings.toSorted((a, b) => a.lag - b.lag)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let sum = 0
  for (const { lag, weight } of sorted) {
    sum += weight
    if (sum >= half) return lag
  }
  return 0
}

/** Echoes of other horns come up to half a second after the first; in frames. */
const EARLIEST = 31
const NEAREST = 3
/** Of the sum on the line, what an earlier sum must have to be where the sound came first. */
const AS_STRONG = 0.6

/** The line itself, or the one before it of which it is an echo. */
export function firstArrival(
  reference: ReferenceSound,
  recording: Sound,
  placement: Placement,
  stretch: Stretch,
): Placement {
  const sums = new Float64Array(EARLIEST + 2)
  for (let frame = stretch.from; frame < stretch.to; frame += 4) {
    const on = Math.round(placement.origin + frame / placement.speed)
    for (let early = -1; early <= EARLIEST; early++) {
      const there = on - early
      if (there < 0 || there >= recording.frames) continue
      let sum = 0
      for (let band = 0; band < BANDS; band++) {
        const a = reference.features[frame * BANDS + band] as number
        sum += a * (recording.features[there * BANDS + band] as number)
      }
      sums[early + 1] = (sums[early + 1] as number) + sum
    }
  }
  const at = (early: number) => sums[early + 1] as number
  for (let early = EARLIEST - 1; early >= NEAREST; early--) {
    const isPeak = at(early) > at(early + 1) && at(early) >= at(early - 1)
    if (!isPeak || at(early) < AS_STRONG * at(0)) continue
    const earlier = { ...placement, origin: placement.origin - early }
    return refine(reference, recording, earlier, stretch)
  }
  return placement
}
