import { BANDS } from './bands.ts'
import { Fft } from './fft.ts'

/** Blocks of 3 s, in coarse frames of 32 ms. */
export const BLOCK = 96
const SPAN = 512
const STEP = SPAN - BLOCK
/** Speech says nothing in modulations faster than 12 Hz that noise would not say louder. */
const BINS = 197
/** Spans that go through the multiplication together, so that each block's spectrum is read once. */
const TOGETHER = 4
/** Numbers in a recording's spectra of that many spans. */
const QUERY = BINS * BANDS * 2 * TOGETHER
/** Correlations are kept as 16-bit numbers, this many to one. */
const UNIT = 32767

/** A piece of a reference. */
export type Block = Readonly<{
  reference: number
  /** First coarse frame, in the reference. */
  start: number
  /** Root of the sum of its squared features. */
  norm: number
}>

/** How many features are left of so many. */
export function coarseLength(length: number): number {
  return Math.ceil(length / BANDS / 2) * BANDS
}

/** Features every 32 ms from features every 16 ms, into `coarse`, which it returns. */
export function coarsen<T extends Float32Array>(
  fine: Float32Array | Int8Array,
  frames: number,
  coarse: T,
): T {
  const count = Math.ceil(frames / 2)
  for (let frame = 0; frame < count; frame++) {
    const here = 2 * frame * BANDS
    const before = frame === 0 ? here : here - BANDS
    const after = 2 * frame + 1 < frames ? here + BANDS : here
    for (let b = 0; b < BANDS; b++) {
      coarse[frame * BANDS + b] =
        ((fine[before + b] as number) +
          2 * (fine[here + b] as number) +
          (fine[after + b] as number)) /
        4
    }
  }
  return coarse
}

/** Some references whose blocks go through the multiplication together. */
export type BlockGroup = Readonly<{
  blocks: readonly Block[]
  /** [bin][block][band][re, im], conjugate, each block in units of its own weight. */
  spectra: Int8Array
  /** Unit of each block's spectrum, divided by the block's norm. */
  weights: Float64Array
}>

/** A group is full at so many blocks (three minutes); one longer reference is a group of its own. */
const FULL = 64

/**
 * Spectra of the blocks of several references, made once, through which recordings go in spans. Group
 * by group, so that the correlations of a hundred references need no more room than those of three.
 * Eight bits a number: what rounding adds is 30 dB below what any block holds.
 */
export class BlockBank {
  readonly groups: readonly BlockGroup[]
  readonly #fft = new Fft(SPAN)
  readonly #re = new Float64Array(SPAN)
  readonly #im = new Float64Array(SPAN)
  readonly #pair = new Float64Array(4)
  // Working memory is kept: a day of segments would leave gigabytes behind.
  /** Of the recording: [four spans][bin][band][span][re, im]. */
  #query = new Float32Array(0)
  readonly #product: Float32Array
  #values = new Int16Array(0)
  #scale: Float64Array = new Float64Array(0)
  #lags = 0

