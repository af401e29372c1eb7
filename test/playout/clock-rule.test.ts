import { describe, expect, it } from 'vitest'
import type { ClockReading, StationEvent } from '../../playout/contract/event.ts'
import { type ClockFacts, type ClockFinding, judgeClock } from '../../playout/station/clock-rule.ts'
import { sureTimeOf } from '../../playout/station/sure-time.ts'
import { resolve } from '../../playout/timeline/resolve.ts'
import { verdictOn } from '../../playout/timeline/verdict.ts'
import { makeBlock, makeItem, makeManifest } from '../support/playout-office.ts'

const HOUR = 3_600_000
const FIFTY_YEARS = 50 * 365 * 24 * HOUR

const CALM: ClockFacts = {
  ...{ serverMs: null, aheadMs: 0, sleptMs: 0, pastLogMs: HOUR },
  ...{ hasWord: false, hadWord: false, mayBeStale: false },
}

type Row = readonly [
  what: string,
  facts: Partial<ClockFacts>,
  finding: ClockFinding,
  mayBegin: boolean,
  follow: boolean,
]

/** `serverMs` is what the server said before, corrected by the step; so is `pastLogMs`. */
const rows: readonly Row[] = [
  ['a quiet clock, no server', {}, 'good', true, true],
  ['a quiet clock, a server', { serverMs: 12 }, 'good', true, true],
  ['+3 s of a known clock', { serverMs: -3_000, aheadMs: 3_000 }, 'warn', true, true],
  ['+3 s, no server', { aheadMs: 3_000, pastLogMs: HOUR + 3_000 }, 'good', true, true],
  ['−3 s, no server', { aheadMs: -3_000, pastLogMs: HOUR - 3_000 }, 'good', true, true],
  ['+2 h of a known clock', { serverMs: -2 * HOUR, aheadMs: 2 * HOUR }, 'held', true, false],
  ['−2 h of a known clock', { serverMs: 2 * HOUR, aheadMs: -2 * HOUR }, 'held', true, false],
  [
    'a known clock falls to 1970',
    { serverMs: FIFTY_YEARS, aheadMs: -FIFTY_YEARS, pastLogMs: -FIFTY_YEARS },
    'held',
    true,
    false,
  ],
  [
    'a known clock leaps a month',
    { serverMs: -31 * 24 * HOUR, aheadMs: 31 * 24 * HOUR },
    'held',
    true,
    false,
  ],
  ['+2 h at boot, the server says so', { serverMs: -2 * HOUR }, 'off', false, false],
  [
    '−2 h at boot, the server says so',
    { serverMs: 2 * HOUR, pastLogMs: -HOUR },
    'off',
    false,
    false,
  ],
  ['wrong before, set right', { serverMs: 0, aheadMs: -2 * HOUR }, 'good', true, true],
  [
    'wrong before, set wrong otherwise',
    { serverMs: 5 * HOUR, aheadMs: -2 * HOUR },
    'off',
    false,
    false,
  ],
  ['61 s from the server', { serverMs: 61_000 }, 'off', false, false],
  ['60 s from the server', { serverMs: 60_000 }, 'warn', true, true],
  ['1970 at boot, no server', { pastLogMs: -FIFTY_YEARS }, 'behind-log', false, true],
  [
    '1970 at boot, set to today, no server',
    { aheadMs: FIFTY_YEARS, pastLogMs: HOUR },
    'good',
    true,
    true,
  ],
  [
    '1970 at boot, set to 2001, no server',
    { aheadMs: FIFTY_YEARS / 2, pastLogMs: -FIFTY_YEARS / 2 },
    'behind-log',
    false,
    true,
  ],
  ['+2 h, nobody was asked', { aheadMs: 2 * HOUR, pastLogMs: 3 * HOUR }, 'stepped', false, false],
  [
    '−2 h, nobody was asked, still after the log',
    { aheadMs: -2 * HOUR, pastLogMs: HOUR },
    'stepped',
    false,
    false,
  ],
  [
    '−2 h, nobody was asked, before the log',
    { aheadMs: -2 * HOUR, pastLogMs: -HOUR },
    'held',
    true,
    false,
  ],
  [
    '+8 h of a clock that stood still while off',
    { aheadMs: 8 * HOUR, pastLogMs: 8 * HOUR, mayBeStale: true },
    'good',
    true,
    true,
  ],
  [
    '−8 h of a clock that stood still while off',
    { aheadMs: -8 * HOUR, pastLogMs: -8 * HOUR, mayBeStale: true },
    'held',
    true,
    false,
  ],
  [
    '+2 h of a clock that a person vouched for',
    { aheadMs: 2 * HOUR, pastLogMs: 3 * HOUR, hadWord: true },
    'held',
    true,
    false,
  ],
  [
    '+2 h that a person vouches for',
    { aheadMs: 2 * HOUR, pastLogMs: 3 * HOUR, hasWord: true },
    'person',
    true,
    true,
  ],
  ['a person against the server', { serverMs: 2 * HOUR, hasWord: true }, 'person', true, true],
  ['a person against the log', { pastLogMs: -FIFTY_YEARS, hasWord: true }, 'person', true, true],
  ['a person of what nobody doubts', { hasWord: true }, 'good', true, true],
  ['sleep of an hour', { serverMs: 0, sleptMs: HOUR }, 'good', true, true],
  [
    'sleep of an hour while the clock was wrong',
    { serverMs: -2 * HOUR, aheadMs: 2 * HOUR, sleptMs: HOUR },
    'off',
    false,
    false,
  ],
]

