import type { Feed, FeedItem, FeedWindow } from '../../../server/feed/feed.ts'

const TEN_PAST = Date.parse('2024-08-12T05:10:00+07:00')
const ITEM = '0123456789abcdef0123456789abcdef'

/** A quarter of an hour of Mỹ Tú's on a Monday morning; what differs is handed in. */
export function aFeed(changes: Partial<Feed> = {}): Feed {
  return {
    ...{ station: 'district', stationName: 'Đài huyện Mỹ Tú', role: 'district' },
    ...{ zone: 'Asia/Ho_Chi_Minh', sample: false, from: '2024-08-12', days: 1 },
    dates: [{ date: '2024-08-12', names: [], forecast: false }],
    windows: [aWindow()],
    ...changes,
  }
}

export function aWindow(changes: Partial<FeedWindow> = {}): FeedWindow {
  const startsAt = Date.parse('2024-08-12T05:00:00+07:00')
  return {
    ...{ id: 'sang@2024-08-12', window: 'sang', title: 'Sáng', date: '2024-08-12' },
    ...{ startsAt, endsAt: startsAt + 900_000, by: 'player', revision: 3 },
    plannedAt: Date.parse('2024-08-11T20:00:00+07:00'),
    parts: [{ source: 'vov', name: null, startsAt, endsAt: startsAt + 600_000 }],
    items: [anItem()],
    ...changes,
  }
}

export function anItem(changes: Partial<FeedItem> = {}): FeedItem {
  return {
    ...{ id: ITEM, kind: 'bulletin', title: 'Dừng phục vụ máy 2G Only' },
    ...{
      startsAt: TEN_PAST,
      endsAt: TEN_PAST + 43_250,
      lengthMs: 43_250,
      language: 'vi',
      class: 'ordinary',
    },
    ...{ contentType: 'notice', version: 'b1/1', asset: 'a'.repeat(64), file: 'f'.repeat(64) },
    ...{ relayed: false, repeat: false, author: 'Lan', approver: 'Minh' },
    ...changes,
  }
}
