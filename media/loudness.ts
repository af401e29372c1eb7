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
export const LOUDNESS_TOLERANCE_LU = 0.5
export const HIGHEST_TRUE_PEAK = -1.5
/** dBFS. Quieter than this is a missing cable, not a quiet speaker. */
export const SILENT_RMS = -70

/** dB of a ratio of amplitudes, and back. */
export function decibels(ratio: number): number {
  return 20 * Math.log10(ratio)
}

export function ratio(decibels: number): number {
  return 10 ** (decibels / 20)
}
