import type { Block, Item, Plan } from '../../web/api/shapes.ts'

export const SECOND = 48_000

export function anItem(
  id: string,
  fromSecond: number,
  seconds: number,
  news: Partial<Item> = {},
): Item {
  return {
    id: id.repeat(32),
    kind: 'bulletin',
    title: `Bản tin ${id}`,
    asset: '0'.repeat(64),
    offsetSamples: fromSecond * SECOND,
    lengthSamples: seconds * SECOND,
    gainMillibels: 0,
    bulletin: null,
    relayOf: null,
    ...{ pinned: null, pinnedBy: null, repeat: false, begun: false, by: 'player', ...news },
  }
}

export function aBlock(startsAt: number, seconds: number, news: Partial<Block> = {}): Block {
  return {
    id: `block-${startsAt}`,
    purpose: 'programme',
    date: '2024-08-15',
    window: 'w1',
    title: '05:00',
    startsAt,
    lengthSamples: seconds * SECOND,
    items: [],
    relayTime: [],
    outputs: null,
    freeSamples: 0,
    ...{ begun: false, openFrom: 0, bars: [], idlePins: [] },
    explanations: [],
    ...news,
  }
}

export function aPlan(...blocks: Block[]): Plan {
  return {
    station: 'longhung',
    stationName: 'Xã Long Hưng',
    date: '2024-08-15',
    zone: 'Asia/Ho_Chi_Minh',
    sample: true,
    ...{ revision: 'r1', version: 1, names: [], closed: false, withoutMusic: false },
    ...{ forecast: false, why: null },
    blocks,
  }
}

export function aRelay(fromSecond: number, seconds: number): Block['relayTime'][number] {
  const span = { offsetSamples: fromSecond * SECOND, lengthSamples: seconds * SECOND }
  return { source: 'province', ...span, live: null, end: 'hard' }
}
