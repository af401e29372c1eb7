import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BulletinId, StaffId, VersionId } from '../../../playout/contract/ids.ts'
import { type Bulletin, type Version, withVersion } from '../../../server/bulletin/bulletin.ts'
import { coveredBy, recallVersion } from '../../../server/bulletin/recall.ts'
import { takeOver } from '../../../server/bulletin/takeover.ts'

const NOW = Date.parse('2024-09-13T20:15:00+07:00')

function version(number: number, changes: Partial<Version> = {}): Version {
  return {
    ...{ id: `b/${number}` as VersionId, number, language: 'vi', text: '', asset: null },
    ...{ awaiting: null, state: 'approved', author: 'lan' as StaffId, editors: [] },
    ...{ createdAt: 0, submittedAt: 1, approvedBy: 'minh' as StaffId, approvedAt: 2 },
    ...{ returnedNote: null, validFrom: 0, validTo: null, class: 'ordinary' },
    ...{ contentType: 'news', translates: null, speech: null, reviewedBy: null },
    ...{ reviewedAt: null, supersededAt: null, recalledAt: null },
    ...changes,
  }
}

const bulletinOf = (versions: readonly Version[]): Bulletin => ({
  ...{ id: 'b' as BulletinId, unit: 'my-tu', title: 'Tắt sóng 2G', campaign: null },
  ...{ createdBy: 'lan' as StaffId, createdAt: 0, versions },
})

const numbers = (versions: readonly Version[]) => versions.map((one) => one.number)

