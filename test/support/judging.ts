import type { Airing } from '../../server/airing/airing.ts'
import type { Obligation } from '../../server/compliance/obligation.ts'

/** Something due at 100 000 ms that lasts a minute. */
export const obligation: Obligation = {
  ...{ id: 'd1@my-huong', title: 'a', dueAt: 100_000, lengthMs: 60_000, settledAt: 160_000 },
  ...{ owes: 'd1', item: 'i1' },
}

/** An airing of it that sounded whole and in time, unless changed. */
export function airing(changes: Partial<Airing> = {}): Airing {
  return {
    ...{ id: 'i1.1', station: 'my-huong', item: 'i1', attempt: 1, purpose: 'programme' },
    ...{ kind: 'bulletin', title: 'a', date: '2024-08-12', window: 'w', block: 'b' },
    ...{ bulletin: 'a', version: 'a/1', campaign: '2g', language: 'vi', asset: 'x' },
    ...{ relayOf: 'd1', manifestVersion: 1, plannedAt: 100_000, startedAt: 100_000 },
    ...{ endedAt: 160_000, startErrorSamples: 0, fromSample: 0, samplesExpected: 2_880_000 },
    ...{ samplesSent: 2_880_000, levelMillibels: -1_800, outcome: 'aired', reason: null },
    ...{ clockOffsetMs: 0, firstLeaf: 0, lastLeaf: 1, receivedAt: 160_500 },
    ...changes,
  } as Airing
}
