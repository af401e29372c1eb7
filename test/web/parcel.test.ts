import { describe, expect, it } from 'vitest'
import {
  type Heard,
  heardMore,
  percentSent,
  plainName,
  retryAfter,
  speedOf,
  timeLeft,
} from '../../web/data/parcel.ts'

const heardOf = (...heard: readonly Heard[]) =>
  heard.reduce((all: readonly Heard[], one) => heardMore(all, one), [])

describe('a file’s name', () => {
  it('is shown without the marks that make it look like another’s', () => {
    expect(plainName('Bản tin\u202egpj.exe\u0000.wav')).toBe('Bản tin gpj.exe .wav')
    expect(plainName('\u200b')).toBe('?')
    expect(plainName('Hỏi đáp 2G.wav')).toBe('Hỏi đáp 2G.wav')
  })
})

describe('a file on a bad line', () => {
  it('tells its speed and the time left from the last seconds, not from the whole way', () => {
    const heard = heardOf(
      { at: 0, bytes: 0 },
      { at: 10_000, bytes: 100_000 },
      { at: 20_000, bytes: 5_100_000 },
      { at: 24_000, bytes: 7_100_000 },
    )
    expect(speedOf(heard)).toBe(500_000)
    expect(timeLeft(8_100_000, heard)).toBe(2_000)
  })

  it('tells none while nothing comes', () => {
    expect(speedOf([])).toBeNull()
    expect(speedOf(heardOf({ at: 0, bytes: 10 }))).toBeNull()
    expect(timeLeft(100, heardOf({ at: 0, bytes: 10 }, { at: 4_000, bytes: 10 }))).toBeNull()
  })

  it('is tried again soon at first, then every quarter of a minute', () => {
    expect([1, 2, 3, 4, 5, 9].map(retryAfter)).toEqual([
      ...[1_000, 2_000, 4_000, 8_000, 15_000, 15_000],
    ])
  })

  it('is not done before its last byte', () => {
    expect(percentSent(999_999, 1_000_000)).toBe(99)
    expect(percentSent(0, 0)).toBe(100)
  })
})
