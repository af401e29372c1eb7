import type { Duck, Shape } from './cue.ts'
import { factorOf } from './gain.ts'

/**
 * Fades and ducks in place.
 *
 * @param from which sample of the sound the first one is
 * @param length of the whole sound; Infinity is never faded out
 */
export function applyShape(pcm: Int16Array, from: number, length: number, shape: Shape): void {
  const { inSamples, outSamples, duck } = shape
  const isPlain = from >= inSamples && from + pcm.length <= length - outSamples
  if (isPlain && !duck) return
  const loudness = duck ? ducking(duck) : () => 1
  for (let i = 0; i < pcm.length; i++) {
    const at = from + i
    const faded = rising(at, inSamples) * rising(length - 1 - at, outSamples)
    pcm[i] = Math.round((pcm[i] as number) * faded * loudness(at))
  }
}

/** 0 … 1 along half a cosine, which has no corner at either end. */
function rising(at: number, samples: number): number {
  if (at >= samples) return 1
  return 0.5 - 0.5 * Math.cos((Math.PI * at) / samples)
}

/** Factor at each sample; ramps are straight in decibels. */
function ducking({ millibels, rampSamples, spans }: Duck): (at: number) => number {
  const lowest = factorOf(millibels)
  return (at) => {
    let depth = 0
    for (const { from, to } of spans) {
      const away = at < from ? from - at : at >= to ? at - to + 1 : 0
      depth = Math.max(depth, away === 0 ? 1 : 1 - away / (rampSamples + 1))
    }
    if (depth <= 0) return 1
    return depth === 1 ? lowest : factorOf(millibels * depth)
  }
}
