import { describe, expect, it } from 'vitest'
import { readQuietHours } from '../../web/data/quiet-hours.ts'

describe('quiet hours as typed', () => {
  it('are two times of day, also over midnight', () => {
    expect(readQuietHours('21:00', ' 05:00')).toEqual({ from: '21:00', to: '05:00' })
    expect(readQuietHours('00:00', '05:30')).toEqual({ from: '00:00', to: '05:30' })
  })

  it('are none when a time is missing or wrong', () => {
    expect(readQuietHours('', '05:00')).toBeNull()
    expect(readQuietHours('21:00', '24:00')).toBeNull()
    expect(readQuietHours('9:00', '05:00')).toBeNull()
  })

  it('never silence a whole day by naming one time twice', () => {
    expect(readQuietHours('05:00', '05:00')).toBeNull()
  })
})
