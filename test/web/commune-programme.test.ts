import { describe, expect, it } from 'vitest'
import type { CommuneProgramme, Item, Session } from '../../web/api/shapes.ts'
import {
  communesOf,
  inOrder,
  languageShares,
  movedWithin,
  ownTimes,
  sharePercent,
} from '../../web/data/commune-programme.ts'
import { aBlock, anItem, aPlan } from './a-plan.ts'

type Offered = CommuneProgramme['offered'][number]

const offered = (bulletin: string, level: Offered['class']): Offered => ({
  ...{ bulletin, title: `Bản tin ${bulletin}`, source: 'lent', campaign: null, class: level },
  ...{ versions: [], standing: 'must', pick: null, next: null },
})

const programme: CommuneProgramme = {
  ...{ station: 'phumy', name: 'Xã Phú Mỹ', technology: 'ip', hasPlaylist: true, mayDecide: true },
  languageMix: { vi: 30, km: 70 },
  windows: [
    {
      id: 'w1',
      name: 'Buổi sáng',
      startsAt: '06:05:00',
      lengthMs: 600_000,
      validFrom: '2024-01-01',
    },
    {
      id: 'w2',
      name: 'Buổi chiều',
      startsAt: '17:35:00',
      lengthMs: 300_000,
      validFrom: '2024-01-01',
    },
  ],
  offered: [offered('a', 'priority'), offered('b', 'ordinary'), offered('c', 'priority')],
  order: { bulletins: [], by: null, at: null },
}

/** Something of the commune's own, in a language. */
function own(id: string, from: number, seconds: number, language: string): Item {
  return anItem(id, from, seconds, {
    bulletin: {
      ...{ id, version: `${id}1`, title: id, language, class: 'ordinary', campaign: null },
    },
  })
}

const plan = aPlan(
  aBlock(0, 1_200, {
    items: [
      anItem('d', 0, 60, { relayOf: 'd'.repeat(32) }),
      own('e', 600, 90, 'km'),
      own('f', 700, 30, 'vi'),
    ],
  }),
)

describe('a commune’s own time', () => {
  it('is what its own part holds beside relays, window by window', () => {
    expect(ownTimes(programme, plan).map(({ usedMs, freeMs }) => [usedMs, freeMs])).toEqual([
      [120_000, 480_000],
      [null, 300_000],
    ])
  })

  it('is shared by languages beside the mix that is wished, the most wished first', () => {
    const shares = languageShares(programme, plan)
    expect(shares.map(({ language, wished }) => [language, wished])).toEqual([
      ['km', 70],
      ['vi', 30],
    ])
    expect(sharePercent(shares, 'km')).toBe(75)
    const empty = languageShares(programme, aPlan())
    expect(sharePercent(empty, 'km')).toBeNull()
    expect(languageShares({ languageMix: null }, aPlan())).toEqual([])
  })
})

describe('the order of priority bulletins', () => {
  it('is the commune’s, then by name', () => {
    expect(inOrder(programme).map(({ bulletin }) => bulletin)).toEqual(['a', 'c'])
    const decided = { ...programme.order, bulletins: [{ id: 'c', name: 'Bản tin c' }] }
    const ordered = inOrder({ ...programme, order: decided })
    expect(ordered.map(({ bulletin }) => bulletin)).toEqual(['c', 'a'])
  })

  it('moves one to another place and nothing else', () => {
    expect(movedWithin(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(movedWithin(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(movedWithin(['a', 'b'], 0, 2)).toEqual(['a', 'b'])
    expect(movedWithin(['a', 'b'], 5, 0)).toEqual(['a', 'b'])
  })
})

describe('whose programme somebody may look at', () => {
  const stations = [
    { id: 'd', unit: 'ud', role: 'district' as const },
    { id: 'x', unit: 'ux', role: 'commune' as const },
    { id: 'y', unit: 'uy', role: 'commune' as const },
  ]
  const at = (unit: string) => ({ roles: [{ unit }] }) as unknown as Session
  const ids = (session: Session) => communesOf(stations, session).map(({ id }) => id)

  it('is their own commune’s, or every commune’s for the district', () => {
    expect(ids(at('uy'))).toEqual(['y'])
    expect(ids(at('ud'))).toEqual(['x', 'y'])
    expect(ids({ roles: [] } as unknown as Session)).toEqual([])
  })
})
