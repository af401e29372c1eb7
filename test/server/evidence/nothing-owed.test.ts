import { describe, expect, it } from 'vitest'
import { owesNothing } from '../../../server/evidence/duty.ts'

const said = (outcome: 'aired' | 'skipped' | 'sounding' | 'partial', window = 'w') =>
  ({ window, kind: 'bulletin', outcome }) as const

describe('a window that is over', () => {
  it('asks nothing of a commune when the district signed that nothing of it sounded', () => {
    expect(owesNothing([said('skipped'), said('skipped')], 'w')).toBe(true)
    expect(owesNothing([said('skipped'), said('partial')], 'w')).toBe(true)
  })

  it('stays to be answered when something sounded, or while the district’s log is not there', () => {
    expect(owesNothing([said('skipped'), said('aired')], 'w')).toBe(false)
    expect(owesNothing([said('sounding')], 'w')).toBe(false)
    expect(owesNothing([], 'w')).toBe(false)
    expect(owesNothing([said('skipped', 'other')], 'w')).toBe(false)
  })
})
