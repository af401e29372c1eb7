import type { Sound } from './delivery.ts'
import { addTo, CUT_FADE_SAMPLES, fadeOut } from './gain.ts'

/** What was rendered lately, so that what has not been heard yet can still be ended with a fade. */
export type Recent = Readonly<{
  add(position: number, length: number, sounds: readonly Sound[]): void
  /** The sounds of a fade's length from a place on, faded out. */
  fadeFrom(position: number): readonly Sound[]
  /** Forgets what is older, and what is not to be heard any more. */
  trim(from: number, to: number): void
}>

type Stretch = Readonly<{ position: number; length: number; sounds: readonly Sound[] }>

export function createRecent(): Recent {
  let stretches: readonly Stretch[] = []
  return {
    add: (position, length, sounds) => {
      if (sounds.length > 0) stretches = [...stretches, { position, length, sounds }]
    },
    fadeFrom: (position) => {
      const pieces = stretches.flatMap((stretch) =>
        stretch.sounds.map((sound) => ({ ...sound, place: stretch.position + sound.at })),
      )
      const byOutputs = new Map<string, { outputs: Sound['outputs']; pcm: Int16Array }>()
      for (const { place, pcm, outputs } of pieces) {
        const at = Math.max(0, place - position)
        const skipped = Math.max(0, position - place)
        if (at >= CUT_FADE_SAMPLES || skipped >= pcm.length) continue
        const key = outputs?.join('\n') ?? ''
        const made = byOutputs.get(key) ?? { outputs, pcm: new Int16Array(CUT_FADE_SAMPLES) }
        addTo(made.pcm, pcm.subarray(skipped, skipped + CUT_FADE_SAMPLES - at), at)
        byOutputs.set(key, made)
      }
      return [...byOutputs.values()].map(({ outputs, pcm }) => {
        fadeOut(pcm)
        return { at: 0, pcm, outputs }
      })
    },
    trim: (from, to) => {
      stretches = stretches.filter(
        ({ position, length }) => position + length > from && position < to,
      )
    },
  }
}
