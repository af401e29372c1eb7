import { SAMPLE_RATE } from '../contract/time.ts'

/** Length of a fade at a join in progress, in samples: 8 ms. */
export const FADE_SAMPLES = (8 * SAMPLE_RATE) / 1000

/** Length of the fade with which something is cut, in samples: 30 ms, soon over and without a click. */
export const CUT_FADE_SAMPLES = (30 * SAMPLE_RATE) / 1000

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

/** Fades out in place, over all of it: half a cosine, which has no corner at either end. */
export function fadeOut(pcm: Int16Array): void {
  for (let i = 0; i < pcm.length; i++)
    pcm[i] = Math.round((pcm[i] as number) * (0.5 + 0.5 * Math.cos((Math.PI * i) / pcm.length)))
}

/** Adds a sound to what is there; what is too loud together is clipped. */
export function addTo(sum: Int16Array, pcm: Int16Array, at: number): void {
  for (let i = 0; i < pcm.length; i++)
    sum[at + i] = clip((sum[at + i] as number) + (pcm[i] as number))
}

function clip(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)))
}
