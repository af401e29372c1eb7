import { type Delays, FINE, findDelays, HOPS_A_STEP, mapLags, steepest } from './delays.ts'
import { makeRoom, makeSpectra, transform, turn, WAVE_HOPS } from './spectra.ts'
import type { Pairing } from './testimony.ts'
import { WAVE_HOP } from './wave.ts'
import { settleLeaps } from './wave-leaps.ts'
import { judgeHops } from './wave-words.ts'

/**
 * Whether the very wave of the reference is in the recording, a fifth of a second at a time. What one
 * horn, street and telephone do to a wave is learnt from the three seconds before and after; then the
 * share of the expected wave that is there (1: all of it; 0: none of it, whatever else sounds) has an
 * error of a few hundredths even under louder noise. Another word is another wave, and so is the
 * same word said again.
 */
export type Coherence = Readonly<{
  /** 1 where it is the same wave for certain. */
  same: Uint8Array
  /** 1 where it is certain that it is not, or that something was cut out or put in. */
  other: Uint8Array
}>

const ROOM = makeRoom()

/** A run of frames this close to one line (32 ms) is followed as one. */
const STRAY = 2
/** Runs shorter than 2 s tell too little of their channel. */
const SHORTEST = 125
/** Of what was heard, the share of which the wave must tell anything before it is listened to at all. */
const LISTENED = 0.12

/** @returns null where this recording keeps no wave, so that nothing can be said by it */
export function cohere(
  reference: Int8Array,
  recording: Int8Array,
  { pairing, heard, speed }: Heard,
): Coherence | null {
  const found = {
    tells: 0,
    same: new Uint8Array(pairing.length),
    other: new Uint8Array(pairing.length),
  }
  for (const run of findRuns(pairing, speed)) {
    if (run.to - run.from < SHORTEST) continue
    for (const part of partsOf(run)) {
      const track = { ...part, speed }
      const better = follow(reference, recording, track, heard, found, false)
      if (better === null) continue
      const middle = (part.from + part.to) / 2
      const origin = run.origin + middle / speed - middle / better
      follow(reference, recording, { ...track, speed: better, origin }, heard, found, true)
    }
  }
  const all = heard.reduce((sum, is) => sum + is, 0)
  return found.tells < LISTENED * all ? null : found
}

/** Which frames of a reference lie where, which were heard, and how fast. */
type Heard = Readonly<{ pairing: Pairing; heard: Uint8Array; speed: number }>

type Run = Readonly<{ from: number; to: number; origin: number }>

function findRuns(pairing: Pairing, speed: number): Run[] {
  const runs: Run[] = []
  let from = -1
  let last = -1
  let first = 0
  let sum = 0
  let count = 0
  const close = () => {
    if (from >= 0) runs.push({ from, to: last + 1, origin: sum / count })
    from = -1
  }
  pairing.forEach((there, frame) => {
    if (there < 0) return
    const origin = there - frame / speed
    if (from >= 0 && Math.abs(origin - first) > STRAY) close()
    if (from < 0) {
      from = frame
      first = origin
      sum = 0
      count = 0
    }
    last = frame
    sum += origin
    count++
  })
  close()
  return runs
}

/** At once a minute is followed, so that a long bulletin needs no more room; what is 4 s around it helps. */
const AT_ONCE = 3750
const HELPS = 250

/** A run, or part of one: `from` and `to` with what helps, and of that what is its own. */
type Part = Run & Readonly<{ own: Readonly<{ from: number; to: number }> }>

function partsOf(run: Run): Part[] {
  const length = run.to - run.from
  const count = Math.ceil(length / AT_ONCE)
  return Array.from({ length: count }, (_, part) => {
    const from = run.from + Math.round((part * length) / count)
    const to = run.from + Math.round(((part + 1) * length) / count)
    return {
      from: Math.max(run.from, from - HELPS),
      to: Math.min(run.to, to + HELPS),
      origin: run.origin,
      own: { from, to },
    }
  })
}

type Track = Part & Readonly<{ speed: number }>
type Found = Coherence & { tells: number }

/** @returns a speed at which to try again, unless it is the last try */
function follow(
  reference: Int8Array,
  recording: Int8Array,
  { from, to, own, origin, speed }: Track,
  heard: Uint8Array,
  found: Found,
  isLast: boolean,
): number | null {
  const first = Math.ceil(from / 2)
  const hops = Math.floor(to / 2) - 1 - first
  if (hops < 4 * HOPS_A_STEP) return null
  const spectra = makeSpectra(hops, ROOM)
  const pair = { reference, recording, step: 1 / speed }
  const straight = (hop: number) => origin * WAVE_HOP + (hop * WAVE_HOPS) / speed
  transform(pair, first, hops, straight, spectra)
  const map = mapLags(spectra)
  const delays = findDelays(map)
  if (!isLast && agreement(delays) < AGREED) {
    const slope = steepest(map)
    const isTurned = Math.abs(slope) * delays.at.length > STEEP_ENOUGH
    if (isTurned) return 1 / (1 / speed + slope / (HOPS_A_STEP * WAVE_HOPS * FINE))
  }
  const placeOf = (hop: number, off: number) =>
    straight(hop) + (lineAt(delays, (hop - first) / HOPS_A_STEP) + off) / FINE
  const place = (hop: number) => placeOf(hop, offAt(delays, hop - first))
  const late = Array.from({ length: hops }, (_, hop) => place(first + hop) - straight(first + hop))
  if (late.every((by) => Math.abs(by) < TURNED)) {
    late.forEach((by, hop) => {
      turn(spectra, hop, by)
    })
  } else transform(pair, first, hops, place, spectra)
  const leaps = settleLeaps(spectra, delays, (from, count, off, into) =>
    transform(pair, first + from, count, (hop) => placeOf(hop, off), into),
  )
  // A hop's window is centred on this frame.
  const frameOf = (hop: number) => 2 * (first + hop) + 2
  const judged = judgeHops(spectra, (hop) => heard[frameOf(hop)] === 1, leaps)
  for (let hop = 0; hop < hops; hop++) {
    for (let f = frameOf(hop); f < Math.min(heard.length, frameOf(hop) + 2); f++) {
      if (f < own.from || f >= own.to) continue
      found.same[f] = judged.same[hop] as number
      found.other[f] = judged.other[hop] as number
      found.tells += judged.tells[hop] as number
    }
  }
  return null
}

/** Delays below this (2 ms) are made up for in the spectrum; windows hardly see another sound. */
const TURNED = 8
/** Change of lag over the whole, from which on another speed is tried: 4 ms. */
const STEEP_ENOUGH = 32
/** Share of the strong steps that a straight line explains, below which another speed is tried. */
const AGREED = 0.9
const STRONG = 6

function agreement({ off, strength }: Delays): number {
  let strong = 0
  let on = 0
  strength.forEach((value, step) => {
    if (value < STRONG) return
    strong++
    if (Math.abs(off[step] as number) <= FINE) on++
  })
  return on / Math.max(1, strong)
}

function offAt({ off }: Delays, hop: number): number {
  const step = Math.round(hop / HOPS_A_STEP)
  return off[Math.max(0, Math.min(off.length - 1, step))] as number
}

function lineAt({ at }: Delays, step: number): number {
  const below = Math.max(0, Math.min(at.length - 1, Math.floor(step)))
  const above = Math.min(at.length - 1, below + 1)
  const here = at[below] as number
  return here + Math.max(0, step - below) * ((at[above] as number) - here)
}
