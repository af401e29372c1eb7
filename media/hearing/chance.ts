/** What correlations are by chance: centre and spread, as a normal distribution would have them. */
export type Chance = Readonly<{ centre: number; spread: number }>

/** Correlations of one block with the recording, lag by lag, in standard deviations once chance is known. */
export type Row = Readonly<{
  start: number
  values: Int16Array
  /** The lag of the first of them. */
  first: number
  chance: Chance
}>

const BINS = 4096
const PER_BIN = 16

/**
 * Centre and spread of each row by median and absolute deviation, so that the bulletin's own peak
 * does not count as chance. A row that is calmer than most is not trusted to be.
 */
export function measureChance(rows: readonly Int16Array[]): Chance[] {
  const counts = new Uint32Array(BINS)
  const raw = rows.map((row) => measure(row, counts))
  const spreads = raw.map(({ spread }) => spread).sort((a, b) => a - b)
  const usual = spreads[spreads.length >> 1] ?? 0
  return raw.map(({ centre, spread }) => ({ centre, spread: Math.max(spread, 0.7 * usual, 1) }))
}

/** Lags without any sound under them are exactly zero and do not count. */
function measure(row: Int16Array, counts: Uint32Array): Chance {
  counts.fill(0)
  let total = 0
  for (let i = 0; i < row.length; i += 2) {
    const value = row[i] as number
    if (value === 0) continue
    const bin = (value + 32768) >> 4
    counts[bin] = (counts[bin] as number) + 1
    total++
  }
  let centre = 0
  for (let sum = 0; centre < BINS && sum <= total / 2; centre++) sum += counts[centre] as number
  centre = Math.max(0, centre - 1)
  let reach = 0
  for (let sum = counts[centre] as number; sum <= total / 2 && reach < BINS; ) {
    reach++
    sum += (counts[centre - reach] ?? 0) + (counts[centre + reach] ?? 0)
  }
  return { centre: (centre + 0.5) * PER_BIN - 32768, spread: 1.4826 * reach * PER_BIN }
}

/** The strongest of a lag and its neighbours, in standard deviations; 0 outside of the recording. */
export function strengthAt({ values, first, chance }: Row, lag: number): number {
  const at = lag - first
  if (at < 0 || at >= values.length) return 0
  const best = Math.max(values[at - 1] ?? 0, values[at] as number, values[at + 1] ?? 0)
  return (best - chance.centre) / chance.spread
}
