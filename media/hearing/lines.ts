import { BLOCK } from './blocks.ts'
import { type Row, strengthAt } from './chance.ts'

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
const CLOCK_SPEEDS = 0.0125
const ALL_SPEEDS = 0.04
const STRONG = 4
/** Evidence below this is chance. */
const LEAST = 1.2
/** What a block must bring for a run to grow by it, and the most that one block can bring. */
const COST = 2.2
const MOST = 9
/** Lines nearer than this, in coarse frames, are the same. */
const APART = 6
const LINES = 6
const PEAKS = 24

/** The likeliest lines of one reference, strongest first; `rows` are those of its blocks. */
export function findLines(reference: number, length: number, rows: readonly Row[]): Line[] {
  const reach = Math.ceil(length * 1.05)
  const lags = rows[0]?.values.length ?? 0
  const peaks = new Peaks()
  const sums = new Float32Array(reach + lags)
  const all = rows.map(collectHits)
  const strong = all.map(onlyStrong)
  const isFast = strong.filter(({ at }) => at.length > 0).length > 1
  for (const speed of speeds(length, isFast ? ALL_SPEEDS : CLOCK_SPEEDS)) {
    const hits = Math.abs(speed - 1) > CLOCK_SPEEDS + 1e-6 ? strong : all
    sums.fill(0)
    rows.forEach(({ start }, index) => {
      addHits(sums, hits[index] as Hits, reach - BLOCK - Math.round(start / speed))
    })
    peaks.take(sums, reach, speed)
  }
  const lines: Line[] = []
  for (const { origin, speed } of peaks.strongest()) {
    const line = weigh(reference, rows, origin, speed)
    if (line !== null) lines.push(line)
  }
  lines.sort((a, b) => b.score - a.score)
  const kept: Line[] = []
  for (const line of lines) {
    if (kept.length < LINES && !kept.some((other) => isSame(other, line, rows))) kept.push(line)
  }
  return kept
}

/** Do they put the weaker one's run at the same place? */
function isSame(one: Line, other: Line, rows: readonly Row[]): boolean {
  const middle = ((rows[other.from] as Row).start + (rows[other.to - 1] as Row).start) / 2
  const place = ({ origin, speed }: Line) => origin + middle / speed
  return Math.abs(place(one) - place(other)) < APART
}

type Hits = Readonly<{ at: Int32Array; value: Float32Array }>

function collectHits({ values, chance }: Row): Hits {
  const least = chance.centre + LEAST * chance.spread
  let count = 0
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > least) count++
  const at = new Int32Array(count)
  const value = new Float32Array(count)
  let next = 0
  for (let i = 0; i < values.length; i++) {
    const raw = values[i] as number
    if (raw <= least) continue
    at[next] = i
    value[next++] = Math.min((raw - chance.centre) / chance.spread - LEAST, MOST)
  }
  return { at, value }
}

function onlyStrong({ at, value }: Hits): Hits {
  const isStrong = (_: number, i: number) => (value[i] as number) > STRONG - LEAST
  return { at: at.filter(isStrong), value: value.filter(isStrong) }
}

function addHits(sums: Float32Array, { at, value }: Hits, shift: number): void {
  for (let i = 0; i < at.length; i++) {
    const o = (at[i] as number) + shift
    if (o >= 0 && o < sums.length) sums[o] = (sums[o] as number) + (value[i] as number)
  }
}

type Peak = Readonly<{ origin: number; speed: number; sum: number }>

/** Keeps the highest local peaks of many sums. */
class Peaks {
  #peaks: Peak[] = []
  /** What a peak must pass to be among the highest. */
  #floor = 3

