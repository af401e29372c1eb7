import { describe, expect, it } from 'vitest'
import type { RecallPreview, RecallStation } from '../../web/api/shapes.ts'
import { isCountedIn } from '../../web/data/airing-filter.ts'
import { dialled, inOrderOfNeed, isTyped, reachOf, stillOwed } from '../../web/data/recall.ts'
import { anAiring } from './a-station.ts'

const aStation = (name: string, state: RecallStation['state']): RecallStation => ({
  ...{ station: name, name, role: 'commune', technology: 'fm', phone: null, state },
  ...{ askedAt: null, droppedAt: null, receivedAt: null, lastSeenAt: null },
  ...{ airedAfter: 0, confirmations: [] },
})

describe('the delivery list of a recall', () => {
  it('begins with whom to call, and ends with what is settled', () => {
    const stations = [
      aStation('a', 'dropped'),
      aStation('b', 'waiting'),
      aStation('c', 'not-reached'),
      aStation('d', 'confirmed'),
    ]
    expect(inOrderOfNeed(stations).map(({ name }) => name)).toEqual(['c', 'b', 'd', 'a'])
  })

  it('dials a number however it is written', () => {
    expect(dialled('0299 3870.001')).toBe('tel:02993870001')
    expect(dialled('+84 299 3870001')).toBe('tel:+842993870001')
  })
})

describe('recalls that are not done yet', () => {
  it('add up whom to call and whose answer is waited for', () => {
    const tally = { stations: 10, dropped: 3, confirmed: 0, waiting: 1, notReached: 6 }
    const open = { tally: { ...tally, complete: false } }
    expect(stillOwed([open, open, open])).toEqual({ toCall: 18, toAnswer: 3 })
    expect(stillOwed([])).toEqual({ toCall: 0, toAnswer: 0 })
  })
})

describe('what a recall would strike', () => {
  it('names each station once: on air before planned, planned before held; and whom to call', () => {
    const station = (name: string, more: Partial<RecallPreview['stations'][number]>) => ({
      ...{ station: name, name, technology: 'ip' as const, phone: null },
      ...{ onAir: false, nextAt: null, mayHold: false, call: false, ...more },
    })
    const { onAir, next, holding, call } = reachOf({
      covers: [],
      stations: [
        station('a', { onAir: true, nextAt: 5, mayHold: true }),
        station('b', { nextAt: 5, mayHold: true }),
        station('c', { mayHold: true }),
        station('d', { call: true }),
      ],
    })
    expect([onAir, next, holding, call].map((part) => part.map(({ name }) => name))).toEqual([
      ...[['a'], ['b'], ['c'], ['d']],
    ])
  })
})

describe('the word that confirms', () => {
  it('may be typed without marks and in any case, but must be the word', () => {
    for (const typed of ['THU HỒI', 'thu hoi', '  Thu  Hồi '])
      expect(isTyped(typed, 'thu hồi')).toBe(true)
    for (const typed of ['', 'thu', 'thuhoi', 'recall'])
      expect(isTyped(typed, 'thu hồi')).toBe(false)
  })
})

describe('an airing after the recall', () => {
  it('is in its own figure and in no other', () => {
    const late = anAiring({ afterRecall: true, relayOf: 'x' })
    expect(isCountedIn('afterRecall', late)).toBe(true)
    for (const figure of ['aired', 'relayed', 'partial', 'missed'])
      expect(isCountedIn(figure, late)).toBe(false)
    expect(isCountedIn('afterRecall', anAiring())).toBe(false)
  })
})
