import { createHash } from 'node:crypto'
import { type HouseSound, readHouseSound } from './house-sound.ts'
import type { Levelling } from './levelling.ts'
import { Limiter } from './limiter.ts'
import { decibels, type Loudness, ratio } from './loudness.ts'
import { PcmMeter } from './measure/pcm-meter.ts'
import type { Trim } from './sound.ts'
import { WaveformDrawing } from './waveform.ts'

/** What the master is and measures. */
export type Master = Readonly<{
  /** SHA-256 of its samples. */
  digest: string
  samples: number
  loudness: Loudness
  peaks: readonly number[]
}>

/** Somebody who is given the master's samples: 48 kHz mono 16-bit. */
export type TakeSamples = (samples: Int16Array) => Promise<void>

const RATE = 48_000
/** A cut begins and ends softly, in so many samples: 5 ms. */
const FADE = 240

/**
 * Makes the sound in house format and hands it on as it is made: cut, levelled, rounded to 16 bits,
 * and measured as it then is.
 */
export async function makeMaster(
  sound: HouseSound,
  trim: Trim | null,
  levelling: Levelling,
  signal: AbortSignal,
  give: TakeSamples,
  onProgress: (soundMs: number) => void,
): Promise<Master> {
  const from = trim?.startSamples ?? 0
  const to = sound.samples - (trim?.endSamples ?? 0)
  const samples = to - from
  const hash = createHash('sha256')
  const waveform = new WaveformDrawing(samples)
  const meter = new PcmMeter(RATE, [1])
  let made = 0
  for await (const block of level(readHouseSound(sound, from, to), levelling)) {
    signal.throwIfAborted()
    if (from > 0) fade(block, made)
    if (to < sound.samples) fade(block, samples - 1 - made, -1)
    const pcm = round(block)
    hash.update(new Uint8Array(pcm.buffer))
    waveform.add(pcm)
    meter.add([block])
    await give(pcm)
    made += block.length
    onProgress((made * 1000) / RATE)
  }
  const { integrated, truePeak, channels } = meter.end()
  const power = channels.reduce((sum, { offset, power }) => sum + power + offset * offset, 0)
  const loudness = { integrated, truePeak, rms: decibels(Math.sqrt(power)) }
  return { digest: hash.digest('hex'), samples, loudness, peaks: waveform.peaks() }
}

async function* level(
  blocks: AsyncIterable<Float32Array>,
  { gain, limit }: Levelling,
): AsyncGenerator<Float32Array> {
  const raised = ratio(gain)
  const limiter = limit === null ? null : new Limiter(ratio(limit))
  for await (const block of blocks) {
    if (gain !== 0) for (let at = 0; at < block.length; at++) block[at] = (block[at] ?? 0) * raised
    yield limiter?.push(block) ?? block
  }
  if (limiter !== null) yield limiter.end()
}

/**
 * @param place how many samples lie between the edge and the first of the block
 * @param step whether the edge lies before the block (1) or behind it (-1)
 */
function fade(block: Float32Array, place: number, step: 1 | -1 = 1): void {
  for (let at = 0; at < block.length; at++) {
    const distance = place + at * step
    if (distance < FADE) block[at] = ((block[at] ?? 0) * distance) / FADE
  }
}

/** To 16 bits; the block then holds what was rounded, so that what is measured is what sounds. */
function round(block: Float32Array): Int16Array<ArrayBuffer> {
  const pcm = new Int16Array(block.length)
  for (let at = 0; at < block.length; at++) {
    const value = Math.round((block[at] ?? 0) * 32_768)
    const fitting = Math.max(-32_768, Math.min(32_767, value))
    pcm[at] = fitting
    block[at] = fitting / 32_768
  }
  return pcm
}
