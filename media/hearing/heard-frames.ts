import type { Pairing } from './testimony.ts'

/** Odds (natural logarithm) against sound stopping or beginning at any one instant. */
const SWITCH = 6
/** What each frame must bring to be believed at all: a nat a second. */
const TOLL = 0.016

/** Where it was heard: two states, sound or none, with a price for going from one to the other. */
export function heardFrames(evidence: Float32Array, pairing: Pairing): Uint8Array {
  const frames = evidence.length
  const cameFromOther = new Uint8Array(frames * 2)
  let on = 0
  let off = 0
  for (let f = 0; f < frames; f++) {
    const says = (pairing[f] as number) < 0 ? -1e6 : (evidence[f] as number) - TOLL
    const fromOff = off - SWITCH > on
    const fromOn = on - SWITCH > off
    cameFromOther[2 * f] = fromOn ? 1 : 0
    cameFromOther[2 * f + 1] = fromOff ? 1 : 0
    const nextOn = Math.max(on, off - SWITCH) + says
    off = Math.max(off, on - SWITCH)
    on = nextOn
  }
  const heard = new Uint8Array(frames)
  let state = on >= off ? 1 : 0
  for (let f = frames - 1; f >= 0; f--) {
    heard[f] = state
    if (cameFromOther[2 * f + state] === 1) state = 1 - state
  }
  return heard
}
