import { SAMPLE_RATE, SAMPLES_PER_MS } from '../contract/time.ts'
import type { CardClock } from './card-clock.ts'
import { createPcmQueue } from './pcm-queue.ts'
import { createStretch } from './stretch.ts'

/**
 * What a sound card with a clock of its own is fed with, so that each sample is heard at its own
 * instant: in digital silence samples are put in or left out, in a pause too when it is much; in
 * the midst of sound it plays a few hundred millionths faster or slower. Only sound that is so far
 * off that nothing else would ever bring it right is cut. The card's clock is told in ms of the
 * timeline (places by 48), which no step of the wall clock ever moves.
 */
export type CardFeed = Readonly<{
  /** Takes what is to be heard; of what is gone already nothing is heard twice. */
  push(pcm: Int16Array, position: number): void
  /** The next to be written, at most `most` samples; empty when nothing waits. */
  next(most: number): Int16Array
  /** Samples given to the card so far. */
  written(): number
  /** Leaves a gap in what is written: the card has gone on without us. */
  skip(samples: number): void
  /** Samples that wait. */
  waiting(): number
  dropFirst(samples: number): void
  /** Forgets what is to be heard from this place on, written or not; it will be pushed again. */
  retract(position: number): void
  /** Takes back the last so many samples that were written. */
  unwrite(samples: number): void
  /** Place of the next sample that waits; null when none does. */
  nextPlace(): number | null
  /** Place after the last sample that was handed out. */
  handedTo(): number
  /** Another card, or the same one from its beginning. */
  reset(): void
  /** How far from its instant, in samples, the last piece was found; null while that is not known. */
  late(): number | null
  /** The card's clock against ours, in millionths; 0 while it is not known. */
  driftPpm(): number
}>

/** Samples by which each of these may be off before something is done about it. */
const IN_SILENCE = 2
const IN_PAUSE = 2 * SAMPLES_PER_MS
const IN_SOUND = 40 * SAMPLES_PER_MS
/** Sound is stretched from here on: 0.2 ms. */
const STRETCH_FROM = 0.2 * SAMPLES_PER_MS
/** Where the card stands is learnt in its first seconds, and what was joined then may be cut. */
const LEARNING = 3 * SAMPLE_RATE
/** Peak of what passes for a pause: −54 dBFS. */
const PAUSE_PEAK = 64
/** What is late is made good within about this time, s. */
const MAKE_GOOD_S = 2
/** Beyond the card's own rate, nothing is stretched by more than this. */
const MOST_STRETCH = 500e-6

export function createCardFeed(card: CardClock): CardFeed {
  const queue = createPcmQueue()
  const stretch = createStretch()
  let written = 0
  let stretching = false
  /** Place up to which samples were handed out, and that after the last one pushed. */
  let gone = Number.NEGATIVE_INFINITY
  let pushedTo = 0
  let lastLate: number | null = null

  function late(): number | null {
    const position = queue.position()
    const heardAt = card.heardAt(written)
    if (position === null || heardAt === null) return null
    return heardAt * SAMPLES_PER_MS - position - stretch.rest()
  }

  /** Silence to put in now; samples are left out at once. */
  function correct(most: number): Int16Array | null {
    const off = late()
    lastLate = off
    if (off === null) return null
    const peak = queue.peak(most)
    if (peak === 0) {
      stretching = false
      stretch.reset()
    }
    const inSound = written < LEARNING ? IN_PAUSE : IN_SOUND
    const allowed = peak === 0 ? IN_SILENCE : peak <= PAUSE_PEAK ? IN_PAUSE : inSound
    const whole = Math.round(off)
    if (Math.abs(whole) < allowed) {
      if (peak > 0 && Math.abs(off) > STRETCH_FROM) stretching = true
      return null
    }
    stretch.reset()
    stretching = false
    if (whole < 0) return new Int16Array(Math.min(-whole, 5 * most))
    queue.drop(peak <= PAUSE_PEAK ? Math.min(whole, most) : whole)
    return queue.length() === 0 ? new Int16Array(0) : null
  }

  function take(most: number): Int16Array {
    if (!stretching) return queue.take(most)
    const off = late() ?? 0
    const makeGood = off / (MAKE_GOOD_S * SAMPLE_RATE)
    const step = card.rate() + Math.max(-MOST_STRETCH, Math.min(MOST_STRETCH, makeGood))
    return stretch.read(queue, most, step)
  }

  return {
    push: (pcm, position) => {
      const again = Math.min(pcm.length, Math.max(0, gone - position))
      queue.push(pcm.subarray(again), position + again)
      pushedTo = position + pcm.length
    },
    next: (most) => {
      if (queue.length() === 0) return new Int16Array(0)
      const pcm = correct(most) ?? take(most)
      written += pcm.length
      gone = queue.position() ?? pushedTo
      return pcm
    },
    written: () => written,
    skip: (samples) => {
      written += samples
      stretch.reset()
    },
    waiting: queue.length,
    dropFirst: (samples) => {
      queue.drop(samples)
      stretch.reset()
    },
    retract: (position) => {
      queue.retract(position)
      pushedTo = Math.min(pushedTo, position)
    },
    unwrite: (samples) => {
      written -= samples
      gone -= samples
      stretch.reset()
      stretching = false
    },
    nextPlace: queue.position,
    handedTo: () => gone,
    reset: () => {
      queue.clear()
      stretch.reset()
      stretching = false
      written = 0
      gone = Number.NEGATIVE_INFINITY
      card.reset()
    },
    late: () => lastLate,
    driftPpm: () => Math.round((1 / card.rate() - 1) * 1e6),
  }
}
