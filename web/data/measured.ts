import type { Sound } from '../api/shapes.ts'

export type Measures = NonNullable<Sound['measures']>

/** What the air is levelled to, 0.01 LUFS. */
export const AIR_LUFS = -1_600
/** Within so much of it nothing was changed that an ear would notice, 0.01 LU. */
const NEAR = 100

/** A stretch of the original, in percent of its length. */
export type Stretch = Readonly<{ kind: 'silent' | 'cut'; from: number; width: number }>

/** Where the original is silent and what of it was cut off, for a strip of its whole length. */
export function stretchesOf(measures: Measures, trim: Sound['trim']): readonly Stretch[] {
  const { lengthMs, leadingSilenceMs, trailingSilenceMs, silencesInside } = measures
  const share = (ms: number) => (lengthMs === 0 ? 0 : (ms / lengthMs) * 100)
  const stretch = (kind: Stretch['kind'], fromMs: number, toMs: number): Stretch => ({
    ...{ kind, from: share(fromMs), width: share(toMs - fromMs) },
  })
  return [
    stretch('silent', 0, leadingSilenceMs),
    ...silencesInside.map(({ fromMs, toMs }) => stretch('silent', fromMs, toMs)),
    stretch('silent', lengthMs - trailingSilenceMs, lengthMs),
    stretch('cut', 0, trim?.startMs ?? 0),
    stretch('cut', lengthMs - (trim?.endMs ?? 0), lengthMs),
  ].filter(({ width }) => width > 0)
}

/** How the original compares with what is aired. */
export function loudnessAgainstAir(lufs: number): Readonly<{
  is: 'louder' | 'quieter' | 'level'
  by: number
}> {
  const by = Math.abs(lufs - AIR_LUFS)
  if (by <= NEAR) return { is: 'level', by }
  return { is: lufs > AIR_LUFS ? 'louder' : 'quieter', by }
}

/** A true peak, 0.01 dBTP, against full scale, as finely as it is shown: to a tenth. */
export function peakVerdict(truePeak: number): 'over' | 'at' | 'under' {
  const tenths = Math.round(truePeak / 10)
  if (tenths > 0) return 'over'
  return tenths < 0 ? 'under' : 'at'
}

/** Where a value stands on a scale, percent from its left end. */
export function placeOn(value: number, lowest: number, highest: number): number {
  return Math.min(100, Math.max(0, ((value - lowest) / (highest - lowest)) * 100))
}

/** Longest of some stretches, ms. */
export function longestOf(spans: Measures['silencesInside']): number {
  return spans.reduce((longest, { fromMs, toMs }) => Math.max(longest, toMs - fromMs), 0)
}
