import type { Airing, Station } from '../../web/api/shapes.ts'

/** A commune's IP station that is well and sounds nothing. */
export function aStation(news: Partial<Station> = {}): Station {
  return {
    id: 'longhung',
    unit: 'longhung',
    unitCode: '31579',
    name: 'Xã Long Hưng',
    role: 'commune',
    technology: 'ip',
    languages: ['vi'],
    zone: 'Asia/Ho_Chi_Minh',
    phone: null,
    clusters: [],
    health: 'well',
    lastSeenAt: 0,
    status: aStatus(),
    manifestVersion: 3,
    enrolled: true,
    ...news,
  }
}

export function aStatus(
  news: Partial<NonNullable<Station['status']>> = {},
): NonNullable<Station['status']> {
  return {
    format: 'tiep-am/status/1',
    station: 'longhung',
    key: '0'.repeat(32),
    boot: 'boot',
    count: 1,
    at: 0,
    held: 3,
    lastSeq: 0,
    unsent: 0,
    onAir: null,
    next: null,
    outputs: [],
    assetsHeld: 0,
    assetsWanted: 0,
    clockOffsetMs: 0,
    ...news,
  }
}

/** A campaign's bulletin that was aired whole. */
export function anAiring(news: Partial<Airing> = {}): Airing {
  return {
    id: `${'a'.repeat(32)}.1`,
    item: 'a'.repeat(32),
    attempt: 1,
    station: 'longhung',
    stationName: 'Xã Long Hưng',
    purpose: 'programme',
    kind: 'bulletin',
    title: 'Dừng 2G',
    date: '2024-08-15',
    window: 'w1',
    windowName: '05:00',
    bulletin: 'b1',
    version: 'b1/1',
    campaign: 'c1',
    language: 'vi',
    relayOf: null,
    manifestVersion: 1,
    plannedAt: 0,
    startedAt: 0,
    endedAt: 1,
    startErrorSamples: 0,
    fromSample: 0,
    samplesExpected: 48_000,
    samplesSent: 48_000,
    levelMillibels: -1_600,
    outcome: 'aired',
    reason: null,
    clockOffsetMs: 0,
    firstLeaf: 0,
    lastLeaf: 1,
    receivedAt: 0,
    afterRecall: false,
    grade: 'logged',
    ...news,
  }
}
