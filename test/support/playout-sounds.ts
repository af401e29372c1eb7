import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../playout/contract/hash.ts'

/** A sound made for tests: its samples are known, so that what is heard can be compared. */
export type TestSound = Readonly<{
  name: string
  pcm: Int16Array
  path: string
  digest: string
  bytes: Buffer
}>

/** Noise from a seed: unlike itself at every shift, and unlike every other seed. */
export function noise(seed: number, samples: number): Int16Array {
  const pcm = new Int16Array(samples)
  let state = (seed * 2_654_435_761 + 1) >>> 0
  for (let i = 0; i < samples; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    // Never silent and never near full scale: edges can be told from silence.
    const value = ((state >>> 16) % 12_000) - 6_000
    pcm[i] = value === 0 ? 1 : value
  }
  return pcm
}

/** Writes a sound as FLAC, which gives back exactly the samples that went in. */
export function makeSound(folder: string, name: string, seed: number, samples: number): TestSound {
  const pcm = noise(seed, samples)
  const path = join(folder, `${name}.flac`)
  const shape = ['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', 'pipe:0']
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...shape, '-c:a', 'flac', path], {
    input: Buffer.from(pcm.buffer),
  })
  const bytes = readFileSync(path)
  return { name, pcm, path, digest: sha256Hex(bytes), bytes }
}

/** The samples of a WAV file as the file output writes it. */
export function readWav(path: string): Int16Array {
  const bytes = readFileSync(path)
  return new Int16Array(new Uint8Array(bytes.subarray(44)).buffer.slice(0))
}

/** Wall instant (ms, with a fraction) of a capture's first sample. */
export function firstSampleAt(wavPath: string): number {
  return JSON.parse(readFileSync(`${wavPath}.json`, 'utf8')).firstSampleAtMs
}

/** Index at which `part` stands in `whole`, sample for sample; −1 when it does not. */
export function indexOfExactly(whole: Int16Array, part: Int16Array, from = 0): number {
  const haystack = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength)
  const needle = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  let at = haystack.indexOf(needle, from * 2)
  while (at >= 0 && at % 2 === 1) at = haystack.indexOf(needle, at + 1)
  return at < 0 ? -1 : at / 2
}

/** Shift (samples) within ±`range` of `expected` at which `probe` fits best, by cross-correlation. */
export function bestShift(
  capture: Int16Array,
  probe: Int16Array,
  expected: number,
  range: number,
): Readonly<{ shift: number; likeness: number }> {
  let best = { shift: 0, likeness: -1 }
  for (let shift = -range; shift <= range; shift++) {
    let product = 0
    let ours = 0
    let theirs = 0
    for (let i = 0; i < probe.length; i++) {
      const a = probe[i] as number
      const b = capture[expected + shift + i] ?? 0
      product += a * b
      ours += a * a
      theirs += b * b
    }
    const likeness = product / Math.sqrt(ours * theirs || 1)
    if (likeness > best.likeness) best = { shift, likeness }
  }
  return best
}