describe('the rule of the clock', () => {
  it.each(rows)('%s', (_, facts, finding, mayBegin, follow) => {
    expect(judgeClock({ ...CALM, ...facts })).toEqual({ finding, mayBegin, follow })
  })
})

const NOW = Date.parse('2026-11-30T23:59:00+07:00')
const stamp = (boot: string, monotonicMs: number, at: number, offsetMs: number | null) => {
  const source = offsetMs === null ? 'none' : 'server'
  const clock: ClockReading = { at, offsetMs, source, boot, monotonicMs }
  return { clock } as StationEvent
}

describe('what the log is sure has passed', () => {
  it.each([
    ['nothing, of an empty log', [], 0],
    ['a stamp that a server was asked for', [stamp('a', 0, NOW, 0)], NOW],
    ['nothing, of a run that asked nobody', [stamp('a', 0, NOW, null)], 0],
    [
      'not the two hours that a clock ran ahead of the server',
      [stamp('a', 0, NOW + 2 * HOUR, -2 * HOUR)],
      NOW,
    ],
    ['not more than a clock says that runs behind', [stamp('a', 0, NOW - HOUR, HOUR)], NOW - HOUR],
    [
      'a stamp of 1970, carried on from a stamp of the same run',
      [stamp('a', 0, NOW, 0), stamp('a', 60_000, 0, null)],
      NOW + 60_000,
    ],
    [
      'a stamp before the server was asked, carried back',
      [stamp('a', 0, NOW + 2 * HOUR, null), stamp('a', 10_000, NOW + 10_000, 0)],
      NOW + 10_000,
    ],
    [
      'not a wrong run between two right ones',
      [stamp('a', 0, NOW, 0), stamp('b', 0, NOW + 9 * HOUR, null), stamp('c', 0, NOW + HOUR, 0)],
      NOW + HOUR,
    ],
    [
      'over the end of a month as over any other minute',
      [stamp('a', 0, NOW, 0), stamp('a', 120_000, NOW + 120_000, null)],
      Date.parse('2026-12-01T00:01:00+07:00'),
    ],
  ])('%s', (_, events, sure) => {
    expect(sureTimeOf(events)).toBe(sure)
  })
})

describe('an item that a clock running ahead wrote off', () => {
  const sound = {
    name: 'tin',
    digest: 'a'.repeat(64),
    pcm: new Int16Array(480_000),
    bytes: Buffer.alloc(9),
    path: '',
  }
  const block = makeBlock(NOW, [makeItem({ sound, offsetSamples: 0 })])
  const [item] = resolve(makeManifest(1, [block], [sound]))
  const verdict = (atMs: number, mayRejoin: boolean) =>
    item &&
    verdictOn(item, { attempt: 1, outcome: 'skipped', plannedAt: NOW, mayRejoin }, atMs * 48).kind

  it('sounds when its instant is still to come', () => {
    expect(verdict(NOW - 1_000, true)).toBe('upcoming')
  })
  it('stays written off afterwards', () => {
    expect(verdict(NOW + 1_000, true)).toBe('settled')
  })
  it('stays written off where something else than the time spoke against it', () => {
    expect(verdict(NOW - 1_000, false)).toBe('settled')
  })
})
