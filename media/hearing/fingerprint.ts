import { BANDS, HEARING_RATE, HOP } from './bands.ts'
import { EnergyLog, recordingSound, type Sound } from './sound.ts'

/**
 * What matching needs of a recording and no more: for each of 32 bands one bit every 32 ms, whether it
 * was above its own mean, 125 bytes a second. A day is 10.8 MB. How much of speech can be rebuilt from
 * it: test/bench/hearing.md.
 *
 * A file is the magic, then a little-endian 32-bit word a frame, the lowest band in the lowest bit; a
 * word of zeros means that nothing at all was recorded. It may grow at its end.
 */
const MAGIC = 'TAPRINT1'
const HEADER_BYTES = MAGIC.length
const WORD_BYTES = 4
/** Frames of 16 ms that one word stands for. */
const FRAMES_A_WORD = 2
/** Seconds that are described together, and frames of their neighbours that are described with them. */
const PART_SECONDS = 60
const CONTEXT = 64
/** A day, and an hour for clocks. */
const MOST_WORDS = (25 * 3600 * HEARING_RATE) / HOP / FRAMES_A_WORD
/** Energy of all bands together below which nothing was recorded, as in `examine.ts`. */
const NOTHING = 1e-5
/** What a bit is worth where features lie between −2 and 2.5: their mean distance from zero. */
const WORTH = 0.8

/** Bits of a recording at HEARING_RATE, header first, part by part; memory does not grow. */
export async function* fingerprint(
  samples: AsyncIterable<Float32Array>,
): AsyncGenerator<Uint8Array> {
  const part = (PART_SECONDS * HEARING_RATE) / HOP
  const log = new EnergyLog(part + 2 * CONTEXT)
  let before = 0
  let total = 0
  let written = 0
  yield new TextEncoder().encode(MAGIC)
  for await (const chunk of samples) {
    total += chunk.length
    log.push(chunk)
    while (log.frames >= before + part + CONTEXT) {
      yield words(log.read(0, before + part + CONTEXT), before, before + part)
      log.drop(before + part - CONTEXT)
      before = CONTEXT
      written += part
    }
  }
  log.end()
  const left = Math.ceil(total / HOP) - written
  if (left > 0) yield words(log.read(0, before + left), before, before + left)
}

function words(energies: Float32Array, from: number, to: number): Uint8Array {
  const sound = recordingSound(energies, new Float32Array(energies.length))
  const bytes = new Uint8Array(Math.ceil((to - from) / FRAMES_A_WORD) * WORD_BYTES)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < bytes.length; at += WORD_BYTES) {
    const frame = from + (at / WORD_BYTES) * FRAMES_A_WORD
    view.setUint32(at, wordOf(sound, frame), true)
  }
  return bytes
}

/** The three frames around, the middle one twice, as the coarse search takes them. */
function wordOf({ features, energies, frames }: Sound, frame: number): number {
  const before = Math.max(0, frame - 1)
  const after = Math.min(frames - 1, frame + 1)
  let word = 0
  let energy = 0
  for (let band = 0; band < BANDS; band++) {
    const at = (index: number) => features[index * BANDS + band] as number
    energy += energies[frame * BANDS + band] as number
    if (at(before) + 2 * at(frame) + at(after) > 0) word |= 1 << band
  }
  return energy < NOTHING ? 0 : word >>> 0
}

/** A recording of which only bits are left. Null for bytes that are no fingerprint. */
export type Fingerprint = Readonly<{ words: DataView; count: number }>

export function readFingerprint(bytes: Uint8Array): Fingerprint | null {
  const isOne = new TextDecoder('latin1').decode(bytes.subarray(0, HEADER_BYTES)) === MAGIC
  const count = Math.floor((bytes.length - HEADER_BYTES) / WORD_BYTES)
  if (!isOne || count > MOST_WORDS) return null
  const words = new DataView(bytes.buffer, bytes.byteOffset + HEADER_BYTES, count * WORD_BYTES)
  return { words, count }
}

/** Frames of 16 ms in it. */
export function framesOf({ count }: Fingerprint): number {
  return count * FRAMES_A_WORD
}

/** Some frames of it as sound: features of two values, and energies that say only dead or not. */
export function soundOf(print: Fingerprint, from: number, to: number): Sound {
  const frames = to - from
  const features = new Float32Array(frames * BANDS)
  const energies = new Float32Array(frames * BANDS)
  for (let frame = 0; frame < frames; frame++) {
    const word = print.words.getUint32(
      Math.floor((from + frame) / FRAMES_A_WORD) * WORD_BYTES,
      true,
    )
    if (word === 0) continue
    for (let band = 0; band < BANDS; band++) {
      features[frame * BANDS + band] = (word >>> band) & 1 ? WORTH : -WORTH
      energies[frame * BANDS + band] = 0.01
    }
  }
  return { frames, features, energies }
}
