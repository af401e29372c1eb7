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
const SHAPE_EDGES = [-1, -0.4, 0.1, 0.7, 1.4]
/** Natural logarithm of energy below the band's loud moments: 3 to 25 dB. */
const LEVEL_EDGES = [-5.8, -4.1, -2.8, -1.6, -0.7]
const CLASSES = SHAPE_EDGES.length + 1
const TABLE = CLASSES * CLASSES

/** Classes of every cell of a sound, ready to be compared. */
export type Classed = Readonly<{ shape: Uint8Array; level: Uint8Array }>

export function classify(sound: Sound, from: number, to: number): Classed {
  const loud = loudLevels(sound, from, to)
  const shape = new Uint8Array(sound.frames * BANDS)
  const level = new Uint8Array(sound.frames * BANDS)
  for (let i = Math.max(0, from) * BANDS, end = Math.min(sound.frames, to) * BANDS; i < end; i++) {
    shape[i] = classOf(sound.features[i] as number, SHAPE_EDGES)
    const log = Math.log((sound.energies[i] as number) + 1e-7)
    level[i] = classOf(log - (loud[i % BANDS] as number), LEVEL_EDGES)
  }
  return { shape, level }
}

/** The level that each band passes a tenth of the time. */
function loudLevels(sound: Sound, from: number, to: number): Float64Array {
  const levels = new Float64Array(BANDS)
  const first = Math.max(0, from)
  const last = Math.min(sound.frames, to)
  const values = new Float64Array(Math.max(1, Math.ceil((last - first) / 3)))
  for (let band = 0; band < BANDS; band++) {
    let count = 0
    for (let frame = first; frame < last; frame += 3) {
      values[count++] = Math.log((sound.energies[frame * BANDS + band] as number) + 1e-7)
    }
    levels[band] = values.subarray(0, count).sort()[Math.floor(count * 0.9)] ?? 0
  }
  return levels
}

function classOf(value: number, edges: readonly number[]): number {
  let c = 0
  while (c < edges.length && value > (edges[c] as number)) c++
  return c
}

/** Which frame of the recording each frame of the reference is compared with; −1 for none. */
export type Pairing = Int32Array

export type Tables = Readonly<{ shape: Float64Array; level: Float64Array }>

export function learn(reference: Classed, recording: Classed, pairing: Pairing): Tables {
  return {
    shape: learnOne(reference.shape, recording.shape, pairing),
    level: learnOne(reference.level, recording.level, pairing),
  }
}

function learnOne(reference: Uint8Array, recording: Uint8Array, pairing: Pairing): Float64Array {
  const joint = new Float64Array(GROUPS * TABLE)
  pairing.forEach((there, here) => {
    if (there < 0) return
    for (let band = 0; band < BANDS; band++) {
      const r = reference[here * BANDS + band] as number
      const q = recording[there * BANDS + band] as number
      const i = Math.floor(band / GROUP) * TABLE + r * CLASSES + q
      joint[i] = (joint[i] as number) + 1
    }
  })
  for (let group = 0; group < GROUPS; group++)
    toLogRatios(joint.subarray(group * TABLE, (group + 1) * TABLE))
  return joint
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
  { shape, level }: Tables,
): Float32Array {
  const says = new Float32Array(pairing.length)
  for (let here = 0; here < pairing.length; here++) {
    const there = pairing[here] as number
    if (there < 0) continue
    let sum = 0
    for (let band = 0; band < BANDS; band++) {
      const r = here * BANDS + band
      const q = there * BANDS + band
      const table = Math.floor(band / GROUP) * TABLE
      const shapes = (reference.shape[r] as number) * CLASSES + (recording.shape[q] as number)
      const levels = (reference.level[r] as number) * CLASSES + (recording.level[q] as number)
      sum += (shape[table + shapes] as number) + (level[table + levels] as number)
    }
    says[here] = sum
  }
  return says
}
