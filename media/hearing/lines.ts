import { BLOCK, type Block } from './blocks.ts'

/** Where a reference may lie in the recording. */
export type Line = Readonly<{
  reference: number
  /** Coarse frame of the recording at which the reference's beginning lies; may be negative. */
  origin: number
  /** How much faster than the reference it was played. */
  speed: number
  score: number
  /** Evidence of each of its blocks, in standard deviations of the recording's own chance level. */
  evidence: Float32Array
  /** The run of blocks that were heard. */
  from: number
  to: number
}>

/** Weak evidence is believed at speeds that clocks make; only strong evidence reaches further. */
const CLOCK_SPEEDS = speeds(0.0125)
const ALL_SPEEDS = speeds(0.04)
const STRONG = 4
/** Evidence below this is chance. */
const LEAST = 1.2
/** What a block must bring for a run to grow by it, and the most that one block can bring. */
const COST = 2.2
const MOST = 9
/** Two readings of the same bulletin lie further apart than this, in coarse frames. */
const APART = 3
const PEAKS = 6

/** Standard deviations above chance, for one row of correlations. */
export type Chance = Readonly<{ centre: number; spread: number }>

export function findLines(
  blocks: readonly Block[],
  rows: readonly Int16Array[],
  lengths: readonly number[],
): Line[] {
  const chances = measureChance(rows)
  return lengths.flatMap((length, reference) => {
    const own = blocks.flatMap((block, row) =>
      block.reference === reference
        ? [{ start: block.start, row: rows[row] as Int16Array, chance: chances[row] as Chance }]
        : [],
    )
    return linesOf(reference, length, own)
  })
}

type OwnRow = Readonly<{ start: number; row: Int16Array; chance: Chance }>

/**
 * Centre and spread of each row by median and absolute deviation, so that the bulletin's own peak
 * does not count as chance. A row that is calmer than most is not trusted to be.
 */
function measureChance(rows: readonly Int16Array[]): Chance[] {
  const raw = rows.map((row) => {
    const sample = []
    for (let i = 0; i < row.length; i += 3) if (row[i] !== 0) sample.push(row[i] as number)
    const centre = median(sample)
    return { centre, spread: 1.4826 * median(sample.map((v) => Math.abs(v - centre))) }
  })
  const usual = median(raw.map(({ spread }) => spread))
  return raw.map(({ centre, spread }) => ({ centre, spread: Math.max(spread, 0.7 * usual, 1) }))
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = Float64Array.from(values).sort()
  return sorted[sorted.length >> 1] as number
}

function linesOf(reference: number, length: number, rows: readonly OwnRow[]): Line[] {
  const lags = rows[0]?.row.length ?? 0
  const reach = Math.ceil(length * 1.05)
  const peaks: Readonly<{ origin: number; speed: number; sum: number }>[] = []
  const sums = new Float32Array(reach + lags)
  const hits = rows.map((row) => collectHits(row))
  const reachesFar = hits.filter(({ strongest }) => strongest > STRONG).length > 0
  for (const speed of reachesFar ? ALL_SPEEDS : CLOCK_SPEEDS) {
    const least = Math.abs(speed - 1) > 0.013 ? STRONG : 0
    sums.fill(0)
    rows.forEach(({ start }, index) => {
      const shift = reach - BLOCK - Math.round(start / speed)
      const { at, value } = hits[index] as Hits
      for (let i = 0; i < at.length; i++) {
        const z = value[i] as number
        if (z < least) continue
        const o = (at[i] as number) + shift
        if (o >= 0 && o < sums.length) sums[o] = (sums[o] as number) + z - LEAST
      }
    })
    for (let n = 0; n < PEAKS; n++) {
      let best = 0
      for (let o = 1; o < sums.length; o++)
        if ((sums[o] as number) > (sums[best] as number)) best = o
      const sum = sums[best] as number
      if (sum <= 3) break
      peaks.push({ origin: best - reach, speed, sum })
      sums.fill(0, Math.max(0, best - 12), best + 13)
    }
  }
  peaks.sort((a, b) => b.sum - a.sum || Math.abs(a.speed - 1) - Math.abs(b.speed - 1))
  const lines: Line[] = []
  for (const peak of peaks.slice(0, 24)) {
    const line = weigh(reference, rows, peak.origin, peak.speed)
    if (line !== null) lines.push(line)
  }
  lines.sort((a, b) => b.score - a.score)
  const kept: Line[] = []
  for (const line of lines) {
    if (kept.some((k) => Math.abs(middle(k, length) - middle(line, length)) < APART)) continue
    kept.push(line)
    if (kept.length === PEAKS) break
  }
  return kept
}

function middle({ origin, speed }: Line, length: number): number {
  return origin + length / 2 / speed
}

type Hits = Readonly<{ at: Int32Array; value: Float32Array; strongest: number }>

function collectHits({ row, chance }: OwnRow): Hits {
  const least = chance.centre + LEAST * chance.spread
  let count = 0
  for (let i = 0; i < row.length; i++) if ((row[i] as number) > least) count++
  const at = new Int32Array(count)
  const value = new Float32Array(count)
  let strongest = 0
  let next = 0
  for (let i = 0; i < row.length; i++) {
    const raw = row[i] as number
    if (raw <= least) continue
    const z = Math.min((raw - chance.centre) / chance.spread, MOST + LEAST)
    at[next] = i
    value[next++] = z
    if (z > strongest) strongest = z
  }
  return { at, value, strongest }
}

function weigh(
  reference: number,
  rows: readonly OwnRow[],
  origin: number,
  speed: number,
): Line | null {
  const evidence = Float32Array.from(rows, ({ start, row, chance }) => {
    const lag = origin + BLOCK + Math.round(start / speed)
    if (lag < 0 || lag >= row.length) return 0
    const best = Math.max(row[lag - 1] ?? 0, row[lag] as number, row[lag + 1] ?? 0)
    return (best - chance.centre) / chance.spread
  })
  const { sum, from, to } = bestRun(evidence)
  if (sum <= 0) return null
  const score = scoreRun(sum, to - from)
  return { reference, origin, speed, score, evidence, from, to }
}

/** The score that a line with this evidence has. */
export function scoreOf(evidence: Float32Array): number {
  const { sum, from, to } = bestRun(evidence)
  return sum > 0 ? scoreRun(sum, to - from) : 0
}

function scoreRun(sum: number, blocks: number): number {
  return sum / Math.sqrt(blocks) + 0.15 * sum
}

/** The contiguous run that brings most over its cost. */
function bestRun(evidence: Float32Array): Readonly<{ sum: number; from: number; to: number }> {
  let best = { sum: 0, from: 0, to: 0 }
  let sum = 0
  let from = 0
  evidence.forEach((value, index) => {
    if (sum <= 0) {
      sum = 0
      from = index
    }
    sum += Math.min(value, MOST) - COST
    if (sum > best.sum) best = { sum, from, to: index + 1 }
  })
  return best
}

function speeds(most: number): number[] {
  const steps = Math.round(most / 0.0025)
  return Array.from({ length: 2 * steps + 1 }, (_, i) => 1 + 0.0025 * (i - steps)).sort(
    (a, b) => Math.abs(a - 1) - Math.abs(b - 1),
  )
}
