import { fileURLToPath } from 'node:url'
import { listen } from '../../../media/hearing/listen.ts'
import { Matcher } from '../../../media/hearing/match.ts'
import { makeReference } from '../../../media/hearing/reference.ts'
import type { Hearing } from '../../../media/hearing/verdict.ts'
import { anyProgram } from '../sounds.ts'

/** Everything here is mono at 8 kHz. */
export const RATE = 8000

export async function hear(path: string): Promise<Float32Array> {
  const chunks: Float32Array[] = []
  for await (const chunk of listen({ program: anyProgram, path })) chunks.push(chunk.slice())
  return join(...chunks)
}

/** A bulletin of the sample office. */
export function sample(name: string): Promise<Float32Array> {
  return hear(fileURLToPath(new URL(`../../../media/samples/${name}.opus`, import.meta.url)))
}

/** What the matcher says of a recording, given bulletins by name. */
export async function match(
  bulletins: Readonly<Record<string, Float32Array>>,
  recording: Float32Array,
  chunk = 5000,
  expected: readonly string[] = [],
): Promise<Hearing[]> {
  const matcher = new Matcher(
    Object.entries(bulletins).map(([id, samples]) => makeReference(id, samples)),
  )
  return matcher.match(chunks(recording, chunk), new Set(expected))
}

/** A recording as it comes in. */
export async function* chunks(samples: Float32Array, size: number): AsyncGenerator<Float32Array> {
  for (let at = 0; at < samples.length; at += size) yield samples.subarray(at, at + size)
}

export function join(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export function cut(samples: Float32Array, fromS: number, toS: number): Float32Array {
  return samples.slice(Math.round(fromS * RATE), Math.round(toS * RATE))
}

export function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * RATE))
}

/** The same for the same seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Noise with the colour of wind and traffic, coming in gusts. */
export function noise(seconds: number, seed: number): Float32Array {
  const next = chance(seed)
  let slow = 0
  let gust = 1
  return silence(seconds).map((_, i) => {
    if (i % RATE === 0) gust = 0.5 + next()
    slow = 0.6 * slow + (next() - 0.5)
    return gust * slow
  })
}

/** Adds noise so many decibels below the sound. */
export function withNoise(sound: Float32Array, decibels: number, seed: number): Float32Array {
  const floor = noise(sound.length / RATE, seed)
  const gain = (rms(sound) / rms(floor)) * 10 ** (-decibels / 20)
  return sound.map((value, i) => value + gain * (floor[i] as number))
}

function rms(sound: Float32Array): number {
  return Math.sqrt(sound.reduce((sum, v) => sum + v * v, 0) / Math.max(1, sound.length))
}

/** Overdriven, without lows, and again 170 ms later from the next horn. */
export function horn(sound: Float32Array): Float32Array {
  let before = 0
  let high = 0
  const hard = sound.map((value) => {
    high = 0.8 * (high + value - before)
    before = value
    return Math.max(-0.5, Math.min(0.5, 6 * high))
  })
  const delay = Math.round(0.17 * RATE)
  return hard.map((value, i) => value + 0.5 * (hard[i - delay] ?? 0))
}

/** A second of a tone for every entry, Hz. */
export function tones(seconds: number, hertz: number): Float32Array {
  return silence(seconds).map((_, i) => 0.8 * Math.sin((2 * Math.PI * hertz * i) / RATE))
}
