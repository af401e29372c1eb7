/** Full scale is 0 dB; quieter than this is shown as nothing. */
export const LOWEST_DB = -60

/** Highest sample of a stretch, in dB below full scale. */
export function peakDb(samples: ArrayLike<number>): number {
  let peak = 0
  for (let index = 0; index < samples.length; index += 1)
    peak = Math.max(peak, Math.abs(samples[index] ?? 0))
  return peak === 0 ? LOWEST_DB : Math.max(LOWEST_DB, 20 * Math.log10(peak))
}

/** How a meter falls back: at once up, 12 dB a second down, so that an eye can follow. */
export function settleDb(shownDb: number, heardDb: number, elapsedMs: number): number {
  return Math.max(heardDb, shownDb - (12 * elapsedMs) / 1000)
}

/** What to tell whoever speaks, by the highest level of the last seconds. */
export function levelVerdict(db: number): 'quiet' | 'good' | 'loud' {
  if (db > -3) return 'loud'
  return db < -30 ? 'quiet' : 'good'
}

/** Percent of the meter's width. */
export function meterPercent(db: number): number {
  return Math.round(((Math.min(0, Math.max(LOWEST_DB, db)) - LOWEST_DB) / -LOWEST_DB) * 100)
}
