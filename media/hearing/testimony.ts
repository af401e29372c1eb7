import type { Stretch } from './align.ts'
import { BANDS } from './bands.ts'
import type { Sound } from './sound.ts'

/**
 * How a reference's cells (a band in a frame) sound in this recording, learnt where it was surely
 * heard, against how the recording sounds whatever the reference says. The logarithm of the ratio is
 * what one cell testifies. Two descriptions are learnt: the shape (features), which tells same from
 * other; and the level (energies), which tells "not there" from "drowned": noise adds, and never
 * takes away.
 */
const GROUP = 4
const GROUPS = BANDS / GROUP
type Edges = readonly [number, number, number, number, number]
const SHAPE_EDGES: Edges = [-1, -0.4, 0.1, 0.7, 1.4]
/** Natural logarithm of energy below the band's loud moments: 3 to 25 dB. */
const LEVEL_EDGES: Edges = [-5.8, -4.1, -2.8, -1.6, -0.7]
export const CLASSES = 6
const TABLE = CLASSES * CLASSES

/** Classes of every cell of a stretch of sound, ready to be compared. */
export type Classed = Readonly<{
  /** The frame that comes first in them. */
  from: number
  shape: Uint8Array
  level: Uint8Array
  /** Logarithm of each group's energy in the 0.7 s around. */
  bulk: Float32Array
}>

/**
 * @param heard the stretch that tells how loud its loud moments are
 * @param from first frame of what is described, `to` the one after its last
 */
export function classify(sound: Sound, heard: Stretch, from: number, to: number): Classed {
  const begin = from * BANDS
  const count = (to - from) * BANDS
  const shape = new Uint8Array(count)
  const level = new Uint8Array(count)
  const loud = loudLevels(sound, heard.from * BANDS, heard.to * BANDS)
  const [s0, s1, s2, s3, s4] = SHAPE_EDGES
  // Edges as energies, so that no logarithm is taken a million times.
  const edges = loud.map(
    (energy) => LEVEL_EDGES.map((edge) => energy * Math.exp(edge)) as unknown as Edges,
  )
  for (let band = 0; band < BANDS; band++) {
    const [l0, l1, l2, l3, l4] = edges[band] as Edges
    for (let i = band; i < count; i += BANDS) {
      const x = sound.features[begin + i] as number
      shape[i] = x > s2 ? (x > s3 ? (x > s4 ? 5 : 4) : 3) : x > s1 ? 2 : x > s0 ? 1 : 0
      const e = sound.energies[begin + i] as number
      level[i] = e > l2 ? (e > l3 ? (e > l4 ? 5 : 4) : 3) : e > l1 ? 2 : e > l0 ? 1 : 0
    }
  }
  return { from, shape, level, bulk: measureBulk(sound, from, to) }
}

/** Half of 0.7 s, in frames. */
const AROUND = 22

function measureBulk({ energies }: Sound, from: number, to: number): Float32Array {
  const bulk = new Float32Array((to - from) * GROUPS)
  const sums = new Float64Array(to - from + 1)
  for (let group = 0; group < GROUPS; group++) {
    for (let f = from; f < to; f++) {
      let sum = 0
      for (let i = 0; i < GROUP; i++) sum += energies[f * BANDS + group * GROUP + i] as number
      sums[f - from + 1] = (sums[f - from] as number) + sum
    }
    for (let f = from; f < to; f++) {
      const first = Math.max(0, f - from - AROUND)
      const last = Math.min(to - from, f - from + AROUND + 1)
      const energy = (sums[last] as number) - (sums[first] as number)
      bulk[(f - from) * GROUPS + group] = Math.log(energy / (last - first) + QUIET)
    }
  }
  return bulk
}

/** The energy that each band passes a tenth of the time. */
function loudLevels({ energies }: Sound, begin: number, end: number): number[] {
  const values = new Float32Array(Math.ceil((end - begin) / BANDS / LOUD_EVERY))
  return Array.from({ length: BANDS }, (_, band) => {
    let count = 0
    for (let i = begin + band; i < end; i += BANDS * LOUD_EVERY)
      values[count++] = energies[i] as number
    return (values.subarray(0, count).sort()[Math.floor(count * 0.9)] ?? 0) + QUIET
  })
}
const LOUD_EVERY = 5
const QUIET = 1e-7

/** Which frame of the recording each frame of the reference is compared with; below 0 for none. */
export type Pairing = Int32Array

/** In a pairing: the recording does not reach there; or it does and holds not even noise. */
export const OUTSIDE = -1
export const DEAD = -2

/** Shape and level tables, learnt from the even seconds and from the odd ones. */
export type Tables = Readonly<{ folds: readonly [Table, Table]; usual: Float64Array }>
type Table = Readonly<{ shape: Float64Array; level: Float64Array }>

/** About a second, in frames. What was learnt in one second testifies only of others. */
const FOLD_BITS = 6

function foldOf(frame: number): 0 | 1 {
  return ((frame >> FOLD_BITS) & 1) as 0 | 1
}

/**
 * A lorry passes, and for that while the recording says little: cells are described apart for clear
 * moments, noisy ones (the group of bands is 4 dB above what the reference explains) and drowned ones
 * (10 dB).
 */
