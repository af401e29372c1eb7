import { describe, expect, it } from 'vitest'
import { monthsOn, placeOn, stretchOn, timeLineOf } from '../../web/data/phase-line.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const at = (local: string) => Date.parse(`${local}:00+07:00`)

describe('a campaign drawn to scale', () => {
  const line = timeLineOf('2024-07-08', '2024-09-15', [], ZONE)

  it('reaches from its first moment to the end of its last day', () => {
    expect(line).toEqual({ startsAt: at('2024-07-08T00:00'), endsAt: at('2024-09-16T00:00') })
    expect(placeOn(line, at('2024-07-08T00:00'))).toBe(0)
    expect(placeOn(line, at('2024-08-12T00:00'))).toBe(50)
    expect(placeOn(line, at('2024-09-17T00:00'))).toBeNull()
  })

  it('is widened to a phase that lies outside', () => {
    const wider = timeLineOf(
      '2024-07-08',
      '2024-09-15',
      [{ fromAt: at('2024-09-13T05:00'), untilAt: at('2024-10-16T00:00') }],
      ZONE,
    )
    expect(wider.endsAt).toBe(at('2024-10-16T00:00'))
  })

  it('gives a phase its share, and one without end the rest', () => {
    const first = { fromAt: at('2024-07-08T00:00'), untilAt: at('2024-08-12T00:00') }
    expect(stretchOn(line, first)).toEqual({ left: 0, width: 50 })
    expect(stretchOn(line, { fromAt: at('2024-08-12T00:00'), untilAt: null })).toEqual({
      left: 50,
      width: 50,
    })
    expect(stretchOn(line, { fromAt: at('2025-01-01T00:00'), untilAt: null }).width).toBe(0)
  })

  it('names the months that begin in it', () => {
    const months = monthsOn(line, '2024-07-08', ZONE).map(({ date }) => date)
    expect(months).toEqual(['2024-08-01', '2024-09-01'])
    const winter = timeLineOf('2024-11-20', '2025-02-10', [], ZONE)
    expect(monthsOn(winter, '2024-11-20', ZONE).map(({ date }) => date)).toEqual([
      ...['2024-12-01', '2025-01-01', '2025-02-01'],
    ])
  })
})
