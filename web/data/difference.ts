import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Airing } from '../api/shapes.ts'

/** Start against plan in ms, from samples; null when it never began. */
export function differenceMs(airing: Pick<Airing, 'startErrorSamples'>): number | null {
  return airing.startErrorSamples === null ? null : airing.startErrorSamples / SAMPLES_PER_MS
}

/** Where a bar is full. */
const FULL_MS = 1_000

/**
 * A bar to the left (early) or right (late) of zero, −1…1. Logarithmic, since one millisecond and
 * one second must both be seen: 1 ms is a tenth, 1 s is full.
 */
export function barOf(ms: number): number {
  const size = Math.log10(1 + Math.abs(ms) * 0.26) / Math.log10(1 + FULL_MS * 0.26)
  return Math.sign(ms) * Math.min(1, size)
}
