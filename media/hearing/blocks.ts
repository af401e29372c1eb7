import { BANDS } from './bands.ts'
import { Fft } from './fft.ts'

/** Blocks of 3 s, in coarse frames of 32 ms. */
export const BLOCK = 96
const SPAN = 512
const STEP = SPAN - BLOCK
/** Speech says nothing in modulations faster than 12 Hz that noise would not say louder. */
const LAST_BIN = 196
/** Spans that go through the multiplication together, so that each block's spectrum is read once. */
const TOGETHER = 4
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

/** Features every 32 ms from features every 16 ms. */
export function coarsen(fine: Float32Array, frames: number): Float32Array {
  const count = Math.ceil(frames / 2)
  const coarse = new Float32Array(count * BANDS)
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

/** Spectra of the blocks of several references, made once, through which recordings go in spans. */
export class BlockBank {
  readonly blocks: readonly Block[]
  readonly #fft = new Fft(SPAN)
  /** [bin][block][band][re, im], conjugate and divided by the block's norm. */
  readonly #spectra: Float32Array
  // Working memory is kept: a day of segments would leave gigabytes behind.
  readonly #query = new Float64Array((LAST_BIN + 1) * BANDS * 2 * TOGETHER)
  readonly #product: Float64Array
  #values = new Int16Array(0)

  constructor(references: readonly Float32Array[]) {
    const blocks = references.flatMap((features, reference) => cut(features, reference))
    this.blocks = blocks
    this.#spectra = new Float32Array((LAST_BIN + 1) * blocks.length * BANDS * 2)
    this.#product = new Float64Array((LAST_BIN + 1) * blocks.length * 2 * TOGETHER)
    const re = new Float64Array(SPAN)
    const im = new Float64Array(SPAN)
    for (const [index, { reference, start, norm }] of blocks.entries()) {
      const features = references[reference] as Float32Array
      for (let band = 0; band < BANDS; band += 2) {
        this.#load(features, start, BLOCK, band, re, im)
        for (let bin = 0; bin <= LAST_BIN; bin++) {
          const at = ((bin * blocks.length + index) * BANDS + band) * 2
          this.#spectra.set(partPair(re, im, bin, 1 / norm), at)
        }
      }
    }
  }

  /**
   * How like each block the recording is, wherever the block could begin: one row a block, of
   * `frames + BLOCK` values, the first of them with the block ending where the recording begins.
   * Values are normalised correlations in units of 1/UNIT. The rows are good until the next call.
   */
  correlate(coarse: Float32Array, frames: number): Int16Array[] {
    const lags = frames + BLOCK
    const rows = this.#rows(lags)
    const scale = windowScales(coarse, frames)
    const spans = Math.ceil(lags / STEP)
    const count = this.blocks.length
    const query = this.#query
    const product = this.#product
    const re = new Float64Array(SPAN)
    const im = new Float64Array(SPAN)
    for (let first = 0; first < spans; first += TOGETHER) {
      query.fill(0)
      for (let span = 0; span < TOGETHER && first + span < spans; span++) {
        this.#transformSpan(coarse, (first + span) * STEP - BLOCK, span, query, re, im)
      }
      this.#multiply(query, product)
      for (let span = 0; span < TOGETHER && first + span < spans; span++) {
        const from = (first + span) * STEP
        for (let block = 0; block < count; block += 2) {
          this.#backward(product, block, span, re, im)
          const upTo = Math.min(lags, from + STEP)
          const [one, two] = [rows[block], rows[block + 1]]
          for (let lag = from; lag < upTo; lag++) {
            const weight = scale[lag] as number
            if (one) one[lag] = (re[lag - from] as number) * weight
            if (two) two[lag] = (im[lag - from] as number) * weight
          }
        }
      }
    }
    return rows
  }

  /** One row a block, on memory that the next call uses again. */
  #rows(lags: number): Int16Array[] {
    const needed = this.blocks.length * lags
    if (this.#values.length < needed) this.#values = new Int16Array(needed)
    return this.blocks.map((_, block) => this.#values.subarray(block * lags, (block + 1) * lags))
  }

  #load(
    features: Float32Array,
    start: number,
    frames: number,
    band: number,
    re: Float64Array,
    im: Float64Array,
  ): void {
    re.fill(0)
    im.fill(0)
    const total = features.length / BANDS
    for (let i = Math.max(0, -start); i < frames && start + i < total; i++) {
      re[i] = features[(start + i) * BANDS + band] as number
      im[i] = features[(start + i) * BANDS + band + 1] as number
    }
    this.#fft.forward(re, im)
  }

  #transformSpan(
    coarse: Float32Array,
    start: number,
    span: number,
    query: Float64Array,
    re: Float64Array,
    im: Float64Array,
  ): void {
    for (let band = 0; band < BANDS; band += 2) {
      this.#load(coarse, start, SPAN, band, re, im)
      for (let bin = 0; bin <= LAST_BIN; bin++) {
        const [ar, ai, br, bi] = partPair(re, im, bin, 1)
        const at = ((bin * BANDS + band) * TOGETHER + span) * 2
        query[at] = ar
        query[at + 1] = ai
        query[at + 2 * TOGETHER] = br
        query[at + 2 * TOGETHER + 1] = bi
      }
    }
  }

  /** Sum over bands of conj(block) · recording: nearly all the time that hearing takes goes here. */
  #multiply(query: Float64Array, product: Float64Array): void {
    const count = this.blocks.length
    const spectra = this.#spectra
    for (let bin = 0; bin <= LAST_BIN; bin++) {
      const queryAt = bin * BANDS * 8
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
  #backward(
    product: Float64Array,
    block: number,
    span: number,
    re: Float64Array,
    im: Float64Array,
  ): void {
    const count = this.blocks.length
    const hasTwo = block + 1 < count
    re.fill(0)
    im.fill(0)
    for (let bin = 0; bin <= LAST_BIN; bin++) {
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

function cut(features: Float32Array, reference: number): Block[] {
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
  for (const value of features.subarray(start * BANDS, (start + BLOCK) * BANDS)) sum += value ** 2
  return Math.sqrt(sum)
}

/** The two spectra of two real signals that were transformed as one complex signal. */
function partPair(
  re: Float64Array,
  im: Float64Array,
  bin: number,
  scale: number,
): [number, number, number, number] {
  const mirror = bin === 0 ? 0 : SPAN - bin
  const ar = re[bin] as number
  const ai = im[bin] as number
  const br = re[mirror] as number
  const bi = im[mirror] as number
  const half = scale / 2
  return [(ar + br) * half, (ai - bi) * half, (ai + bi) * half, (br - ar) * half]
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
  return Float64Array.from({ length: frames + BLOCK }, (_, lag) => {
    const from = Math.max(0, lag - BLOCK)
    const to = Math.min(frames, lag)
    const under = (energy[to] as number) - (energy[from] as number)
    return UNIT / (SPAN * Math.sqrt(under + 0.05 * BLOCK * mean + 1e-9))
  })
}
