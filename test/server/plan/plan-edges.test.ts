import { describe, expect, it } from 'vitest'
import { readWorld } from '../../../server/plan/world-check.ts'
import { planWorld, type WorldPlan } from '../../../server/plan/world-plan.ts'
import { planningOf } from '../../../server/plan/world-planning.ts'
import { brokenRules } from '../../support/plan-rules.ts'

const bulletin = (id: string, seconds: number, changes: object = {}) => ({
  ...{ id, title: id, owner: 'd', campaign: 'k' },
  versions: [{ id: `${id}/1`, validFrom: 0, samples: seconds * 48_000, ...changes }],
})

function world(changes: object) {
  return {
    format: 'tiep-am/world/1',
    stations: [{ id: 'd', name: 'Đài', role: 'district', technology: 'fm' }],
    windows: [window('05:00', 600)],
    campaigns: [{ id: 'k', name: 'k', from: '2020-01-01', to: '2030-12-31', floor: 1 }],
    bulletins: [bulletin('a', 60), bulletin('b', 70)],
    quietHours: null,
    ...changes,
  }
}

function window(startsAt: string, seconds: number, changes: object = {}) {
  return {
    ...{ id: `w${startsAt}`, name: startsAt, station: 'd', startsAt, validFrom: '2020-01-01' },
    segments: [{ source: 'district', lengthMs: seconds * 1_000 }],
    ...changes,
  }
}

function plan(changes: object, from: string, days = 1): WorldPlan {
  const read = readWorld(world(changes))
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const made = planWorld(planningOf(read.value), from, days)
  expect(brokenRules(read.value, made)).toEqual([])
  return made
}

const starts = ({ playlists }: WorldPlan) =>
  playlists.flatMap(({ blocks }) => blocks.map(({ startsAt }) => new Date(startsAt).toISOString()))

const codes = ({ playlists }: WorldPlan) =>
  playlists.flatMap(({ blocks }) =>
    blocks.flatMap(({ explanations }) => explanations.map(({ code }) => code)),
  )

describe('days that are not like others', () => {
  it('keeps a window at its wall time over both changes of summer time', () => {
    const zone = 'Europe/Berlin'
    expect(starts(plan({ zone }, '2024-03-30', 3))).toEqual([
      '2024-03-30T04:00:00.000Z',
      '2024-03-31T03:00:00.000Z',
      '2024-04-01T03:00:00.000Z',
    ])
    expect(starts(plan({ zone }, '2024-10-26', 3))).toEqual([
      '2024-10-26T03:00:00.000Z',
      '2024-10-27T04:00:00.000Z',
      '2024-10-28T04:00:00.000Z',
    ])
  })

  it('plans a window in the hour that a clock change leaves out, and once in the one it repeats', () => {
    const windows = [window('02:30', 300)]
    const zone = 'Europe/Berlin'
    expect(starts(plan({ zone, windows }, '2024-03-31'))).toEqual(['2024-03-31T01:30:00.000Z'])
    expect(starts(plan({ zone, windows }, '2024-10-27'))).toEqual(['2024-10-27T00:30:00.000Z'])
  })

  it('counts a window across midnight to the date on which it begins, over 29 February too', () => {
    const made = plan({ windows: [window('23:55', 600)] }, '2024-02-28', 3)
    expect(made.playlists.map(({ date }) => date)).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ])
    const [first] = made.playlists
    expect(first?.blocks[0]?.items.map(({ startsAtLocal }) => startsAtLocal)).toEqual([
      '23:55:00',
      '23:56:00',
    ])
  })

  it('ends a campaign at midnight in the middle of a window', () => {
    const campaigns = [{ id: 'k', name: 'k', from: '2024-01-01', to: '2024-01-31' }]
    const windows = [window('23:58', 600, { mostItems: 9 })]
    const made = plan(
      { windows, campaigns, bulletins: ['a', 'b', 'c', 'd'].map((id) => bulletin(id, 50)) },
      '2024-01-31',
    )
    const times = made.playlists[0]?.blocks[0]?.items.map(({ startsAtLocal }) => startsAtLocal)
    expect(times).toEqual(['23:58:00', '23:58:50', '23:59:40'])
  })

  it('comes back on the last day of each month and on leap days alone', () => {
    const on = (rule: string, validFrom: string, from: string, days: number) =>
      plan({ windows: [window('05:00', 600, { rule, validFrom })] }, from, days).playlists.flatMap(
        ({ date, blocks }) => (blocks.length > 0 ? [date] : []),
      )
    expect(on('FREQ=MONTHLY;BYMONTHDAY=-1', '2024-01-01', '2024-01-25', 100)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ])
    expect(on('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2020-02-29', '2023-12-01', 200)).toEqual([
      '2024-02-29',
    ])
  })
})

