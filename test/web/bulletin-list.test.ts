import { describe, expect, it } from 'vitest'
import type { Version } from '../../web/api/shapes.ts'
import { newest, offered, readBulletinFilter, waitsFor } from '../../web/data/bulletin-list.ts'
import { lifeOf } from '../../web/data/life.ts'
import { aBulletin, aVersion } from './a-bulletin.ts'

describe('what the address narrows the library to', () => {
  it('is what the address says, as far as there is such a thing', () => {
    expect(readBulletinFilter({ q: 2, state: 'draft', class: 'priority' })).toEqual({
      ...{ q: '2', state: 'draft', class: 'priority' },
    })
    expect(readBulletinFilter({ q: '', state: 'lost', language: 'fr', x: '1' })).toEqual({})
  })
})

describe('what a version waits for', () => {
  it.each<[string | null, Partial<Version>]>([
    ['sound', {}],
    ['recording', { awaiting: 'recording' }],
    ['changes', { returnedNote: 'Sai ngày.' }],
    ['approval', { state: 'submitted' }],
    ['review', { state: 'submitted', language: 'km' }],
    ['approval', { state: 'submitted', language: 'km', reviewedAt: 5 }],
    [null, { state: 'approved' }],
  ])('is %s for %o', (waits, news) => {
    expect(waitsFor(aVersion(1, news))).toBe(waits)
  })
})

describe('what can be done with several bulletins', () => {
  it('is offered for the newest version of each language only', () => {
    const submit = { actions: ['submit' as const] }
    const bulletin = aBulletin(
      'Hai tiếng',
      aVersion(1, submit),
      aVersion(2, submit),
      aVersion(3, { ...submit, language: 'km' }),
    )
    const may = (version: Version) => version.actions.includes('submit')
    expect(offered([bulletin], may).map(({ version }) => version.number)).toEqual([2, 3])
  })
})

describe('the version that stands for a bulletin', () => {
  it('is the newest in its first language, not a translation that still waits', () => {
    const bulletin = aBulletin(
      'Hai tiếng',
      aVersion(3, { language: 'km' }),
      aVersion(2, { state: 'approved' }),
      aVersion(1, { state: 'superseded' }),
    )
    expect(newest(bulletin).number).toBe(2)
  })
})

describe('the line of a version’s life', () => {
  const states = (version: Version, now: number) =>
    lifeOf(version, now).map((one) => `${one.step} ${one.state}`)

  it('stands at submitting for a draft', () => {
    expect(states(aVersion(1), 0)).toEqual([
      'written done',
      'submitted now',
      'approved to-come',
      'in-force to-come',
    ])
  })

  it('is in force only when approved and begun', () => {
    const approved = aVersion(1, {
      state: 'approved',
      submittedAt: 200,
      approvedAt: 300,
      approver: { id: 'minh', name: 'Trần Văn Minh' },
    })
    expect(states(approved, 999)[3]).toBe('in-force to-come')
    expect(states(approved, 1_000)[3]).toBe('in-force now')
    expect(states({ ...approved, validTo: 2_000 }, 2_000)[3]).toBe('in-force done')
  })

  it('has the check of its words between submitting and approving in another language', () => {
    const khmer = { language: 'km', state: 'submitted', submittedAt: 200 } as const
    expect(states(aVersion(1, khmer), 0).slice(1, 4)).toEqual([
      ...['submitted done', 'reviewed now', 'approved to-come'],
    ])
    const checked = { ...khmer, reviewedAt: 300, reviewer: { id: 'saray', name: 'Saray' } }
    expect(states(aVersion(1, checked), 0).slice(2, 4)).toEqual([
      ...['reviewed done', 'approved now'],
    ])
  })

  it('ends with what ended it', () => {
    const recalled = aVersion(1, { state: 'recalled', submittedAt: 200, approvedAt: 300 })
    expect(states(recalled, 5_000).at(-1)).toBe('recalled now')
  })
})