  /** @param references their features every 16 ms */
  constructor(references: readonly Int8Array[]) {
    const groups: Block[][] = []
    references.forEach((features, reference) => {
      const blocks = cut(features, reference)
      const last = groups.at(-1)
      if (last === undefined || last.length + blocks.length > FULL) groups.push(blocks)
      else last.push(...blocks)
    })
    this.groups = groups.map((blocks) => this.#group(blocks, references))
    const most = Math.max(0, ...groups.map(({ length }) => length))
    this.#product = new Float32Array(BINS * most * 2 * TOGETHER)
  }

  #group(blocks: readonly Block[], references: readonly Int8Array[]): BlockGroup {
    const spectra = new Int8Array(BINS * blocks.length * BANDS * 2)
    const exact = new Float64Array(BINS * BANDS * 2)
    const weights = new Float64Array(blocks.length)
    let coarse = new Float32Array(0)
    let of = -1
    for (const [index, { reference, start, norm }] of blocks.entries()) {
      if (of !== reference) {
        const fine = references[reference] as Int8Array
        coarse = coarsen(fine, fine.length / BANDS, new Float32Array(coarseLength(fine.length)))
        of = reference
      }
      let most = 0
      for (let band = 0; band < BANDS; band += 2) {
        this.#load(coarse, coarse.length / BANDS, start, BLOCK, band)
        for (let bin = 0; bin < BINS; bin++) {
          partPair(this.#re, this.#im, bin, this.#pair)
          for (let i = 0; i < 4; i++) {
            const value = (this.#pair[i] as number) / norm
            exact[(bin * BANDS + band) * 2 + i] = value
            most = Math.max(most, Math.abs(value))
          }
        }
      }
      const weight = most / 127
      weights[index] = weight
      for (let bin = 0; bin < BINS; bin++) {
        const to = (bin * blocks.length + index) * BANDS * 2
        const from = bin * BANDS * 2
        for (let i = 0; i < BANDS * 2; i++) {
          spectra[to + i] = Math.round((exact[from + i] as number) / weight)
        }
      }
    }
    return { blocks, spectra, weights }
  }

  /** Makes the recording ready for `correlate`. @param coarse its features every 32 ms */
  load(coarse: Float32Array, frames: number): void {
    this.#lags = frames + BLOCK
    this.#scale = windowScales(coarse, frames)
    const fours = Math.ceil(this.#lags / STEP / TOGETHER)
    if (this.#query.length < fours * QUERY) this.#query = new Float32Array(fours * QUERY)
    for (let span = 0; span < fours * TOGETHER; span++) {
      const at = Math.floor(span / TOGETHER) * QUERY + 2 * (span % TOGETHER)
      this.#transformSpan(coarse, frames, span * STEP - BLOCK, at)
    }
  }

  /**
   * How like each block of the group the recording is, wherever the block could begin: one row a
   * block, of `frames + BLOCK` values, the first of them with the block ending where the recording
   * begins. Values are normalised correlations in units of 1/UNIT. The rows are good until the next call.
   */
  correlate(group: BlockGroup): Int16Array[] {
    const lags = this.#lags
    const rows = this.#rows(group.blocks.length, lags)
    const [re, im, scale] = [this.#re, this.#im, this.#scale]
    const spans = Math.ceil(lags / STEP)
    const count = group.blocks.length
    for (let first = 0; first < spans; first += TOGETHER) {
      this.#multiply(group, (first / TOGETHER) * QUERY)
      for (let span = 0; span < TOGETHER && first + span < spans; span++) {
        const from = (first + span) * STEP
        for (let block = 0; block < count; block += 2) {
          this.#backward(count, block, span)
          const upTo = Math.min(lags, from + STEP)
          const [one, two] = [rows[block], rows[block + 1]]
          const oneWeight = group.weights[block] as number
          const twoWeight = group.weights[block + 1] ?? 0
          for (let lag = from; lag < upTo; lag++) {
            const weight = scale[lag] as number
            if (one) one[lag] = (re[lag - from] as number) * oneWeight * weight
            if (two) two[lag] = (im[lag - from] as number) * twoWeight * weight
          }
        }
      }
    }
    return rows
  }

  /** One row a block, on memory that the next call uses again. */
  #rows(count: number, lags: number): Int16Array[] {
    if (this.#values.length < count * lags) this.#values = new Int16Array(count * lags)
    return Array.from({ length: count }, (_, block) =>
      this.#values.subarray(block * lags, (block + 1) * lags),
    )
  }

  #load(features: Float32Array, total: number, start: number, frames: number, band: number): void {
    const [re, im] = [this.#re.fill(0), this.#im.fill(0)]
    for (let i = Math.max(0, -start); i < frames && start + i < total; i++) {
      re[i] = features[(start + i) * BANDS + band] as number
      im[i] = features[(start + i) * BANDS + band + 1] as number
    }
    this.#fft.forward(re, im)
  }

  #transformSpan(coarse: Float32Array, frames: number, start: number, to: number): void {
    const query = this.#query
    const pair = this.#pair
    for (let band = 0; band < BANDS; band += 2) {
      this.#load(coarse, frames, start, SPAN, band)
      for (let bin = 0; bin < BINS; bin++) {
        partPair(this.#re, this.#im, bin, pair)
        const at = to + (bin * BANDS + band) * TOGETHER * 2
        query[at] = pair[0] as number
        query[at + 1] = pair[1] as number
        query[at + 2 * TOGETHER] = pair[2] as number
        query[at + 2 * TOGETHER + 1] = pair[3] as number
      }
    }
  }

  /** Sum over bands of conj(block) · recording: nearly all the time that hearing takes goes here. */
  #multiply({ blocks, spectra }: BlockGroup, from: number): void {
    const count = blocks.length
    const query = this.#query
    const product = this.#product
    for (let bin = 0; bin < BINS; bin++) {
      const queryAt = from + bin * BANDS * 8
      for (let block = 0; block < count; block++) {
        let h = (bin * count + block) * BANDS * 2
        let r0 = 0
        let i0 = 0
        let r1 = 0
        let i1 = 0
        let r2 = 0
        let i2 = 0
        let r3 = 0
        let i3 = 0
        for (let q = queryAt, end = queryAt + BANDS * 8; q < end; q += 8, h += 2) {
          const hr = spectra[h] as number
          const hi = spectra[h + 1] as number
          const ar = query[q] as number
          const ai = query[q + 1] as number
          r0 += hr * ar + hi * ai
          i0 += hr * ai - hi * ar
          const br = query[q + 2] as number
          const bi = query[q + 3] as number
          r1 += hr * br + hi * bi
          i1 += hr * bi - hi * br
          const cr = query[q + 4] as number
          const ci = query[q + 5] as number
          r2 += hr * cr + hi * ci
          i2 += hr * ci - hi * cr
          const dr = query[q + 6] as number
          const di = query[q + 7] as number
          r3 += hr * dr + hi * di
          i3 += hr * di - hi * dr
        }
        const p = (bin * count + block) * 8
        product[p] = r0
        product[p + 1] = i0
        product[p + 2] = r1
        product[p + 3] = i1
        product[p + 4] = r2
        product[p + 5] = i2
        product[p + 6] = r3
        product[p + 7] = i3
      }
    }
  }

  /** Two blocks' correlations from one inverse transform: the one real, the other imaginary. */
  #backward(count: number, block: number, span: number): void {
    const product = this.#product
    const hasTwo = block + 1 < count
    const [re, im] = [this.#re.fill(0), this.#im.fill(0)]
    for (let bin = 0; bin < BINS; bin++) {
      const p = ((bin * count + block) * TOGETHER + span) * 2
      const ar = product[p] as number
      const ai = product[p + 1] as number
      const br = hasTwo ? (product[p + 2 * TOGETHER] as number) : 0
      const bi = hasTwo ? (product[p + 2 * TOGETHER + 1] as number) : 0
      re[bin] = ar - bi
      im[bin] = ai + br
      if (bin > 0) {
        re[SPAN - bin] = ar + bi
        im[SPAN - bin] = br - ai
      }
    }
    this.#fft.inverse(re, im)
  }
}

function cut(fine: Int8Array, reference: number): Block[] {
  const features = coarsen(fine, fine.length / BANDS, new Float32Array(coarseLength(fine.length)))
  const frames = features.length / BANDS
  const starts = []
  for (let start = 0; start + BLOCK < frames; start += BLOCK) starts.push(start)
  starts.push(Math.max(0, frames - BLOCK))
  return starts
    .map((start) => ({ reference, start, norm: norm(features, start) }))
    .filter((block) => block.norm > 0)
}

function norm(features: Float32Array, start: number): number {
  let sum = 0
  const end = Math.min(features.length, (start + BLOCK) * BANDS)
  for (let i = start * BANDS; i < end; i++) sum += (features[i] as number) ** 2
  return Math.sqrt(sum)
}

/** The two spectra of two real signals that were transformed as one complex signal, into `pair`. */
function partPair(re: Float64Array, im: Float64Array, bin: number, pair: Float64Array): void {
  const mirror = bin === 0 ? 0 : SPAN - bin
  const ar = (re[bin] as number) / 2
  const ai = (im[bin] as number) / 2
  const br = (re[mirror] as number) / 2
  const bi = (im[mirror] as number) / 2
  pair[0] = ar + br
  pair[1] = ai - bi
  pair[2] = ai + bi
  pair[3] = br - ar
}

/**
 * What turns raw sums at each lag into normalised correlations: one over the root of the energy that
 * the recording has under the block, with a little of its mean so that near-silence stays near zero.
 */
function windowScales(coarse: Float32Array, frames: number): Float64Array {
  const energy = new Float64Array(frames + 1)
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0
    for (let b = 0; b < BANDS; b++) sum += (coarse[frame * BANDS + b] as number) ** 2
    energy[frame + 1] = (energy[frame] as number) + sum
  }
  const mean = (energy[frames] as number) / Math.max(1, frames)
  const scales = new Float64Array(frames + BLOCK)
  for (let lag = 0; lag < scales.length; lag++) {
    const from = Math.max(0, lag - BLOCK)
    const to = Math.min(frames, lag)
    const under = (energy[to] as number) - (energy[from] as number)
    scales[lag] = UNIT / (SPAN * Math.sqrt(under + 0.05 * BLOCK * mean + 1e-9))
  }
  return scales
}
