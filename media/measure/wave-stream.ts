import { boundSamples } from './bounds.ts'
import { type Metering, PcmMeter } from './pcm-meter.ts'
import { readWaveHead, type WaveHead } from './wave-head.ts'

const BYTES_PER_FLOAT = 4
/** A head is far shorter; what comes without one for so long is none of ours. */
const LONGEST_HEAD = 1 << 16
/** The last frames may come out a little longer than the limit before the rate was changed. */
const BEYOND_LIMIT_MS = 1000

/** Nothing came: no frames, one silent channel. */
const NOTHING: Metering = {
  ...{
    frames: 0,
    rate: 0,
    integrated: Number.NEGATIVE_INFINITY,
    truePeak: Number.NEGATIVE_INFINITY,
  },
  ...{ clippedSamples: 0, damagedSamples: 0 },
  ...{ channels: [{ offset: 0, power: 0 }], covariance: 0 },
}

/**
 * Measures 32-bit float WAV as it flows out of ffmpeg, and stops reading beyond a length.
 *
 * @param bound what no sample is let above, 1 being full scale
 */
export async function meterStream(
  stream: AsyncIterable<Buffer>,
  longestMs: number,
  bound: number,
  onProgress: (soundMs: number) => void,
): Promise<Metering | 'too-long'> {
  let head: WaveHead | null = null
  let meter: PcmMeter | null = null
  let frames = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of stream) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    if (head === null) {
      head = readWaveHead(rest)
      if (head === null && rest.length > LONGEST_HEAD) throw new Error('ffmpeg wrote no WAV head')
      if (head === null) continue
      meter = new PcmMeter(head.rate, head.weights)
      rest = rest.subarray(head.bytes)
    }
    const frameBytes = head.channels * BYTES_PER_FLOAT
    const whole = rest.length - (rest.length % frameBytes)
    if (whole === 0) continue
    // A copy, because Node's buffers may begin at an odd address; both sides are little-endian.
    const mixed = new Float32Array(new Uint8Array(rest.subarray(0, whole)).buffer)
    const damaged = boundSamples(mixed, bound)
    meter?.add(split(mixed, head.channels), damaged)
    rest = rest.subarray(whole)
    frames += whole / frameBytes
    const soundMs = (frames * 1000) / head.rate
    if (soundMs > longestMs + BEYOND_LIMIT_MS) return 'too-long'
    onProgress(soundMs)
  }
  return meter?.end() ?? NOTHING
}

/** Interleaved samples, channel by channel. */
function split(mixed: Float32Array, channels: number): Float32Array[] {
  if (channels === 1) return [mixed]
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(mixed.length / channels)
    for (let at = channel, to = 0; at < mixed.length; at += channels, to++) {
      samples[to] = mixed[at] ?? 0
    }
    return samples
  })
}