/** Any bulletin that could come about: languages mixed, some translate an earlier Vietnamese one. */
const bulletins = fc
  .array(
    fc.record({
      language: fc.constantFrom('vi' as const, 'km' as const),
      approved: fc.boolean(),
      recalled: fc.boolean(),
      translates: fc.nat(8),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((wishes) =>
    wishes.map((wish, index) => {
      const original = wishes.findIndex(
        (one, at) => at < index && one.language === 'vi' && at === wish.translates,
      )
      return version(index + 1, {
        language: wish.language,
        state: wish.recalled && wish.approved ? 'recalled' : wish.approved ? 'approved' : 'draft',
        approvedAt: wish.approved ? 2 : null,
        recalledAt: wish.recalled && wish.approved ? 3 : null,
        translates:
          wish.language === 'km' && original >= 0 ? (`b/${original + 1}` as VersionId) : null,
      })
    }),
  )

describe('what a recall covers', () => {
  it('is the version, its elders, and what says any of them in another language', () => {
    const versions = [
      version(1, { supersededAt: 4 }),
      version(2, { language: 'km', translates: 'b/1' as VersionId }),
      version(3),
      version(4, { language: 'km', translates: 'b/3' as VersionId, approvedAt: null }),
      version(5, { approvedAt: null, state: 'submitted' }),
      version(6, { language: 'km' }),
    ]
    expect(numbers(coveredBy(versions, versions[2] as Version, NOW))).toEqual([1, 2, 3, 6])
    expect(numbers(coveredBy(versions, versions[0] as Version, NOW))).toEqual([1, 2, 6])
  })

  it('leaves the Vietnamese alone when only the Khmer one is wrong', () => {
    const versions = [version(1), version(2, { language: 'km', translates: 'b/1' as VersionId })]
    expect(numbers(coveredBy(versions, versions[1] as Version, NOW))).toEqual([2])
  })

  it('holds for every bulletin that can be: nothing newer, nothing never approved, none twice', () => {
    fc.assert(
      fc.property(bulletins, fc.nat(8), (versions, at) => {
        const named = versions[at % versions.length] as Version
        const covered = coveredBy(versions, named, NOW)
        for (const one of covered) {
          expect(one.approvedAt).not.toBe(null)
          expect(one.recalledAt).toBe(null)
          if (one.language === named.language) expect(one.number).toBeLessThanOrEqual(named.number)
          else expect([named.language, one.language]).toEqual(['vi', 'km'])
        }
        // What translates a later Vietnamese version says other words, and stays.
        for (const one of versions) {
          const later = versions.find(({ id }) => id === one.translates)
          if (later && later.number > named.number) expect(covered).not.toContain(one)
        }
        if (named.approvedAt !== null && named.recalledAt === null) expect(covered).toContain(named)
      }),
    )
  })

  it('is recalled with it, everything else stays as it is, and nothing comes back by that', () => {
    fc.assert(
      fc.property(bulletins, fc.nat(8), (versions, at) => {
        const named = versions[at % versions.length] as Version
        const outcome = recallVersion(bulletinOf(versions), named, NOW)
        expect(outcome.ok).toBe(named.approvedAt !== null && named.recalledAt === null)
        if (!outcome.ok) return
        const { bulletin, covered } = outcome.value
        for (const [index, after] of bulletin.versions.entries())
          if (covered.includes(versions[index] as Version))
            expect(after).toEqual({ ...versions[index], state: 'recalled', recalledAt: NOW })
          else expect(after).toBe(versions[index])
        const again = recallVersion(bulletin, { ...named, state: 'recalled', recalledAt: NOW }, NOW)
        expect(again).toMatchObject({ ok: false, reason: 'recall-already' })
      }),
    )
  })
})

const DAY = 86_400_000

/** What is approved one after another: each with its first day, some before now and some after. */
const approvals = fc.array(
  fc.record({
    language: fc.constantFrom('vi' as const, 'km' as const),
    translates: fc.nat(8),
    firstDay: fc.integer({ min: -3, max: 6 }),
  }),
  { minLength: 1, maxLength: 8 },
)

/** The bulletin once those of its versions were approved, a minute after each other, before now. */
function approvedInTurn(versions: readonly Version[]): Bulletin {
  const drafts = versions.map((one) => ({ ...one, state: 'draft' as const, approvedAt: null }))
  let bulletin = bulletinOf(drafts)
  for (const one of versions) {
    const at = NOW - 100 * 60_000 + one.number * 60_000
    const approved = { ...one, approvedAt: at }
    bulletin = takeOver(withVersion(bulletin, approved), approved, at)
  }
  return bulletin
}

describe('a successor that is recalled before it has begun', () => {
  const planned = approvals.map((wishes) =>
    wishes.map((wish, index) => {
      const original = wishes.findIndex(
        (one, at) => at < index && one.language === 'vi' && at >= wish.translates % (index + 1),
      )
      // What translates begins no sooner than what it translates.
      const first = Math.max(wish.firstDay, wishes[original]?.firstDay ?? wish.firstDay)
      return version(index + 1, {
        validFrom: NOW + (wish.language === 'km' ? first : wish.firstDay) * DAY,
        ...(wish.language === 'km' && original >= 0
          ? { language: 'km', translates: `b/${original + 1}` as VersionId }
          : {}),
      })
    }),
  )

  it('leaves on air what it was to replace, as if it had never been approved', () => {
    let undone = 0
    fc.assert(
      fc.property(planned, fc.nat(8), (versions, at) => {
        const before = approvedInTurn(versions)
        const named = before.versions[at % versions.length] as Version
        fc.pre(named.validFrom > NOW)
        const outcome = recallVersion(before, named, NOW)
        if (!outcome.ok) throw new Error(outcome.reason)
        const gone = outcome.value.covered
        expect(gone.every((one) => one.id === named.id || one.translates === named.id)).toBe(true)
        const stays = ({ id }: Version) => !gone.some((one) => one.id === id)
        const without = approvedInTurn(versions.filter(stays))
        expect(outcome.value.bulletin.versions.filter(stays)).toEqual(without.versions)
        undone += without.versions.some(
          ({ id, supersededAt }) =>
            before.versions.find((one) => one.id === id)?.supersededAt !== supersededAt,
        )
          ? 1
          : 0
      }),
      { numRuns: 500 },
    )
    expect(undone).toBeGreaterThan(20)
  })

  it('takes its elders with it from its first instant on, as ever', () => {
    const elders = [version(1), version(2, { validFrom: NOW })]
    const begun = approvedInTurn(elders)
    expect(numbers(coveredBy(begun.versions, begun.versions[1] as Version, NOW))).toEqual([1, 2])
    const early = coveredBy(begun.versions, begun.versions[1] as Version, NOW - 1)
    expect(numbers(early)).toEqual([2])
  })
})
