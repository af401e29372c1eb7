import { describe, expect, it } from 'vitest'
import { effectOf, soundsBetween } from '../../web/data/approval-effect.ts'
import { aBulletin, aVersion } from './a-bulletin.ts'

const approved = { state: 'approved', approvedAt: 500 } as const

describe('what approving will change', () => {
  it('begins with the version’s own validity, or now', () => {
    const version = aVersion(1, { validFrom: 9_000, validTo: 20_000 })
    expect(effectOf(aBulletin('Tin', version), version, 5_000)).toEqual({
      ...{ from: 9_000, until: 20_000, replaces: null, ends: [] },
    })
    expect(effectOf(aBulletin('Tin', version), version, 12_000).from).toBe(12_000)
  })

  it('names what it takes the place of, and the translations that end with it', () => {
    const first = aVersion(1, approved)
    const khmer = aVersion(2, { ...approved, language: 'km', translates: first.id })
    const second = aVersion(3, { state: 'submitted' })
    const effect = effectOf(aBulletin('Tin', first, khmer, second), second, 5_000)
    expect(effect.replaces).toBe(first)
    expect(effect.ends).toEqual([khmer])
  })

  it('leaves a translation that already says the new words, and what is over anyway', () => {
    const over = aVersion(1, { ...approved, validTo: 2_000 })
    const next = aVersion(2, { state: 'submitted' })
    const khmer = aVersion(3, { ...approved, language: 'km', translates: next.id })
    const effect = effectOf(aBulletin('Tin', over, next, khmer), next, 5_000)
    expect(effect).toMatchObject({ replaces: null, ends: [] })
  })

  it('replaces only its own language when it is a translation', () => {
    const first = aVersion(1, approved)
    const khmer = aVersion(2, { state: 'submitted', language: 'km', translates: first.id })
    const effect = effectOf(aBulletin('Tin', first, khmer), khmer, 5_000)
    expect(effect).toMatchObject({ replaces: null, ends: [] })
  })
})

describe('when a version sounds', () => {
  it('is from its approval on until the first thing that ends it', () => {
    expect(soundsBetween(aVersion(1))).toBeNull()
    expect(soundsBetween(aVersion(1, { ...approved, validFrom: 100 }))).toEqual({
      ...{ from: 500, until: null },
    })
    const recalled = aVersion(1, { ...approved, validTo: 9_000, recalledAt: 7_000 })
    expect(soundsBetween(recalled)?.until).toBe(7_000)
  })
})
