import { describe, expect, it } from 'vitest'
import type { ChangesPreview, Sounding } from '../../web/api/planning.ts'
import {
  alike,
  copyDay,
  copyWeek,
  isReadBack,
  nearChanges,
  oddHours,
  outlookLines,
  quietSpans,
  stepAfter,
  waitingToPublish,
} from '../../web/data/plan-change.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const DAY = { from: 0, until: 86_400_000 }
const at = (moment: string) => Date.parse(`${moment}+07:00`)

function aSounding(news: Partial<Sounding> = {}): Sounding {
  return {
    ...{ startsAt: at('2024-08-12T17:00:00'), endsAt: at('2024-08-12T17:00:43') },
    ...{ title: 'Tắt sóng 2G', kind: 'bulletin', by: 'player', source: null, window: 'w1' },
    ...{ language: 'vi', class: 'ordinary', repeat: false, quiet: false, unconfirmed: false },
    ...{ change: 'same', millibels: 0, live: null, ...news },
  }
}

function aPreview(news: Partial<ChangesPreview> = {}, ...sounding: Sounding[]): ChangesPreview {
  return {
    ...{
      revision: 'r1',
      conflicts: [],
      leftovers: [],
      beside: [],
      windows: [],
      toConfirm: [],
      relays: [],
    },
    stations: [{ station: 'district', name: 'Đài huyện', ...DAY, zone: ZONE, sounding }],
    ...news,
  }
}

describe('what comes after looking at a change', () => {
  it('is sent at once when no time moves, as when an item is pinned', () => {
    expect(stepAfter(aPreview({}, aSounding()))).toBe('send')
  })

  it('is read first when something will sound otherwise', () => {
    expect(stepAfter(aPreview({}, aSounding({ change: 'gone' })))).toBe('read')
  })

  it('is a choice when something stands in the way', () => {
    const conflict = { choices: ['queue'] } as unknown as ChangesPreview['conflicts'][number]
    expect(stepAfter(aPreview({ conflicts: [conflict] }))).toBe('choose')
  })
})

describe('odd hours', () => {
  const night = aSounding({ startsAt: at('2024-08-13T03:15:20'), quiet: true, change: 'new' })

  it('are those of what is new in quiet hours, each once', () => {
    expect(oddHours(aPreview({}, night, { ...night, startsAt: night.startsAt + 9_000 }))).toEqual([
      '03:15',
    ])
    expect(
      oddHours(aPreview({}, { ...night, change: 'same' }, aSounding({ change: 'new' }))),
    ).toEqual([])
  })

  it('are typed back as they are written', () => {
    expect(isReadBack(['03:15'], { '03:15': ' 03:15 ' })).toBe(true)
    expect(isReadBack(['03:15'], { '03:15': '3:15' })).toBe(false)
    expect(isReadBack(['03:15'], {})).toBe(false)
    expect(isReadBack([], {})).toBe(true)
  })
})

