import { cohere } from './coherence.ts'
import type { Examination } from './examine.ts'
import type { Reference } from './reference.ts'
import type { Sound } from './sound.ts'

/** What a frame of the same wave testifies, in nats: two seconds of it are beyond doubt. */
const SAME = 0.12
/** What lies between, shorter than this (0.25 s), is too weak to say anything. */
const SHORT = 16

/**
 * Adds what the wave itself says, where the recording keeps it and it says anything: what noise had
 * left unclear may be the same for certain, and what looked alike may be another word.
 */
export function byWave(reference: Reference, recording: Sound, seen: Examination): Examination {
  if (recording.wave === undefined) return seen
  const coherence = cohere(reference.wave, recording.wave, seen)
  if (coherence === null) return seen
  const { same, other } = coherence
  const evidence = seen.evidence.slice()
  const heard = seen.heard.slice()
  const supposed = seen.supposed.slice()
  let last = Number.NEGATIVE_INFINITY
  same.forEach((is, frame) => {
    if (is === 0) return
    const from = frame - last <= SHORT ? last + 1 : frame
    for (let f = from; f <= frame; f++) {
      if ((seen.pairing[f] as number) < 0) continue
      evidence[f] = Math.max(evidence[f] as number, f === frame ? SAME : 0)
      heard[f] = 1
      supposed[f] = 0
    }
    last = frame
  })
  return { ...seen, evidence, heard, supposed, other }
}
