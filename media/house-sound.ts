import { open } from 'node:fs/promises'
import { boundSamples } from './measure/bounds.ts'
import type { Mixdown } from './sound.ts'

/**
 * An upload after decoding, in the work folder: 48 kHz 32-bit float PCM of one or two channels, so
 * that peaks above full scale survive until they are levelled.
 */
export type HouseSound = Readonly<{
  path: string
  channels: 1 | 2
  /** Samples of one channel. */
  samples: number
  mixdown: Mixdown
  /** Mean of each channel, to be taken out; null when there is too little to bother. */
  offsets: readonly number[] | null
  /** No sample is let through above it, 1 being full scale. */
  bound: number
}>

const BYTES_PER_FLOAT = 4
/** Samples read at once: a third of a second. */
const STRETCH = 16_384
/** Hz. Below everything that a loudspeaker of a commune says. */
const OFFSET_FILTER_AT = 20
const RATE = 48_000

/** Reads samples `from` to `to` as one channel. Each block is a new one. */
export async function* readHouseSound(
  sound: HouseSound,
  from: number,
  to: number,
): AsyncGenerator<Float32Array> {
  const mix = mixers[sound.channels === 1 ? 'mono' : sound.mixdown]
  const filter = sound.offsets === null ? null : new OffsetFilter(mix(sound.offsets, 0))
  const frameBytes = sound.channels * BYTES_PER_FLOAT
  const file = await open(sound.path)
  try {
    for (let at = from; at < to; at += STRETCH) {
      const frames = Math.min(STRETCH, to - at)
      const bytes = new Uint8Array(frames * frameBytes)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at * frameBytes)
      if (bytesRead < bytes.length) throw new Error('the decoded sound was cut short')
      const floats = new Float32Array(bytes.buffer)
      boundSamples(floats, sound.bound)
      const block = new Float32Array(frames)
      for (let frame = 0; frame < frames; frame++) block[frame] = mix(floats, frame)
      filter?.apply(block)
      yield block
    }
  } finally {
    await file.close()
  }
}

type Mixer = (frames: ArrayLike<number>, frame: number) => number

const mixers: Readonly<Record<Mixdown, Mixer>> = {
  mono: (frames, frame) => frames[frame] ?? 0,
  left: (frames, frame) => frames[2 * frame] ?? 0,
  right: (frames, frame) => frames[2 * frame + 1] ?? 0,
  mean: (frames, frame) => ((frames[2 * frame] ?? 0) + (frames[2 * frame + 1] ?? 0)) / 2,
}

/** A second-order high-pass that begins as if the offset had always been there: no thump. */
class OffsetFilter {
  private readonly b0: number
  private readonly a1: number
  private readonly a2: number
  private s1: number
  private s2: number

  constructor(offset: number) {
    const k = Math.tan((Math.PI * OFFSET_FILTER_AT) / RATE)
    const a0 = 1 + Math.SQRT2 * k + k * k
    this.b0 = 1 / a0
    this.a1 = (2 * (k * k - 1)) / a0
    this.a2 = (1 - Math.SQRT2 * k + k * k) / a0
    this.s1 = -this.b0 * offset
    this.s2 = this.b0 * offset
  }

  apply(samples: Float32Array): void {
    for (let at = 0; at < samples.length; at++) {
      const x = this.b0 * (samples[at] ?? 0)
      const y = x + this.s1
      this.s1 = -2 * x - this.a1 * y + this.s2
      this.s2 = x - this.a2 * y
      samples[at] = y
    }
  }
}
