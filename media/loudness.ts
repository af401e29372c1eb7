/**
 * What a sound measures, after EBU R 128 / ITU-R BS.1770. Decibels as floats: these are
 * measurements inside `media/`; what leaves it are integers of 0.01.
 */
export type Loudness = Readonly<{
  /** Integrated loudness, LUFS; -Infinity when nothing passed the gate of −70. */
  integrated: number
  /** dBTP. */
  truePeak: number
  /** Root mean square of all samples, dBFS. */
  rms: number
}>

/** House format: −16 LUFS ±0.5, true peak ≤ −1.5 dBTP. */
export const TARGET_LUFS = -16
export const HIGHEST_TRUE_PEAK = -1.5
/** Aimed lower, because a 48 kbit/s Opus of it peaks up to 1.5 dB higher again when decoded. */
const AIMED_TRUE_PEAK = -3
/** dBFS. Quieter than this is a missing cable, not a quiet speaker. */
export const SILENT_RMS = -70
/** A level reached to within this needs no further round. */
const CLOSE_ENOUGH_LU = 0.2
/** A sound that comes as close as this is left alone. */
const HOUSE_ALREADY_LU = 0.4

/** Filters that measure without changing; the results are written to stderr when the run ends. */
export const MEASURE_RMS = 'astats=measure_overall=RMS_level:measure_perchannel=none'
export const MEASURE_LOUDNESS = 'loudnorm=print_format=json'

/** Finds the results in what ffmpeg wrote. The last match counts: a title tag may imitate one. */
export function parseLoudness(stderr: string): Loudness {
  return {
    integrated: lastNumber(stderr, /"input_i"\s*:\s*"(\S+?)"/g),
    truePeak: lastNumber(stderr, /"input_tp"\s*:\s*"(\S+?)"/g),
    rms: parseRms(stderr),
  }
}

/** dBFS; -Infinity for digital silence. */
export function parseRms(stderr: string): number {
  return lastNumber(stderr, /RMS level dB: (\S+)/g)
}

function lastNumber(text: string, pattern: RegExp): number {
  const found = [...text.matchAll(pattern)].at(-1)?.[1]
  if (found === undefined) throw new Error(`ffmpeg printed no ${pattern.source}`)
  return found.endsWith('inf') ? Number.NEGATIVE_INFINITY : Number(found)
}

/** How the level is changed, in dB. */
export type Levelling = Readonly<{
  gain: number
  /** Ceiling of the limiter after the gain; null when peaks fit without one. */
  limit: number | null
  /** Turned down again after the limiter, for peaks that passed it. */
  trim: number
}>

export const UNCHANGED: Levelling = { gain: 0, limit: null, trim: 0 }

/**
 * The first try: loudnorm's linear mode is this plain gain; peaks that would pass are limited. What
 * is in house format already is left alone, so that our own sound taken in again loses nothing.
 */
export function planLevelling({ integrated, truePeak }: Loudness): Levelling {
  const isClose = Math.abs(TARGET_LUFS - integrated) <= HOUSE_ALREADY_LU
  if (isClose && truePeak <= HIGHEST_TRUE_PEAK) return UNCHANGED
  const gain = TARGET_LUFS - integrated
  return { gain, limit: truePeak + gain > AIMED_TRUE_PEAK ? AIMED_TRUE_PEAK : null, trim: 0 }
}

/** What a plain gain makes of a measurement. */
export function shiftLoudness({ integrated, truePeak, rms }: Loudness, gain: number): Loudness {
  return { integrated: integrated + gain, truePeak: truePeak + gain, rms: rms + gain }
}

/**
 * The next try, from what the last one gave; null when that was good. Limiting costs loudness, so
 * the gain grows by more than what is missing, as the last step's yield suggests.
 */
export function improveLevelling(
  last: Levelling,
  result: Loudness,
  previous: Readonly<{ levelling: Levelling; result: Loudness }> | null,
): Levelling | null {
  const missing = TARGET_LUFS - result.integrated
  const excess = result.truePeak - HIGHEST_TRUE_PEAK
  if (Math.abs(missing) <= CLOSE_ENOUGH_LU && excess <= 0) return null
  const limit = last.limit ?? AIMED_TRUE_PEAK
  const trim = excess > 0 ? last.trim + (result.truePeak - AIMED_TRUE_PEAK) : last.trim
  return { gain: last.gain + missing / yieldPerDecibel(last, result, previous), limit, trim }
}

function yieldPerDecibel(
  last: Levelling,
  result: Loudness,
  previous: Readonly<{ levelling: Levelling; result: Loudness }> | null,
): number {
  const step = previous === null ? 0 : last.gain - previous.levelling.gain
  if (previous === null || Math.abs(step) < 0.05) return last.limit === null ? 1 : 0.6
  const yielded = (result.integrated - previous.result.integrated) / step
  return Math.min(1, Math.max(0.25, yielded))
}

/**
 * The limiter works at 192 kHz, where sample peaks are true peaks. loudnorm's own second pass is
 * not used when peaks do not fit: it rides the level up and down, and misses the target on items
 * of a few seconds.
 */
export function levellingFilter({ gain, limit, trim }: Levelling): string {
  const volume = `volume=${gain.toFixed(3)}dB:precision=float`
  if (limit === null) return volume
  const limiter = `alimiter=limit=${(10 ** (limit / 20)).toFixed(5)}:attack=2:release=60:level=0:latency=1`
  const turnedDown = `volume=${(-trim).toFixed(3)}dB:precision=float`
  return [volume, 'aresample=192000', limiter, 'aresample=48000', turnedDown].join(',')
}
