import { describe, expect, it } from 'vitest'
import {
  type Heard,
  isWhole,
  jumpedTo,
  nothingHeard,
  percentOf,
  playedTo,
} from '../../web/data/heard.ts'

/** Plays on from wherever one is, telling four times a second as a browser does. */
function playing(heard: Heard, untilMs: number): Heard {
  let now = heard
  for (let at = heard.atMs + 250; at < untilMs; at += 250) now = playedTo(now, at)
  return playedTo(now, untilMs)
}

describe('listening to the end', () => {
  it('is whole once everything was played', () => {
    const half = playing(nothingHeard(10_000), 5_000)
    expect([isWhole(half), percentOf(half)]).toEqual([false, 50])
    const whole = playing(half, 10_000)
    expect([isWhole(whole), percentOf(whole)]).toEqual([true, 100])
  })

  it('does not count what was jumped over, even when the end is played', () => {
    const jumped = playing(jumpedTo(playing(nothingHeard(60_000), 2_000), 50_000), 60_000)
    expect(isWhole(jumped)).toBe(false)
    expect(jumped.toMs).toBe(2_000)
  })

  it('goes on when one comes back to where one had been', () => {
    const jumped = jumpedTo(playing(nothingHeard(10_000), 4_000), 8_000)
    expect(isWhole(playing(jumpedTo(jumped, 4_000), 10_000))).toBe(true)
  })

  it('lets one hear something again without losing anything', () => {
    const back = jumpedTo(playing(nothingHeard(10_000), 8_000), 1_000)
    expect(back.toMs).toBe(8_000)
    expect(isWhole(playing(back, 10_000))).toBe(true)
  })

  it('takes a leap of the clock for a jump', () => {
    expect(playedTo(nothingHeard(60_000), 30_000).toMs).toBe(0)
  })
})