  take(sums: Float32Array, reach: number, speed: number): void {
    for (let o = 1; o < sums.length - 1; o++) {
      const sum = sums[o] as number
      if (sum <= this.#floor || sum < (sums[o - 1] as number) || sum <= (sums[o + 1] as number))
        continue
      this.#peaks.push({ origin: o - reach, speed, sum })
      if (this.#peaks.length > 8 * PEAKS) this.#peaks = this.strongest()
    }
  }

  strongest(): Peak[] {
    const order = (a: Peak, b: Peak) =>
      b.sum - a.sum || Math.abs(a.speed - 1) - Math.abs(b.speed - 1)
    const best: Peak[] = []
    for (const peak of this.#peaks.sort(order)) {
      if (best.length === PEAKS) break
      const isNear = ({ origin, speed }: Peak) =>
        speed === peak.speed && Math.abs(origin - peak.origin) < APART
      if (!best.some(isNear)) best.push(peak)
    }
    this.#floor = Math.max(this.#floor, best.length === PEAKS ? (best.at(-1) as Peak).sum : 0)
    return best
  }
}

function weigh(
  reference: number,
  rows: readonly Row[],
  origin: number,
  speed: number,
): Line | null {
  const evidence = Float32Array.from(rows, (row) =>
    strengthAt(row, origin + BLOCK + Math.round(row.start / speed)),
  )
  const best = bestScore(evidence)
  return best === null ? null : { reference, origin, speed, evidence, ...best }
}

type Scored = Readonly<{ score: number; from: number; to: number }>

/** The score that a line with this evidence has; 0 where it has none. */
export function scoreOf(evidence: Float32Array): number {
  return bestScore(evidence)?.score ?? 0
}

/** By the few blocks that are strong, or by the many that are a little better than chance. */
function bestScore(evidence: Float32Array): Scored | null {
  const { sum, from, to } = bestRun(evidence)
  const few = { score: sum / Math.sqrt(Math.max(1, to - from)) + 0.15 * sum, from, to }
  const many = steadiestRun(evidence)
  const best = many.score > few.score ? many : few
  return best.score > 0 ? best : null
}

/** What one block may bring to a steady run: a word said twice must not look like one. */
const MOST_STEADY = 4
/** Brings both scores to the same scale, see `THRESHOLD`. */
const STEADY = 1.25

/** The run whose sum is most above chance for its length. */
function steadiestRun(evidence: Float32Array): Scored {
  let best = { score: 0, from: 0, to: 0 }
  for (let from = 0; from < evidence.length; from++) {
    let sum = 0
    for (let to = from + 1; to <= evidence.length; to++) {
      sum += Math.min(MOST_STEADY, evidence[to - 1] as number)
      const score = (STEADY * sum) / Math.sqrt(to - from)
      if (score > best.score) best = { score, from, to }
    }
  }
  return best
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

/** So close together that the ends of the reference stay within two frames, the slowest clocks first. */
function speeds(length: number, most: number): number[] {
  const step = Math.min(0.0025, Math.max(0.0005, 6 / length))
  const steps = Math.round(most / step)
  return Array.from({ length: 2 * steps + 1 }, (_, i) => 1 + step * (i - steps)).sort(
    (a, b) => Math.abs(a - 1) - Math.abs(b - 1),
  )
}

/** How far from its line a piece is looked for: 10 s, in coarse frames. */
const PIECE_REACH = 312
/** A piece must bring this over the cost of its blocks. */
const LEAST_PIECE = 3.5

/** Of the rows, what lies near enough to the line for its pieces: a copy, for rows are used again. */
export function rowsAlong({ origin, speed }: Line, rows: readonly Row[]): Row[] {
  return rows.map((row) => {
    const on = origin + BLOCK + Math.round(row.start / speed)
    const first = Math.max(0, on - PIECE_REACH - 1)
    const values = row.values.slice(first, Math.max(first, on + PIECE_REACH + 2))
    return { ...row, first, values }
  })
}

/**
 * Where blocks that the line did not hear may lie instead: a recorder that lost time, or another
 * edition, goes on somewhat earlier or later, perhaps more than once.
 */
export function findPieces(line: Line, rows: readonly Row[], from: number, to: number): Line[] {
  const piece = from < to ? findPiece(line, rows, from, to) : null
  if (piece === null) return []
  return [
    piece,
    ...findPieces(line, rows, from, piece.from),
    ...findPieces(line, rows, piece.to, to),
  ]
}

function findPiece(line: Line, rows: readonly Row[], from: number, to: number): Line | null {
  let best: Line | null = null
  const evidence = new Float32Array(rows.length)
  for (let shift = -PIECE_REACH; shift <= PIECE_REACH; shift++) {
    if (Math.abs(shift) < APART / 2) continue
    evidence.fill(0)
    for (let index = from; index < to; index++) {
      const row = rows[index] as Row
      evidence[index] = strengthAt(
        row,
        line.origin + shift + BLOCK + Math.round(row.start / line.speed),
      )
    }
    const run = bestRun(evidence)
    if (run.sum <= Math.max(LEAST_PIECE, best?.score ?? 0)) continue
    best = {
      ...line,
      origin: line.origin + shift,
      score: run.sum,
      evidence,
      from: run.from,
      to: run.to,
    }
  }
  return best
}
