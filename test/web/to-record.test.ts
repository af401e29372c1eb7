import { describe, expect, it } from 'vitest'
import { clockOf, type ExpectedSound, targetAt } from '../../web/truc/to-record.ts'
import { aDutyDay, FIVE, MINUTE } from './a-duty-day.ts'

function sound(at: number, lengthMs = MINUTE): ExpectedSound {
  const record = { fromAt: at - 20_000, untilAt: at + lengthMs + 20_000 }
  return { title: `${at - FIVE}`, at, lengthMs, item: `${at}`, record, recordings: [] }
}

/** A day with one window per list of sounds. */
function aDay(...windows: readonly (readonly ExpectedSound[])[]) {
  const day = aDutyDay()
  return {
    ...day,
    windows: windows.flatMap((expected, index) => {
      const window = day.windows[index]
      return window ? [{ ...window, expected: [...expected] }] : []
    }),
  }
}

describe('what a phone should record', () => {
  it('is the bulletin that sounds now or next, from a little before to a little after', () => {
    const day = aDay([sound(FIVE)], [sound(FIVE + 30 * MINUTE)])
    expect(targetAt(day, FIVE + 59_000)).toMatchObject({
      ...{ window: 'w0', count: 1, fromAt: FIVE - 20_000, untilAt: FIVE + MINUTE + 20_000 },
    })
    expect(targetAt(day, FIVE + 61_000)).toMatchObject({ window: 'w1' })
  })

  it('is several at once when they follow too closely for recordings of their own', () => {
    const day = aDay([sound(FIVE), sound(FIVE + 70_000), sound(FIVE + 10 * MINUTE)])
    expect(targetAt(day, FIVE - MINUTE)).toMatchObject({
      ...{ count: 2, untilAt: FIVE + 70_000 + MINUTE + 20_000 },
    })
  })

  it('is nothing of another window, an hour away, or over', () => {
    const day = aDay([sound(FIVE)], [sound(FIVE + 70_000)])
    expect(targetAt(day, FIVE)).toMatchObject({ window: 'w0', count: 1 })
    expect(targetAt(aDay([sound(FIVE + 62 * MINUTE)]), FIVE)).toBeNull()
    expect(targetAt(day, FIVE + 60 * MINUTE)).toBeNull()
  })
})

describe('a phone’s clock', () => {
  it('is checked for an hour after the server was asked, however it was set meanwhile', () => {
    expect(clockOf(FIVE, FIVE + 59 * MINUTE)).toBe('checked')
    expect(clockOf(FIVE, FIVE + 61 * MINUTE)).toBe('unchecked')
    expect(clockOf(FIVE, FIVE - 61 * MINUTE)).toBe('unchecked')
  })
})