describe('a world that cannot be as it says', () => {
  it('plans what it can of an impossible quota and says what is lacking', () => {
    const campaigns = [{ id: 'k', name: 'k', from: '2020-01-01', to: '2030-12-31', floor: 1_000 }]
    const made = plan({ campaigns }, '2024-08-12')
    expect(made.playlists[0]?.blocks[0]?.items.length).toBe(2)
    expect(codes(made).filter((code) => code.startsWith('floor-'))).toHaveLength(1)
  })

  it('lets the window that begins first keep the air', () => {
    const made = plan({ windows: [window('05:00', 600), window('05:05', 600)] }, '2024-08-12')
    expect(made.playlists[0]?.blocks.map(({ title }) => title)).toEqual(['05:00'])
    expect(codes(made)).toContain('window-gave-way')
  })

  it('says of a bulletin that it is longer than any window, and of an empty campaign that it has none', () => {
    const long = plan({ bulletins: [bulletin('a', 9_000)] }, '2024-08-12')
    expect(codes(long)).toContain('too-long')
    expect(codes(long)).toContain('floor-lacks-time')
    const empty = plan({ bulletins: [] }, '2024-08-12')
    expect(codes(empty)).toEqual(['no-tune', 'nothing-to-place', 'floor-nothing', 'free'])
  })

  it('leaves out a campaign that ended yesterday, and asks nothing of it', () => {
    const campaigns = [{ id: 'k', name: 'k', from: '2024-08-01', to: '2024-08-11', floor: 3 }]
    const made = plan({ campaigns }, '2024-08-12')
    expect(made.playlists[0]?.blocks[0]?.items).toEqual([])
    expect(codes(made)).toEqual(['no-tune', 'campaign-over', 'campaign-over', 'free'])
  })

  it('refuses a recurrence finer than a day, dates of another calendar and bad zones at once', () => {
    const read = readWorld(
      world({
        windows: [window('05:00', 600, { rule: 'FREQ=SECONDLY;COUNT=1000000' })],
        zone: 'Asia/Hanoi2',
      }),
    )
    expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual([
      'stations.0.zone',
      'windows.0.rule',
    ])
    for (const validFrom of ['2567-13-01', '29/02/2024', '2023-02-29', '令和6年1月1日'])
      expect(readWorld(world({ windows: [window('05:00', 600, { validFrom })] })).ok).toBe(false)
  })

  it('refuses a rule that counts a million instances, and years of another calendar', () => {
    const faultsOf = (changes: object) => {
      const read = readWorld(world(changes))
      return read.ok ? [] : read.faults.map(({ path }) => path)
    }
    const windows = [window('05:00', 600, { rule: 'FREQ=DAILY;COUNT=999999' })]
    expect(faultsOf({ windows })).toEqual(['windows.0.rule'])
    const thai = [{ id: 'k', name: 'k', from: '2567-01-01', to: '2567-12-31' }]
    expect(faultsOf({ campaigns: thai })).toContain('campaigns.0.from')
    const endless = [window('05:00', 600, { rule: 'FREQ=DAILY' })]
    expect(plan({ windows: endless }, '2024-08-12').playlists.length).toBe(1)
  })

  it('never touches what begins before now, wherever the clock jumps', () => {
    const windows = [window('05:00', 600), window('11:00', 600)]
    const at = (now: string) => starts(plan({ windows, now }, '2024-08-12')).length
    expect(at('2024-08-12T04:59:59+07:00')).toBe(2)
    expect(at('2024-08-12T05:00:01+07:00')).toBe(1)
    expect(at('2024-08-13T00:00:00+07:00')).toBe(0)
    expect(at('2024-08-11T00:00:00+07:00')).toBe(2)
  })

  it('stays within bounds on a very full day', () => {
    const windows = ['05', '08', '11', '14', '17', '20'].map((hour) =>
      window(`${hour}:00`, 3_600, { mostItems: 100 }),
    )
    const bulletins = Array.from({ length: 300 }, (_, at) => bulletin(`b${at}`, 20 + (at % 90)))
    const campaigns = [
      { id: 'k', name: 'k', from: '2020-01-01', to: '2030-12-31', floor: 900, bulletinGapMs: 1 },
    ]
    const made = plan({ windows, bulletins, campaigns }, '2024-08-12')
    const items = made.playlists[0]?.blocks.flatMap((block) => block.items) ?? []
    expect(items.length).toBeGreaterThan(300)
  })

  it('says of a day without a window that none opens, and which floors it misses', () => {
    const windows = [window('05:00', 600, { rule: 'FREQ=WEEKLY;BYDAY=TU' })]
    const [monday, tuesday] = plan({ windows }, '2024-08-12', 2).playlists
    expect(monday).toMatchObject({ station: 'd', date: '2024-08-12', blocks: [] })
    expect(monday?.explanations.map(({ code, params }) => [code, params])).toEqual([
      ['no-window-then', {}],
      ['floor-no-window', { campaign: 'k', floor: 1, placed: 0 }],
    ])
    expect(tuesday?.explanations).toEqual([])
    expect(plan({ windows: [] }, '2024-08-12').playlists[0]?.explanations[0]?.code).toBe(
      'no-window-then',
    )
  })

  it('says of a closed day that it is closed', () => {
    const calendar = [{ name: 'Nghỉ', from: '2024-08-12', to: '2024-08-12', closed: true }]
    const [closed] = plan({ calendar }, '2024-08-12').playlists
    expect(closed?.blocks).toEqual([])
    expect(closed?.explanations.map(({ code }) => code)).toEqual(['closed-then'])
  })
})

