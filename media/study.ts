import { type HouseSound, readHouseSound } from './house-sound.ts'
import { integratedLoudness } from './measure/gating.ts'
import { KWeighting } from './measure/k-weighting.ts'
import { findSilence, type Silence, STEP_MS, STEP_SAMPLES } from './measure/silence.ts'
import { SpeechDetector } from './measure/speech.ts'
import type { SpeechVerdict, Trim } from './sound.ts'

/** A mono sound in steps of 10 ms: all that has to be known of it before its level is chosen. */
export type Steps = Readonly<{
  /** K-weighted mean square. */
  powers: Float32Array
  /** Highest sample. */
  peaks: Float32Array
}>

export type Study = Readonly<{
  steps: Steps
  /** Mean square of all samples, unweighted. */
  power: number
  /** LUFS of the one channel that remains. */
  loudness: number
  silence: Silence
  speech: SpeechVerdict
}>

const RATE = 48_000
const STEPS_PER_GATING_STEP = 100 / STEP_MS
/** As loud as a sound is for a second, or for a tenth of it, is its own level and no burst. */
const STEADY_STEPS = 1000 / STEP_MS
const STEADY_SHARE = 0.1
/** Speech goes no higher above that: 12 dB, as a ratio of powers. */
const MOST_OVER_STEADY = 16

/** Reads the decoded sound once, as the one channel that it will be. */
export async function studySound(
  sound: HouseSound,
  signal: AbortSignal,
  onProgress: (soundMs: number) => void,
): Promise<Study> {
  const count = Math.ceil(sound.samples / STEP_SAMPLES)
  const powers = new Float32Array(count)
  const peaks = new Float32Array(count)
  const weighting = new KWeighting(RATE)
  const speech = new SpeechDetector()
  let at = 0
  let squares = 0
  for await (const block of readHouseSound(sound, 0, sound.samples)) {
    signal.throwIfAborted()
    for (let from = 0; from < block.length; ) {
      const step = Math.floor((at + from) / STEP_SAMPLES)
      const to = Math.min(block.length, (step + 1) * STEP_SAMPLES - at)
      powers[step] = (powers[step] ?? 0) + weighting.energy(block, from, to) / STEP_SAMPLES
      peaks[step] = Math.max(peaks[step] ?? 0, highest(block, from, to))
      from = to
    }
    for (const sample of block) squares += sample * sample
    speech.add(block)
    at += block.length
    onProgress((at * 1000) / RATE)
  }
  const loudness = loudnessOfSteps(powers)
  const silence = findSilence(powers, steadyLoudness(powers))
  const steps = { powers, peaks }
  return { steps, power: squares / at, loudness, silence, speech: speech.verdict() }
}

/** LUFS of steps of 10 ms. */
export function loudnessOfSteps(powers: Float32Array): number {
  const whole = Math.floor(powers.length / STEPS_PER_GATING_STEP)
  const gating = Float64Array.from({ length: whole }, (_, step) => {
    const first = step * STEPS_PER_GATING_STEP
    let sum = 0
    for (let at = first; at < first + STEPS_PER_GATING_STEP; at++) sum += powers[at] ?? 0
    return sum / STEPS_PER_GATING_STEP
  })
  return integratedLoudness(gating)
}

/**
 * LUFS of steps of 10 ms, in which bursts count no more than a loud sound would: one damaged frame
 * must not make a file of speech seem silent around it.
 */
export function steadyLoudness(powers: Float32Array): number {
  const rank = Math.min(STEADY_STEPS, Math.floor(powers.length * STEADY_SHARE))
  const steady = powers.toSorted().at(-1 - rank) ?? 0
  return loudnessOfSteps(powers.map((power) => Math.min(power, steady * MOST_OVER_STEADY)))
}

/** The steps that remain after a cut, to the nearest one. */
export function trimSteps({ powers, peaks }: Steps, trim: Trim | null): Steps {
  if (trim === null) return { powers, peaks }
  const from = Math.round(trim.startSamples / STEP_SAMPLES)
  const to = powers.length - Math.round(trim.endSamples / STEP_SAMPLES)
  return { powers: powers.subarray(from, to), peaks: peaks.subarray(from, to) }
}

function highest(samples: Float32Array, from: number, to: number): number {
  let most = 0
  for (let at = from; at < to; at++) {
    const height = Math.abs(samples[at] ?? 0)
    if (height > most) most = height
  }
  return most
}
