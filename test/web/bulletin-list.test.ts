import { describe, expect, it } from 'vitest'
import type { Bulletin, Version } from '../../web/api/shapes.ts'
import { folded, narrowed, newest } from '../../web/data/bulletin-list.ts'
import { lifeOf } from '../../web/data/life.ts'

function aVersion(number: number, news: Partial<Version> = {}): Version {
  return {
    id: `b1/${number}`,
    number,
    language: 'vi',
    text: '',
    state: 'draft',
    awaiting: null,
    author: { id: 'lan', name: 'Nguyễn Thị Lan' },
    createdAt: 100,
    submittedAt: null,
    approver: null,
    approvedAt: null,
    returnedNote: null,
    validFrom: 1_000,
    validTo: null,
    class: 'ordinary',
    contentType: 'news',
    translates: null,
    speech: null,
    reviewer: null,
    reviewedAt: null,
    supersededAt: null,
    recalledAt: null,
    sound: null,
    seal: 's',
    actions: [],
    ...news,
  }
}

function aBulletin(title: string, ...versions: Version[]): Bulletin {
  return {
    id: title,
    unit: 'mytu',
    title,
    campaign: null,
    createdAt: 0,
    versions: versions.length > 0 ? versions : [aVersion(1)],
    next: null,
  }
}

describe('searching bulletins', () => {
  const list = [aBulletin('Đổi máy trước ngày 16/10'), aBulletin('Dừng phục vụ điện thoại 2G')]
  const found = (q: string) => narrowed(list, { q }).map((one) => one.title)

  it('needs no accents, and takes them', () => {
    expect(found('dien thoai')).toEqual(['Dừng phục vụ điện thoại 2G'])
    expect(found('ĐIỆN THOẠI')).toEqual(['Dừng phục vụ điện thoại 2G'])
    expect(found('doi may')).toEqual(['Đổi máy trước ngày 16/10'])
  })

  it('wants every word, in any order', () => {
    expect(found('16/10 máy')).toEqual(['Đổi máy trước ngày 16/10'])
    expect(found('máy 2G')).toEqual([])
  })

  it('keeps Khmer as it is: its marks are letters', () => {
    expect(folded('ទូរស័ព្ទ')).toBe('ទូរស័ព្ទ'.normalize('NFD'))
  })

  it('finds a language or a state in any of the newest versions', () => {
    const two = aBulletin(
      'Hai tiếng',
      aVersion(1, { state: 'approved' }),
      aVersion(2, { language: 'km', awaiting: 'recording' }),
    )
    expect(narrowed([two], { language: 'km', state: 'approved' })).toEqual([two])
    expect(narrowed([two], { state: 'draft' })).toEqual([two])
    expect(narrowed([two], { state: 'recalled' })).toEqual([])
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

  it('ends with what ended it', () => {
    const recalled = aVersion(1, { state: 'recalled', submittedAt: 200, approvedAt: 300 })
    expect(states(recalled, 5_000).at(-1)).toBe('recalled now')
  })
})
