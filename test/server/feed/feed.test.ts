import { describe, expect, it } from 'vitest'
import type { StationId, WindowId } from '../../../playout/contract/ids.ts'
import { carriedWindows, type FeedFacts, listOf, ownWindows } from '../../../server/feed/feed.ts'
import { blockOf, itemOf } from '../../../server/plan/block.ts'
import { airWindow, candidate, DISTRICT, MONDAY, on } from '../../support/plan.ts'
import { aFeed, anItem, aWindow } from './a-feed.ts'

const facts: FeedFacts = {
  plannedAt: () => 7,
  revision: () => 2,
  fileOf: (asset) => `mp3 of ${asset}`,
  versionOf: () => ({ contentType: 'news', author: 'Lan', approver: 'Minh' }),
  firstHeard: () => null,
  liveName: () => null,
}

const minute = 60_000
const window = airWindow('05:00:00', 0, {
  segments: [
    { source: 'vov', lengthMs: 10 * minute, campaignShareMs: null },
    { source: 'district', lengthMs: 5 * minute, campaignShareMs: null },
  ],
})

/** The district's morning: VOV for ten minutes, then two bulletins. */
function districtBlock() {
  const [occurrence] = on([window])
  if (!occurrence) throw new Error('the window does not occur')
  const at = (seconds: number) => (10 * 60 + seconds) * 48_000
  return blockOf(occurrence, [
    itemOf(DISTRICT, occurrence, candidate('a', 60), 'bulletin', at(0), []),
    itemOf(DISTRICT, occurrence, candidate('b', 60), 'bulletin', at(60), []),
  ])
}

describe('what a station with a player airs', () => {
  it('is its playlist, with what other sources fill', () => {
    const [feed] = ownWindows([districtBlock()], facts)
    expect(feed?.parts).toEqual([
      {
        source: 'vov',
        name: null,
        startsAt: feed?.startsAt,
        endsAt: (feed?.startsAt ?? 0) + 10 * minute,
      },
    ])
    expect(feed?.items.map(({ title }) => title)).toEqual(['a', 'b'])
    expect(feed).toMatchObject({ by: 'player', revision: 2, plannedAt: 7 })
  })

  it('is PL when the same version was to be heard there earlier', () => {
    const [feed] = ownWindows([districtBlock()], {
      ...facts,
      firstHeard: (version) => (version === 'a/1' ? 0 : Number.MAX_SAFE_INTEGER),
    })
    expect(feed?.items.map(({ repeat }) => repeat)).toEqual([true, false])
  })
})

describe('what a station without a player carries', () => {
  const carried = (startsAt: string, lengthMs: number, relays = true) => {
    const own = airWindow(startsAt, 0, {
      ...{ id: 'cua-xa' as WindowId, station: 'long-hung' as StationId, name: 'Của xã' },
      segments: [{ source: 'district', lengthMs, campaignShareMs: null }],
      relaysWindow: relays ? window.id : null,
    })
    const block = districtBlock()
    return carriedWindows(on([own]), new Map([[block.id, block]]), facts)[0]
  }

  it('is the district’s plan of the window that it relays, under its own window', () => {
    const feed = carried('05:00:00', 15 * minute)
    expect(feed).toMatchObject({ id: `cua-xa@${MONDAY}`, title: 'Của xã', by: 'district-signal' })
    expect(feed?.items.map(({ title, relayed }) => [title, relayed])).toEqual([
      ['a', true],
      ['b', true],
    ])
    expect(feed?.parts.map(({ source }) => source)).toEqual(['vov'])
  })

  it('holds nothing that sounds before it begins or after it ends', () => {
    const feed = carried('05:10:00', 1.5 * minute)
    expect(feed?.items.map(({ title }) => title)).toEqual(['a'])
    expect(feed?.parts).toEqual([])
  })

  it('is nothing in a window that relays nothing', () => {
    expect(carried('05:00:00', 15 * minute, false)).toMatchObject({ items: [], revision: 0 })
  })
})

describe('the list of a feed', () => {
  it('has public addresses by the origin asked for, and names each version, sound and item', () => {
    const { title, sounds } = listOf(aFeed(), 'https://dai.example')
    expect(title).toBe('Đài huyện Mỹ Tú, 12/08/2024')
    expect(sounds).toEqual([
      {
        ...{ title: 'Dừng phục vụ máy 2G Only', durationMs: 43_250 },
        startsAt: Date.parse('2024-08-12T05:10:00+07:00'),
        locations: [`https://dai.example/api/v1/assets/${'f'.repeat(64)}`],
        identifiers: [
          'urn:tiep-am:version:b1/1',
          `urn:tiep-am:asset:${'a'.repeat(64)}`,
          'urn:tiep-am:item:0123456789abcdef0123456789abcdef',
        ],
      },
    ])
  })

  it('leaves out what is only a forecast', () => {
    const dates = [{ date: '2024-08-12', names: [], forecast: true }]
    expect(listOf(aFeed({ dates }), 'https://dai.example').sounds).toEqual([])
  })

  it('leaves out what has no file that everybody may fetch', () => {
    const feed = aFeed({ windows: [aWindow({ items: [anItem({ file: null })] })] })
    expect(listOf(feed, 'https://dai.example').sounds).toEqual([])
  })
})