describe('a world that cannot be meant', () => {
  const faultsOf = (changes: object) => {
    const read = readWorld(world(changes))
    return read.ok ? [] : read.faults
  }

  it.each([
    ['30 February', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }],
    ['Sundays before the first one', { rule: 'FREQ=WEEKLY;BYDAY=SU', validTo: '2020-01-03' }],
    ['its only day left out', { validTo: '2020-01-01', except: ['2020-01-01'] }],
  ])('has a window that never opens: %s', (_, changes) => {
    const faults = faultsOf({ windows: [window('05:00', 600, changes)] })
    expect(faults.map(({ path }) => path)).toEqual(['windows.0'])
    const also = ['2024-08-12']
    expect(faultsOf({ windows: [window('05:00', 600, { ...changes, also })] })).toEqual([])
  })

  it('counts further than anybody could see, and is told the bound', () => {
    for (const [rule, part] of [
      ['FREQ=DAILY;COUNT=1000000', 'COUNT'],
      ['FREQ=DAILY;INTERVAL=999999999', 'INTERVAL'],
    ] as const) {
      const [fault, ...more] = faultsOf({ windows: [window('05:00', 600, { rule })] })
      expect(more).toEqual([])
      expect(fault?.vi).toContain(`đếm quá xa: ${part} nhiều nhất là 9999`)
      expect(fault?.en).toContain(`counts too far: ${part} is 9999 at most`)
    }
  })

  it('has a window that relays itself', () => {
    const windows = [window('05:00', 600, { relays: 'w05:00' })]
    expect(faultsOf({ windows }).map(({ path }) => path)).toEqual(['windows.0.relays'])
  })

  it('hides control characters in what is read, or in what names something', () => {
    const station = (id: string, name: string) => ({
      stations: [{ id, name, role: 'district', technology: 'fm' }],
      ...{ windows: [], campaigns: [], bulletins: [] },
    })
    const read = readWorld(world(station('d', 'Đài \u202egnort\u202c\u0007\u001b[31m')))
    expect(read.ok && read.value.stations[0]?.name).toBe('Đài gnort[31m')
    expect(faultsOf(station('d\u0007', 'Đài')).map(({ path }) => path)).toEqual(['stations.0.id'])
    expect(faultsOf(station('\u202ed', 'Đài')).length).toBe(1)
    expect(faultsOf(station('d', '\u200b')).map(({ path }) => path)).toEqual(['stations.0.name'])
  })
})

