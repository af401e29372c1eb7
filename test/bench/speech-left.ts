import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BANDS, HOP } from '../../media/hearing/bands.ts'
import { Fft } from '../../media/hearing/fft.ts'
import { fingerprint, framesOf, readFingerprint, soundOf } from '../../media/hearing/fingerprint.ts'
import { measureReference } from '../../media/hearing/sound.ts'
import { chunks, hear, sample } from '../media/hearing/street.ts'
import { estoi } from './intelligibility.ts'

/**
 * What of speech can be understood from fingerprints: bulletins rebuilt from their bits as noise that
 * follows them, band by band, with the spectrum that speech has on average; beside them the same with
 * all energies known, bits of another bulletin, and a telephone's codec. Rows of a table.
 */
export async function speechLeft(program: string): Promise<string[]> {
  const names = ['2g-lui-den-16-10', '2g-to-cong-nghe-so', '2g-vi-sao-dung', '2g-da-dung']
  const sounds = await Promise.all(names.map(sample))
  const usual = meanSpectrum(sounds[3] as Float32Array)
  const rows: Record<string, number[]> = {}
  const note = (name: string, value: number) => {
    rows[name] = [...(rows[name] ?? []), value]
  }
  const rebuilt = await Promise.all(sounds.map((sound) => fromBits(sound, usual)))
  for (const [index, sound] of sounds.slice(0, 3).entries()) {
    const other = rebuilt[(index + 1) % 3] as Float32Array
    note('fingerprint, rebuilt', estoi(sound, rebuilt[index] as Float32Array))
    note('fingerprint of another bulletin (nothing in common)', estoi(sound, other))
    note('all energies of 32 bands, rebuilt the same way', estoi(sound, fromEnergies(sound)))
    note('Opus at 6 kbit/s, as a telephone', estoi(sound, await throughCodec(program, sound)))
  }
  return Object.entries(rows).map(([name, values]) => {
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length
    return `| ${name} | ${mean.toFixed(2)} | ${values.map((v) => v.toFixed(2)).join(', ')} |`
  })
}

async function fromBits(sound: Float32Array, usual: Float64Array): Promise<Float32Array> {
  const parts = []
  for await (const part of fingerprint(chunks(sound, 8000))) parts.push(part)
  const print = readFingerprint(Buffer.concat(parts))
  if (print === null) throw new Error('no fingerprint')
  const { features, frames } = soundOf(print, 0, framesOf(print))
  // A bit above the mean is about 6 dB up, one below about 6 dB down.
  return noiseVocoder(
    frames,
    (frame, band) =>
      (usual[band] as number) * Math.exp(1.7 * (features[frame * BANDS + band] as number)),
    sound.length,
  )
}

function fromEnergies(sound: Float32Array): Float32Array {
  const { energies, frames } = measureReference(sound)
  return noiseVocoder(
    frames,
    (frame, band) => energies[frame * BANDS + band] as number,
    sound.length,
  )
}

function meanSpectrum(sound: Float32Array): Float64Array {
  const { energies, frames } = measureReference(sound)
  return Float64Array.from({ length: BANDS }, (_, band) => {
    let sum = 0
    for (let f = 0; f < frames; f++) sum += Math.log((energies[f * BANDS + band] as number) + 1e-9)
    return Math.exp(sum / frames)
  })
}

const SIZE = 512
/** Band of each bin of the transform, as `bands.ts` has them. */
const BIN_BAND = Array.from({ length: SIZE / 2 }, (_, k) =>
  Math.floor((BANDS * Math.log(((k * 8000) / SIZE + 1e-9) / 280)) / Math.log(3700 / 280)),
)

/** White noise whose bands have the energies asked for, frame by frame. */
function noiseVocoder(
  frames: number,
  energy: (frame: number, band: number) => number,
  length: number,
): Float32Array {
  const fft = new Fft(SIZE)
  const out = new Float32Array(length + 2 * SIZE)
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (let frame = 0; frame < frames; frame++) {
    const re = new Float64Array(SIZE)
    const im = new Float64Array(SIZE)
    for (let k = 1; k < SIZE / 2; k++) {
      const band = BIN_BAND[k] as number
      if (band < 0 || band >= BANDS) continue
      const phase = 2 * Math.PI * next()
      const size = Math.sqrt(energy(frame, band))
      re[k] = size * Math.cos(phase)
      im[k] = size * Math.sin(phase)
      re[SIZE - k] = re[k] as number
      im[SIZE - k] = -(im[k] as number)
    }
    fft.inverse(re, im)
    for (let i = 0; i < SIZE; i++) {
      const at = frame * HOP + i - SIZE / 2
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE)
      if (at >= 0 && at < out.length) out[at] = (out[at] as number) + window * (re[i] as number)
    }
  }
  return out.subarray(0, length)
}

async function throughCodec(program: string, sound: Float32Array): Promise<Float32Array> {
  const folder = mkdtempSync(join(tmpdir(), 'tiep-am-speech-'))
  try {
    const raw = join(folder, 'a.raw')
    writeFileSync(
      raw,
      Int16Array.from(sound, (v) => Math.max(-1, Math.min(1, v)) * 32767),
    )
    const coded = join(folder, 'a.ogg')
    const format = ['-f', 's16le', '-ar', '8000', '-ac', '1']
    const opus = ['-c:a', 'libopus', '-b:a', '6k', '-application', 'voip', '-y', coded]
    execFileSync(program, ['-v', 'error', ...format, '-i', raw, ...opus])
    return shifted(sound, await hear(coded))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Without the codec's own delay, by the lag of best correlation. */
function shifted(sound: Float32Array, late: Float32Array): Float32Array {
  let best = 0
  let lag = 0
  for (let by = 0; by < 400; by++) {
    let sum = 0
    for (let i = 0; i < 80_000; i += 3) sum += (sound[i] ?? 0) * (late[i + by] ?? 0)
    if (sum > best) {
      best = sum
      lag = by
    }
  }
  return late.subarray(lag)
}
