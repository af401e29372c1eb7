import { SAMPLE_RATE } from '../contract/time.ts'

/** Length of a fade at a cut or a join in progress, in samples: 8 ms. */
export const FADE_SAMPLES = (8 * SAMPLE_RATE) / 1000

/** Factor of a gain in 0.01 dB. */
export function factorOf(millibels: number): number {
  return millibels === 0 ? 1 : 10 ** (millibels / 2000)
}

/** Writes `from`, made louder or softer, over `to`; at a factor of 1 every sample stays as it is. */
export function applyGain(from: Int16Array, to: Int16Array, factor: number): void {
  if (factor === 1) {
    to.set(from)
    return
  }
  for (let i = 0; i < from.length; i++) to[i] = clip((from[i] as number) * factor)
}

/** Fades in place. `done` samples of the fade are already past. */
export function fadeIn(pcm: Int16Array, done: number): void {
  const end = Math.min(pcm.length, FADE_SAMPLES - done)
  for (let i = 0; i < end; i++)
    pcm[i] = Math.round(((pcm[i] as number) * (done + i)) / FADE_SAMPLES)
}

/** Fades out in place over `length` samples and leaves silence. */
export function fadeOut(pcm: Int16Array, length: number): void {
  for (let i = 0; i < pcm.length; i++)
    pcm[i] = i < length ? Math.round(((pcm[i] as number) * (length - i)) / length) : 0
}

function clip(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)))
}
