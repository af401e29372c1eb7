import { describe, expect, it } from 'vitest'
import { createCardClock } from '../../playout/output/card-clock.ts'
import { createCardFeed } from '../../playout/output/card-feed.ts'
import { createPcmQueue } from '../../playout/output/pcm-queue.ts'
import { createStretch } from '../../playout/output/stretch.ts'

const SECOND = 48_000
const TICK = 4_800
const MARK = 20_000

/** Which samples sound, by place on the timeline. */
type Programme = (position: number) => Int16Array

type Heard = Readonly<{ startErrorsMs: readonly number[] }>

/**
 * A virtual card that is `ppm` off, holds 400 ms and reports its place every 50 ms with some
 * jitter; time is nothing but a number. Marks in the programme stand at whole seconds.
 */
function playOn(ppm: number, seconds: number, programme: Programme): Heard {
  const rate = 48 * (1 + ppm / 1e6)
  const card = createCardClock()
  let now = 0
  const feed = createCardFeed(card)
  const startErrorsMs: number[] = []
  /** The card began when its first sample was due. */
  const heardAt = (sample: number) => sample / rate
  let pushed = 0
  for (let step = 0; now < seconds * 1_000; step++) {
    now = step * 50
    while (pushed < (now + 700) * 48) {
      feed.push(programme(pushed), pushed)
      pushed += TICK
    }
    while (heardAt(feed.written()) < now + 400 && feed.waiting() > 1_920) {
      const before = feed.written()
      const pcm = feed.next(1_920)
      // Only sound is looked through, and it goes on for longer than this.
      if (pcm.at(-1) === 0) continue
      const at = pcm.findIndex((sample) => sample > MARK / 2)
      if (at < 0) continue
      const instant = heardAt(before + at)
      startErrorsMs.push(instant - Math.round(instant / 1_000) * 1_000)
    }
    const jitter = step % 3 === 0 ? 0.3 : 0
    card.report(now + jitter, Math.floor(now * rate))
  }
  return { startErrorsMs }
}

const silent = new Int16Array(TICK)
/** Never digitally silent, never a pause, and far below the marks. */
const murmur = Int16Array.from({ length: TICK }, (_, i) => 1_000 * Math.sin(i * 0.131) + 1_100)
const marked = murmur.slice()
marked[0] = MARK

const worst = (numbers: readonly number[]) => Math.max(...numbers.map(Math.abs))

describe('a sound card with a clock of its own', () => {
  it('is still right after ten hours as it was after ten seconds, 300 ppm off', () => {
    // Two seconds of sound begin every minute.
    const programme = (position: number) => {
      const within = position % (60 * SECOND)
      if (within === 10 * SECOND) return marked
      return within > 10 * SECOND && within < 12 * SECOND ? murmur : silent
    }
    const { startErrorsMs } = playOn(300, 36_000, programme)
    expect(startErrorsMs.length).toBe(600)
    expect(worst(startErrorsMs.slice(0, 2))).toBeLessThan(0.2)
    expect(worst(startErrorsMs)).toBeLessThan(0.2)
  })

  it('is kept right in the midst of sound that never pauses', () => {
    const programme = (position: number) => (position % (10 * SECOND) === 0 ? marked : murmur)
    for (const ppm of [300, -300, 80]) {
      const { startErrorsMs } = playOn(ppm, 300, programme)
      expect(startErrorsMs.length).toBeGreaterThan(28)
      // The first ten seconds are spent on learning the card's rate.
      expect(worst(startErrorsMs.slice(2))).toBeLessThan(0.5)
    }
  })

  it('that is right gets every sample as it is', () => {
    const { startErrorsMs } = playOn(0, 60, (at) => (at % SECOND === 0 ? marked : murmur))
    expect(worst(startErrorsMs)).toBeLessThan(0.1)
  })
})

describe('stretching', () => {
  /** A tone through the stretch, and how far the result is from the tone it should be, in dB. */
  function noiseOf(hertz: number, step: number): number {
    const omega = (2 * Math.PI * hertz) / SECOND
    const queue = createPcmQueue()
    const tone = Int16Array.from({ length: 4 * SECOND }, (_, i) =>
      Math.round(16_000 * Math.sin(omega * i)),
    )
    for (let at = 0; at < tone.length; at += TICK) queue.push(tone.subarray(at, at + TICK), at)
    const stretch = createStretch()
    let energy = 0
    let fault = 0
    for (let at = 0; at < 3 * SECOND; ) {
      const pcm = stretch.read(queue, 1_920, step)
      for (let i = 0; i < pcm.length; i++) {
        if (at + i < 1_000) continue
        const true_ = 16_000 * Math.sin(omega * (at + i) * step)
        energy += true_ ** 2
        fault += ((pcm[i] as number) - true_) ** 2
      }
      at += pcm.length
    }
    return 10 * Math.log10(fault / energy)
  }

  it('adds less noise than 16 bits have, at speech, and stays far below hearing above it', () => {
    for (const step of [1.0003, 0.9997]) {
      expect(noiseOf(200, step)).toBeLessThan(-80)
      expect(noiseOf(1_000, step)).toBeLessThan(-80)
      expect(noiseOf(8_000, step)).toBeLessThan(-65)
    }
  })

  it('at a step of one changes nothing', () => {
    const queue = createPcmQueue()
    queue.push(murmur, 0)
    queue.push(murmur, TICK)
    const stretch = createStretch()
    expect([...stretch.read(queue, TICK, 1)]).toEqual([...murmur])
    expect(stretch.rest()).toBe(0)
  })
})
