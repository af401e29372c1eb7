import { Clipping } from './clipping.ts'
import { integratedLoudness, STEPS_PER_SECOND } from './gating.ts'
import { KWeighting } from './k-weighting.ts'
import { TruePeak } from './true-peak.ts'

/** What a stream of PCM measures. Decibels as floats; what leaves `media/` are integers of 0.01. */
export type Metering = Readonly<{
  /** Sample frames: samples of one channel. */
  frames: number
  /** Hz. */
  rate: number
  /** LUFS; -Infinity when nothing passed the gate of −70. */
  integrated: number
  /** dBTP, the highest of all channels. */
  truePeak: number
  clippedSamples: number
  /** Samples that were no numbers or impossibly high, and were changed before they were measured. */
  damagedSamples: number
  channels: readonly ChannelFacts[]
  /** Mean of left times right, both without their offset; 0 unless there are two channels. */
  covariance: number
}>

export type ChannelFacts = Readonly<{
  /** Mean of the samples, 1 being full scale. */
  offset: number
  /** Mean square without the offset. */
  power: number
}>

/** Measures PCM at any rate while it flows by; keeps eight bytes for every 100 ms. */
export class PcmMeter {
  private readonly rate: number
  private readonly weights: readonly number[]
  private readonly channels: readonly Channel[]
  private readonly steps: number[] = []
  private stepPower = 0
  private frames = 0
  private crossSum = 0
  private damaged = 0

  /** @param rate Hz */
  constructor(rate: number, weights: readonly number[]) {
    this.rate = rate
    this.weights = weights
    this.channels = weights.map(() => new Channel(rate))
  }

  /**
   * @param block the same stretch of time for each channel
   * @param damaged how many of its samples had to be changed before
   */
  add(block: readonly Float32Array[], damaged = 0): void {
    this.damaged += damaged
    const frames = block[0]?.length ?? 0
    let from = 0
    while (from < frames) {
      const step = this.steps.length
      const stepEnd = Math.round(((step + 1) * this.rate) / STEPS_PER_SECOND)
      const to = Math.min(frames, from + stepEnd - this.frames)
      this.channels.forEach((channel, index) => {
        const energy = channel.weighting.energy(block[index] ?? EMPTY, from, to)
        this.stepPower += (this.weights[index] ?? 1) * energy
      })
      this.frames += to - from
      if (this.frames === stepEnd) this.endStep(stepEnd)
      from = to
    }
    for (const [index, channel] of this.channels.entries()) channel.add(block[index] ?? EMPTY)
    const [left, right] = block
    if (block.length === 2 && left && right) this.crossSum += product(left, right)
  }

  end(): Metering {
    const channels = this.channels.map((channel) => channel.end(this.frames))
    const [left, right] = channels
    const offsets = channels.length === 2 ? (left?.offset ?? 0) * (right?.offset ?? 0) : 0
    return {
      frames: this.frames,
      rate: this.rate,
      integrated: integratedLoudness(this.steps),
      truePeak: Math.max(...this.channels.map(({ truePeak }) => truePeak.end())),
      clippedSamples: this.channels.reduce((sum, { clipping }) => sum + clipping.end(), 0),
      damagedSamples: this.damaged,
      channels,
      covariance: this.frames === 0 ? 0 : this.crossSum / this.frames - offsets,
    }
  }

  private endStep(end: number): void {
    const begin = Math.round((this.steps.length * this.rate) / STEPS_PER_SECOND)
    this.steps.push(this.stepPower / (end - begin))
    this.stepPower = 0
  }
}

class Channel {
  readonly weighting: KWeighting
  readonly truePeak = new TruePeak()
  readonly clipping = new Clipping()
  private sum = 0
  private squares = 0

  constructor(rate: number) {
    this.weighting = new KWeighting(rate)
  }

  add(samples: Float32Array): void {
    this.truePeak.add(samples)
    this.clipping.add(samples)
    let sum = 0
    let squares = 0
    for (let at = 0; at < samples.length; at++) {
      const value = samples[at] ?? 0
      sum += value
      squares += value * value
    }
    this.sum += sum
    this.squares += squares
  }

  end(frames: number): ChannelFacts {
    const offset = frames === 0 ? 0 : this.sum / frames
    const power = frames === 0 ? 0 : this.squares / frames - offset * offset
    return { offset, power: Math.max(0, power) }
  }
}

const EMPTY = new Float32Array(0)

function product(left: Float32Array, right: Float32Array): number {
  let sum = 0
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0)
  return sum
}