describe('the next 24 hours', () => {
  it('show first what changes, with its neighbours', () => {
    const sounding = [1, 2, 3, 4, 5].map((minute) =>
      aSounding({ title: `${minute}`, change: minute === 3 ? 'new' : 'same' }),
    )
    const outlook = { station: 'd', name: 'D', ...DAY, zone: ZONE, sounding }
    const near = nearChanges(outlookLines(outlook))
    expect(near.map(({ one }) => one.title)).toEqual(['2', '3', '4'])
  })

  it('tell of what takes another time as of one thing that moves', () => {
    const sounding = [
      aSounding({ title: 'A', change: 'gone', startsAt: 100, endsAt: 200 }),
      aSounding({ title: 'B', change: 'gone', startsAt: 150, endsAt: 250 }),
      aSounding({ title: 'A', change: 'new', startsAt: 300, endsAt: 400 }),
    ]
    const outlook = { station: 'd', name: 'D', ...DAY, zone: ZONE, sounding }
    const lines = outlookLines(outlook).map(({ one, was }) => [
      ...[one.title, one.change, was?.startsAt ?? null],
    ])
    expect(lines).toEqual([
      ['B', 'gone', null],
      ['A', 'new', 100],
    ])
  })

  it('look for what moved in its own window first', () => {
    const sounding = [
      aSounding({ title: 'A', change: 'gone', startsAt: 100, window: 'trưa' }),
      aSounding({ title: 'A', change: 'gone', startsAt: 500, window: 'chiều' }),
      aSounding({ title: 'A', change: 'new', startsAt: 600, window: 'chiều' }),
    ]
    const outlook = { station: 'd', name: 'D', ...DAY, zone: ZONE, sounding }
    const lines = outlookLines(outlook).map(({ one, was }) => [
      ...[one.startsAt, was?.startsAt ?? null],
    ])
    expect(lines).toEqual([
      [100, null],
      [600, 500],
    ])
  })

  it('tell once of stations that sound alike', () => {
    const outlook = (station: string, title: string) => {
      const sounding = [aSounding({ title })]
      return { station, name: station, ...DAY, zone: ZONE, sounding }
    }
    const groups = alike([outlook('a', '2G'), outlook('b', 'Điện'), outlook('c', '2G')])
    expect(groups.map((one) => one.map(({ station }) => station))).toEqual([['a', 'c'], ['b']])
  })

  it('tell apart stations that carry a signal, or sound louder, or take another source', () => {
    const live = (address: string) => ({ live: { name: 'Đài tỉnh', address } })
    const outlooks = [
      ...[{}, { by: 'district-signal' as const }, { millibels: -600 }],
      ...[live('https://a.example/'), live('https://b.example/')],
    ].map((news, at) => ({
      ...{ station: `${at}`, name: `${at}`, ...DAY, zone: ZONE },
      sounding: [aSounding(news)],
    }))
    expect(alike(outlooks).length).toBe(5)
  })

  it('shade quiet hours across midnight, clipped to what is shown', () => {
    const within = { startsAt: at('2024-08-12T22:00:00'), endsAt: at('2024-08-13T22:00:00') }
    const spans = quietSpans({ from: '21:00', to: '05:00' }, within, '2024-08-12', ZONE)
    expect(spans).toEqual([
      { startsAt: at('2024-08-12T22:00:00'), endsAt: at('2024-08-13T05:00:00') },
      { startsAt: at('2024-08-13T21:00:00'), endsAt: at('2024-08-13T22:00:00') },
    ])
    expect(quietSpans(null, within, '2024-08-12', ZONE)).toEqual([])
  })
})

describe('copying', () => {
  it('gives each station the day once, never onto itself', () => {
    const to = ['2024-08-14', '2024-08-12', '2024-08-13', '2024-08-14']
    expect(copyDay(['a', 'b'], '2024-08-12', to)).toEqual([
      { kind: 'copy', station: 'a', from: '2024-08-12', to: ['2024-08-13', '2024-08-14'] },
      { kind: 'copy', station: 'b', from: '2024-08-12', to: ['2024-08-13', '2024-08-14'] },
    ])
    expect(copyDay(['a'], '2024-08-12', ['2024-08-12'])).toEqual([])
  })

  it('gives a week day by day, across the end of a month', () => {
    const changes = copyWeek(['a'], '2024-08-26', ['2024-09-02'])
    expect(changes).toHaveLength(7)
    expect(changes[6]).toEqual({
      kind: 'copy',
      station: 'a',
      from: '2024-09-01',
      to: ['2024-09-08'],
    })
  })
})

describe('publishing', () => {
  const station = (id: string, manifestVersion: number, technology: 'ip' | 'fm' = 'ip') => ({
    ...{ id, technology, manifestVersion, role: 'commune' as const },
  })
  const before = new Map([
    ['a', 4],
    ['b', 7],
  ])

  it('is done when every station with a player was given more than it had', () => {
    const written = [{ station: 'a' }, { station: 'b' }]
    expect(waitingToPublish(written, [station('a', 5), station('b', 7)], before)).toBe(1)
    expect(waitingToPublish(written, [station('a', 5), station('b', 8)], before)).toBe(0)
  })

  it('is not waited for where nothing is played, or nothing was written', () => {
    expect(waitingToPublish([{ station: 'a' }], [station('a', 4, 'fm')], before)).toBeNull()
    expect(waitingToPublish([], [station('a', 4)], before)).toBeNull()
  })
})
