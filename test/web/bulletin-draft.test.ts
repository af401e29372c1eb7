import { describe, expect, it } from 'vitest'
import { changedValidity, draftOf, endsTooSoon } from '../../web/data/bulletin-draft.ts'
import { instantOfLocal, localMomentOf } from '../../web/data/local-moment.ts'
import { aBulletin, aVersion } from './a-bulletin.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const FIVE = Date.parse('2024-09-13T05:00:00+07:00')

describe('a moment in a form’s field', () => {
  it('is the station’s local time, there and back', () => {
    expect(localMomentOf(FIVE, ZONE)).toBe('2024-09-13T05:00')
    expect(instantOfLocal('2024-09-13T05:00', ZONE)).toBe(FIVE)
    expect(instantOfLocal('', ZONE)).toBeNull()
    expect(instantOfLocal('mai', ZONE)).toBeNull()
  })

  it('is right on both sides of a clock that is put forward', () => {
    const summer = Date.parse('2024-07-01T12:00:00+02:00')
    const winter = Date.parse('2024-12-01T12:00:00+01:00')
    expect(instantOfLocal('2024-07-01T12:00', 'Europe/Berlin')).toBe(summer)
    expect(instantOfLocal('2024-12-01T12:00', 'Europe/Berlin')).toBe(winter)
  })
})

describe('the validity that the form sends', () => {
  const version = aVersion(1, { validFrom: FIVE + 7_250, validTo: null })
  const before = draftOf({ kind: 'edit', bulletin: aBulletin('Tin', version), version }, ZONE)

  it('is nothing when nobody touched it: fields know no seconds', () => {
    expect(changedValidity(before, before, ZONE)).toEqual({})
  })

  it('is what was changed, an emptied end meaning none', () => {
    const draft = { ...before, from: '2024-09-14T05:00', until: '2024-09-15T05:00' }
    expect(changedValidity(draft, before, ZONE)).toEqual({
      ...{ validFrom: FIVE + 86_400_000, validTo: FIVE + 2 * 86_400_000 },
    })
    expect(changedValidity({ ...draft, until: '' }, draft, ZONE)).toEqual({ validTo: null })
  })

  it('is wrong when it ends before it begins, or before now when it begins now', () => {
    expect(endsTooSoon({ ...before, until: '2024-09-13T04:59' }, ZONE, 0)).toBe(true)
    expect(endsTooSoon({ ...before, until: '2024-09-13T05:01' }, ZONE, 0)).toBe(false)
    expect(endsTooSoon({ ...before, from: '', until: '2024-09-13T05:00' }, ZONE, FIVE)).toBe(true)
    expect(endsTooSoon({ ...before, until: '' }, ZONE, FIVE)).toBe(false)
  })
})

describe('the same message in another language', () => {
  it('begins in one that is missing, with the validity and class of what it translates', () => {
    const version = aVersion(1, { class: 'priority', text: 'Lời Việt', validTo: FIVE })
    const bulletin = aBulletin('Tin', version, aVersion(2, { language: 'km' }))
    expect(draftOf({ kind: 'variant', bulletin, version }, ZONE)).toMatchObject({
      ...{ language: 'en', class: 'priority', text: '', until: '2024-09-13T05:00' },
    })
  })
})