describe('a campaign that nothing may be aired of', () => {
  it('is told the rule that is in the way, not that nothing is approved', () => {
    const quietHours = { from: '21:00', to: '05:00' }
    const night = plan({ quietHours, windows: [window('22:00', 600)] }, '2024-08-12')
    expect(codes(night)).toContain('floor-quiet')
    const khmer = plan({ bulletins: [bulletin('a', 60, { language: 'km' })] }, '2024-08-12')
    expect(codes(khmer)).toContain('floor-language')
    const bars = ['a', 'b'].map((id) => ({
      ...{ window: 'w05:00', date: '2024-08-12', version: `${id}/1` },
    }))
    expect(codes(plan({ bars }, '2024-08-12'))).toContain('floor-barred')
    const draft = plan({ bulletins: [bulletin('a', 60, { state: 'draft' })] }, '2024-08-12')
    expect(codes(draft)).toContain('floor-nothing')
  })

  it('is told so where a commune only relays it', () => {
    expect(codes(plan(withCommune({}), '2024-08-12'))).toContain('floor-only-relayed')
  })
})

const stations = [
  { id: 'd', name: 'Đài', role: 'district', technology: 'ip' },
  { id: 'x', name: 'Xã', role: 'commune', technology: 'ip' },
]
const k = { id: 'k', name: 'k', from: '2020-01-01', to: '2030-12-31', floor: 1 }

/** A commune that relays ten minutes and fills five by itself. */
function withCommune(campaign: object, versions: object = {}) {
  const segments = [
    { source: 'district', lengthMs: 600_000 },
    { source: 'commune', lengthMs: 300_000 },
  ]
  return {
    ...{ stations, campaigns: [{ ...k, ...campaign }] },
    bulletins: [bulletin('a', 60, versions)],
    windows: [
      window('05:00', 600),
      { ...window('05:00', 600), id: 'x', station: 'x', segments, relays: 'w05:00' },
    ],
  }
}

describe('a bulletin right behind its own relay', () => {
  const aired = (changes: object) =>
    plan(changes, '2024-08-12', 2)
      .playlists.filter(({ station }) => station === 'x')
      .map(({ blocks }) =>
        blocks.flatMap(({ items }) => items.map(({ relayOf }) => relayOf === null)),
      )
  const both = { stations: ['d', 'x'] }

  it('is left out, unless nothing else can sound and it is urgent or lacks its floor', () => {
    expect(aired(withCommune({ ...both, floor: 0 }))).toEqual([[false], [false]])
    expect(aired(withCommune(both))).toEqual([
      [false, true],
      [false, true],
    ])
    expect(aired(withCommune({ ...both, floor: 0 }, { class: 'priority' }))).toEqual([
      [false, true],
      [false, true],
    ])
  })

  it('stays where a hand put it', () => {
    const pins = [{ window: 'x', date: '2024-08-12', versions: ['a/1'] }]
    expect(aired({ ...withCommune({ ...both, floor: 0 }), pins })).toEqual([[false, true], [false]])
  })
})

describe('a relay that may be shorter', () => {
  const flexible = (own: object) => ({
    ...{ campaigns: [k], bulletins: [bulletin('a', 100), bulletin('b', 110)] },
    windows: [
      window('05:00', 0, {
        segments: [
          { source: 'vov', lengthMs: 600_000, leastMs: 300_000 },
          { source: 'district', lengthMs: 60_000, ...own },
        ],
      }),
    ],
  })

  it('gives way though every bulletin is longer than the usual own part', () => {
    const [playlist] = plan(flexible({}), '2024-08-12').playlists
    expect(playlist?.blocks[0]?.items.map(({ title }) => title)).toEqual(['a', 'b'])
  })

  it('names the share alone where the time would come from it', () => {
    expect(codes(plan(flexible({ campaignShareMs: 60_000 }), '2024-08-12'))).toContain(
      'floor-lacks-share',
    )
  })
})
