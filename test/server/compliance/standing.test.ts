import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countGrades, judge, summarise } from '../../../server/compliance/standing.ts'
import { airing, obligation } from '../../support/judging.ts'

const LATER = 1_000_000
const word = (verdict: 'full' | 'partial' | 'none') => ({ id: 'w1', verdict })

describe('an obligation', () => {
  it('is relayed by a logged airing, late when that began more than 30 s after', () => {
    expect(judge(obligation, [airing()], null, LATER)).toMatchObject({
      ...{ standing: 'relayed', grade: 'logged', airing: 'i1.1' },
    })
    const began = (startedAt: number) =>
      judge(obligation, [airing({ startedAt })], null, LATER).standing
    expect([began(130_000), began(130_001)]).toEqual(['relayed', 'late'])
  })

  it('is partly relayed by a partial airing, missed by a signed one that did not sound', () => {
    const standings = (['partial', 'skipped', 'silent', 'dropped', 'sounding'] as const).map(
      (outcome) => judge(obligation, [airing({ outcome })], null, LATER).standing,
    )
    expect(standings).toEqual(['partly', 'missed', 'missed', 'nothing-owed', 'no-evidence'])
  })

  it('rests on the best of several tries', () => {
    const tries = [
      airing({ outcome: 'partial' }),
      airing({ id: 'i1.2', attempt: 2 }),
      airing({ id: 'i1.3', outcome: 'skipped' }),
    ]
    expect(judge(obligation, tries, null, LATER)).toMatchObject({
      ...{ standing: 'relayed', airing: 'i1.2' },
    })
  })

  it('is settled by a named person’s word where no machine spoke', () => {
    const standings = (['full', 'partial', 'none'] as const).map((verdict) => {
      const { standing, grade, declaration } = judge(obligation, [], word(verdict), LATER)
      return [standing, grade, declaration]
    })
    expect(standings).toEqual([
      ['relayed', 'declared', 'w1'],
      ['partly', 'declared', 'w1'],
      ['missed', 'declared', 'w1'],
    ])
    const logged = judge(obligation, [airing({ outcome: 'partial' })], word('full'), LATER)
    expect(logged).toMatchObject({ standing: 'partly', grade: 'logged', declaration: null })
  })

  it('without evidence is upcoming until its end, then without evidence, never missed', () => {
    expect(judge(obligation, [], null, 159_999).standing).toBe('upcoming')
    expect(judge(obligation, [], null, 160_000)).toMatchObject({
      ...{ standing: 'no-evidence', grade: 'none' },
    })
  })

  it('is never relayed by silence, whatever else is said', () => {
    const outcomes = ['sounding', 'silent', 'skipped', 'dropped'] as const
    const tries = fc.array(
      fc.record({
        outcome: fc.constantFrom(...outcomes),
        startedAt: fc.option(fc.integer({ min: 0, max: LATER }), { nil: null }),
      }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(tries, fc.integer({ min: 0, max: LATER }), (list, now) => {
        const { standing, grade } = judge(
          obligation,
          list.map((one) => airing(one)),
          null,
          now,
        )
        expect(['relayed', 'late', 'partly']).not.toContain(standing)
        if (standing === 'missed') expect(grade).toBe('logged')
        if (list.length === 0) expect(standing).not.toBe('missed')
      }),
    )
  })
})

describe('a window of several obligations', () => {
  const judged = (...outcomes: ('aired' | 'partial' | 'skipped' | 'dropped' | null)[]) =>
    outcomes.map((outcome) => judge(obligation, outcome ? [airing({ outcome })] : [], null, LATER))

  it('shows the worst first, and how many were relayed', () => {
    expect(summarise(judged('aired', 'aired'), true)).toEqual({
      ...{ standing: 'relayed', grade: 'logged', owed: 2, relayed: 2 },
    })
    expect(summarise(judged('aired', 'partial'), true).standing).toBe('partly')
    expect(summarise(judged('aired', null, 'partial'), true).standing).toBe('no-evidence')
    expect(summarise(judged('skipped', null), true)).toMatchObject({
      ...{ standing: 'missed', owed: 2, relayed: 0 },
    })
  })

  it('counts a late relay as one', () => {
    const late = judge(obligation, [airing({ startedAt: 200_000 })], null, LATER)
    expect(summarise([late], true)).toMatchObject({ standing: 'late', relayed: 1 })
  })

  it('is graded by the weakest evidence that it rests on', () => {
    const declared = judge(obligation, [], word('full'), LATER)
    expect(summarise([...judged('aired'), declared], true).grade).toBe('declared')
    expect(summarise(judged(null), true).grade).toBe('none')
    expect(summarise(judged('aired', null), true).grade).toBe('logged')
    expect(countGrades([...judged('aired', null, 'dropped'), declared])).toEqual({
      ...{ heard: 0, logged: 1, imported: 0, declared: 1, none: 1 },
    })
  })

  it('owes nothing when nothing came of it, which shows only once it is over', () => {
    expect(summarise([], false)).toMatchObject({ standing: 'upcoming', owed: 0 })
    expect(summarise([], true)).toMatchObject({ standing: 'nothing-owed', owed: 0 })
    expect(summarise(judged('dropped'), true)).toMatchObject({ standing: 'nothing-owed' })
  })
})
