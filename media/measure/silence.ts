import type { SilentSpan, Trim } from '../sound.ts'

/** Length of the steps in which silence is looked for, in ms; and how many samples at 48 kHz. */
export const STEP_MS = 10
export const STEP_SAMPLES = 480

/** Above the noise floor, in dB: surely sound; perhaps still sound. */
const SURE_OVER_FLOOR = 8
const FAINT_OVER_FLOOR = 4
/** Below the loudness of the whole, in dB: nothing softer belongs to it. */
const SURE_BELOW_LOUD = 35
const FAINT_BELOW_LOUD = 45
/** A floor that comes nearer than this to the loudness is no floor: the sound has no pauses. */
const FLOOR_APART = 28
/** LUFS. What is so loud is sound, whatever else there is. */
const SURE_ANYWAY = -35
const FAINT_ANYWAY = -40
/** Digital silence says nothing of the noise in the room. */
const DIGITAL_SILENCE = -85
const FLOOR_SHARE = 0.1
/** Sound begins where 3 of 5 steps are surely sound, so that a click alone is none. */
const BEGIN_STEPS = 5
const BEGIN_SURE = 3
/** It ends where not even faint sound was heard for so many steps. */
const END_STEPS = 10

/** Kept before the first and after the last sound, and the least that is worth a cut, in ms. */
const LEAD_MS = 250
const TAIL_MS = 400
const LEAST_CUT_MS = 100
const SHORTEST_PAUSE_MS = 2000
const MOST_PAUSES = 100

/** Where it is silent. Times in ms from the beginning. */
export type Silence = Readonly<{
  leadingMs: number
  trailingMs: number
  inside: readonly SilentSpan[]
}>

/**
 * Finds silence relative to the noise of the room and to the loudness of the sound, so that soft
 * speech in a quiet room is sound, and hiss between loud sentences is not.
 *
 * @param powers K-weighted mean square of each 10 ms
 * @param loudness integrated loudness of the whole, in LUFS
 */
export function findSilence(powers: Float32Array, loudness: number): Silence {
  const levels = powers.map((power) => 10 * Math.log10(power))
  const { sure, faint } = thresholds(levels, loudness)
  const spans = soundingSpans(levels, sure, faint)
  const first = spans[0]
  const last = spans.at(-1)
  if (first === undefined || last === undefined) return { leadingMs: 0, trailingMs: 0, inside: [] }
  const pauses = spans.slice(1).map((span, index) => ({
    fromMs: (spans[index]?.to ?? 0) * STEP_MS,
    toMs: span.from * STEP_MS,
  }))
  return {
    leadingMs: first.from * STEP_MS,
    trailingMs: (levels.length - last.to) * STEP_MS,
    inside: pauses
      .filter(({ fromMs, toMs }) => toMs - fromMs >= SHORTEST_PAUSE_MS)
      .slice(0, MOST_PAUSES),
  }
}

/** What to cut so that a breath remains on either side; null when that is next to nothing. */
export function trimSilence({ leadingMs, trailingMs }: Silence): Trim | null {
  const startMs = leadingMs - LEAD_MS
  const endMs = trailingMs - TAIL_MS
  const startSamples = startMs >= LEAST_CUT_MS ? (startMs / STEP_MS) * STEP_SAMPLES : 0
  const endSamples = endMs >= LEAST_CUT_MS ? (endMs / STEP_MS) * STEP_SAMPLES : 0
  return startSamples + endSamples > 0 ? { startSamples, endSamples } : null
}

type Thresholds = Readonly<{ sure: number; faint: number }>

function thresholds(levels: Float32Array, loudness: number): Thresholds {
  const heard = levels.filter((level) => level > DIGITAL_SILENCE).sort()
  const floor = heard[Math.floor(heard.length * FLOOR_SHARE)] ?? Number.NEGATIVE_INFINITY
  const hasFloor = floor <= loudness - FLOOR_APART
  const sure = hasFloor ? floor + SURE_OVER_FLOOR : Number.NEGATIVE_INFINITY
  const faint = hasFloor ? floor + FAINT_OVER_FLOOR : Number.NEGATIVE_INFINITY
  return {
    sure: Math.min(SURE_ANYWAY, Math.max(sure, loudness - SURE_BELOW_LOUD)),
    faint: Math.min(FAINT_ANYWAY, Math.max(faint, loudness - FAINT_BELOW_LOUD)),
  }
}

/** In steps, `to` excluded. */
type Span = Readonly<{ from: number; to: number }>

function soundingSpans(levels: Float32Array, sure: number, faint: number): Span[] {
  const spans: Span[] = []
  let silentSince = 0
  let at = 0
  while (at < levels.length) {
    if (!beginsAt(levels, at, sure)) {
      at++
      continue
    }
    const from = walkBack(levels, at, silentSince, faint)
    const to = endOf(levels, at, faint)
    spans.push({ from, to })
    silentSince = to
    at = to
  }
  return spans
}

function beginsAt(levels: Float32Array, at: number, sure: number): boolean {
  if ((levels[at] ?? 0) <= sure) return false
  let count = 0
  for (let step = at; step < at + BEGIN_STEPS; step++) if ((levels[step] ?? -999) > sure) count++
  return count >= BEGIN_SURE
}

/** To where the sound came up out of the noise; a gap of two steps does not stop it. */
function walkBack(levels: Float32Array, at: number, limit: number, faint: number): number {
  let from = at
  for (let step = at - 1; step >= limit && from - step <= 3; step--) {
    if ((levels[step] ?? 0) > faint) from = step
  }
  return from
}

function endOf(levels: Float32Array, at: number, faint: number): number {
  let to = at + 1
  for (let step = to; step < levels.length && step - to < END_STEPS; step++) {
    if ((levels[step] ?? 0) > faint) to = step + 1
  }
  return to
}