const NOISY = 1
const DROWNED = 2.2
const LAYERS = 3

function layerOf(excess: number): number {
  return excess < NOISY ? 0 : excess < DROWNED ? 1 : 2
}

/** How much louder than the reference each group usually is: a quarter of the speaking time it is less. */
function usualExcess(
  reference: Classed,
  recording: Classed,
  pairing: Pairing,
  from: number,
  to: number,
): Float64Array {
  const usual = new Float64Array(GROUPS)
  const found = new Float32Array(Math.ceil((to - from) / EXCESS_EVERY))
  for (let group = 0; group < GROUPS; group++) {
    let loudest = Number.NEGATIVE_INFINITY
    for (let f = from; f < to; f++)
      loudest = Math.max(loudest, reference.bulk[f * GROUPS + group] as number)
    let count = 0
    for (let f = from; f < to; f += EXCESS_EVERY) {
      const own = reference.bulk[f * GROUPS + group] as number
      const there = pairing[f] as number
      if (there < 0 || own < loudest - SPEAKING) continue
      found[count++] = (recording.bulk[(there - recording.from) * GROUPS + group] as number) - own
    }
    usual[group] = found.subarray(0, count).sort()[count >> 2] ?? 0
  }
  return usual
}
const EXCESS_EVERY = 4
/** A group speaks within 13 dB of its loudest moment. */
const SPEAKING = 3

/** Learns where both sounded, from frame `from` to before `to` of the reference. */
export function learn(
  reference: Classed,
  recording: Classed,
  pairing: Pairing,
  from: number,
  to: number,
): Tables {
  const usual = usualExcess(reference, recording, pairing, from, to)
  const make = () => new Float64Array(LAYERS * GROUPS * TABLE)
  const folds = [
    { shape: make(), level: make() },
    { shape: make(), level: make() },
  ] as const
  for (let here = from; here < to; here++) {
    const there = (pairing[here] as number) - recording.from
    if (there < 0) continue
    const { shape, level } = folds[foldOf(here)]
    for (let group = 0; group < GROUPS; group++) {
      const table = tableOf(reference, recording, here, there, group, usual)
      for (let band = group * GROUP; band < (group + 1) * GROUP; band++) {
        const r = here * BANDS + band
        const q = there * BANDS + band
        const s = table + (reference.shape[r] as number) * CLASSES + (recording.shape[q] as number)
        const l = table + (reference.level[r] as number) * CLASSES + (recording.level[q] as number)
        shape[s] = (shape[s] as number) + 1
        level[l] = (level[l] as number) + 1
      }
    }
  }
  for (const { shape, level } of folds) {
    for (let at = 0; at < shape.length; at += TABLE) {
      toLogRatios(shape.subarray(at, at + TABLE))
      toLogRatios(level.subarray(at, at + TABLE))
    }
  }
  return { folds, usual }
}

function tableOf(
  reference: Classed,
  recording: Classed,
  here: number,
  there: number,
  group: number,
  usual: Float64Array,
): number {
  const excess =
    (recording.bulk[there * GROUPS + group] as number) -
    (reference.bulk[here * GROUPS + group] as number) -
    (usual[group] as number)
  return (layerOf(excess) * GROUPS + group) * TABLE
}

/** Counts to log P(both) / P(one) P(other); as if so many pairs more had been seen at random. */
const AT_RANDOM = 200
function toLogRatios(counts: Float64Array): void {
  const rows = new Float64Array(CLASSES)
  const columns = new Float64Array(CLASSES)
  let total = 0
  counts.forEach((count, i) => {
    const row = Math.floor(i / CLASSES)
    rows[row] = (rows[row] as number) + count
    columns[i % CLASSES] = (columns[i % CLASSES] as number) + count
    total += count
  })
  if (total === 0) return
  counts.forEach((count, i) => {
    const expected =
      (((rows[Math.floor(i / CLASSES)] as number) / total) * (columns[i % CLASSES] as number)) /
      total
    const p = (count + AT_RANDOM * (expected + 1e-4)) / (total + AT_RANDOM)
    counts[i] = Math.log(p / (expected + 1e-4))
  })
}

/** What each frame of the reference testifies for being the same sound as its partner. */
export function testify(
  reference: Classed,
  recording: Classed,
  pairing: Pairing,
  { folds, usual }: Tables,
): Float32Array {
  const says = new Float32Array(pairing.length)
  for (let here = 0; here < pairing.length; here++) {
    const there = (pairing[here] as number) - recording.from
    if (there < 0) continue
    const { shape, level } = folds[foldOf(here) === 0 ? 1 : 0]
    let sum = 0
    for (let group = 0; group < GROUPS; group++) {
      const table = tableOf(reference, recording, here, there, group, usual)
      for (let band = group * GROUP; band < (group + 1) * GROUP; band++) {
        const r = here * BANDS + band
        const q = there * BANDS + band
        const shapes = (reference.shape[r] as number) * CLASSES + (recording.shape[q] as number)
        const levels = (reference.level[r] as number) * CLASSES + (recording.level[q] as number)
        sum += (shape[table + shapes] as number) + (level[table + levels] as number)
      }
    }
    says[here] = sum
  }
  return says
}
