import {
  decibels,
  HIGHEST_TRUE_PEAK,
  LOUDNESS_TOLERANCE_LU,
  ratio,
  TARGET_LUFS,
} from './loudness.ts'
import { loudnessOfSteps, type Steps, steadyLoudness } from './study.ts'

/** How the level is changed, in dB. */
export type Levelling = Readonly<{
  gain: number
  /** Ceiling of the limiter after the gain; null when no peak comes near it. */
  limit: number | null
}>

export const UNCHANGED: Levelling = { gain: 0, limit: null }

/** Aimed lower, because a 48 kbit/s Opus of it peaks up to 1.5 dB higher again when decoded. */
const AIMED_TRUE_PEAK = -3
/** A sound that comes as close as this is left alone. */
const HOUSE_ALREADY_LU = 0.4
/** A level reached to within this is not tried again. */
const CLOSE_ENOUGH_LU = LOUDNESS_TOLERANCE_LU - 0.02
/** A true peak may lie so much above the highest sample, in dB, before a limiter is passed by. */
const BETWEEN_SAMPLES = 1.5
/** What needs more than this, in dB, even if its bursts are left out, has little between its peaks. */
const MOST_EXTRA_GAIN = 12
/** LUFS. What is softer between bursts is hiss, and is not brought up to the house's level. */
const SOFTEST_SOUND = -45
const SEARCH_ROUNDS = 14
/** Taken off the ceiling beyond what was too much, in dB. */
const CLEARANCE = 0.3
/** What one meter of true peaks says above another, in dB. */
const METERS_DIFFER = 0.1
/** A change of gain that changes nothing, in dB. */
const NO_STEP = 0.05

/**
 * Chooses gain and ceiling before a sample is changed: the limiter is played through on the steps,
 * until what it leaves has the house's loudness. What is in house format already is left alone, so
 * that our own sound taken in again loses nothing.
 */
export function planLevelling(steps: Steps, truePeak: number): Levelling {
  const loudness = loudnessOfSteps(steps.powers)
  const isClose = Math.abs(TARGET_LUFS - loudness) <= HOUSE_ALREADY_LU
  if (isClose && truePeak <= HIGHEST_TRUE_PEAK) return UNCHANGED
  return chooseGain(steps, AIMED_TRUE_PEAK, 0)
}

/** What came out, of all renditions: a lossy one is a little softer or louder, and peaks higher. */
export type Outcome = Readonly<{
  /** LUFS. */
  softest: number
  loudest: number
  /** dBTP. */
  truePeak: number
}>

/** The next try, from what the last one gave; null when that was good. */
export function improveLevelling(
  steps: Steps,
  last: Levelling,
  outcome: Outcome,
): Levelling | null {
  const strict = { ...outcome, truePeak: outcome.truePeak + METERS_DIFFER }
  if (isHouseFormat(strict, CLOSE_ENOUGH_LU)) return null
  const excess = strict.truePeak - HIGHEST_TRUE_PEAK
  const limit = last.limit ?? AIMED_TRUE_PEAK
  const foretold = loudnessOfSteps(limited(steps, last))
  const lower = excess > 0 ? limit - excess - CLEARANCE : limit
  // Hiss loses more in a lossy codec than the tolerance has room for: then the loudest stays within.
  const middle = (outcome.softest + outcome.loudest) / 2
  const level = Math.max(middle, outcome.loudest - CLOSE_ENOUGH_LU)
  const next = chooseGain(steps, lower, level - foretold)
  return Math.abs(next.gain - last.gain) < NO_STEP && next.limit === last.limit ? null : next
}

/** @param tolerance in LU */
export function isHouseFormat(
  { softest, loudest, truePeak }: Outcome,
  tolerance: number = LOUDNESS_TOLERANCE_LU,
): boolean {
  const farthest = Math.max(Math.abs(softest - TARGET_LUFS), Math.abs(loudest - TARGET_LUFS))
  return farthest <= tolerance && truePeak <= HIGHEST_TRUE_PEAK
}

/** @param error by how much the outcome is louder than foretold, in LU */
function chooseGain(steps: Steps, limit: number, error: number): Levelling {
  const plain = TARGET_LUFS - loudnessOfSteps(steps.powers)
  const highest = decibels(steps.peaks.reduce((most, peak) => Math.max(most, peak), 0))
  if (highest + plain + BETWEEN_SAMPLES <= limit) return { gain: plain, limit: null }
  let low = plain
  const steady = Math.max(steadyLoudness(steps.powers), SOFTEST_SOUND)
  let high = Math.max(plain, TARGET_LUFS - steady) + MOST_EXTRA_GAIN
  for (let round = 0; round < SEARCH_ROUNDS; round++) {
    const gain = (low + high) / 2
    const outcome = loudnessOfSteps(limited(steps, { gain, limit })) + error
    if (outcome < TARGET_LUFS) low = gain
    else high = gain
  }
  return { gain: low, limit }
}

/** How much of the way back the limiter comes in one step. */
const RELEASE = 1 - Math.exp(-10 / 60)

/** What gain and limiter leave of the steps' power, by the highest sample of each. */
function limited({ powers, peaks }: Steps, { gain, limit }: Levelling): Float32Array {
  const raised = ratio(gain)
  if (limit === null) return powers.map((power) => power * raised * raised)
  const ceiling = ratio(limit)
  let level = 1
  return powers.map((power, step) => {
    const allowed = Math.min(1, ceiling / ((peaks[step] ?? 0) * raised))
    const before = level
    level = allowed < level ? allowed : level + (1 - level) * RELEASE
    const mean = allowed < before ? allowed : (before + level) / 2
    return power * (raised * mean) ** 2
  })
}
