import { describe, expect, it } from 'vitest'
import { hindrances, mayApprove, mayReview } from '../../web/data/approving.ts'
import { aVersion } from './a-bulletin.ts'

const says = { vi: 'Vì …', en: 'Because …' }
const unheard = { action: 'approve' as const, code: 'bulletin-not-listened', ...says }
const own = { action: 'approve' as const, code: 'bulletin-own-work', ...says }

describe('what somebody may judge', () => {
  it('is what the server offers, or would once they have listened', () => {
    expect(mayApprove(aVersion(1, { actions: ['approve'] }))).toBe(true)
    expect(mayApprove(aVersion(1, { blocked: [unheard] }))).toBe(true)
    expect(mayApprove(aVersion(1, { blocked: [own] }))).toBe(false)
    expect(mayApprove(aVersion(1))).toBe(false)
    expect(mayReview(aVersion(1, { blocked: [{ ...unheard, action: 'review' }] }))).toBe(true)
  })

  it('is said why not, unless listening is all that is missing', () => {
    expect(hindrances(aVersion(1, { blocked: [unheard, own] }))).toEqual([own])
  })
})
