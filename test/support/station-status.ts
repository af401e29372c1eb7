import type { StationStatus } from '../../playout/contract/exchange.ts'

/** A status of Mỹ Hương's player with one output, `hls`. */
export function statusText(key: string, changes: Partial<StationStatus> = {}): StationStatus {
  return {
    ...{ format: 'tiep-am/status/1', station: 'my-huong', key, boot: 'b1', count: 1, at: 0 },
    ...{ held: 0, lastSeq: 0, unsent: 0, onAir: null, next: null },
    outputs: [{ name: 'hls', kind: 'hls', state: 'ok', levelMillibels: -2_000, sentSamples: 1 }],
    ...{ assetsHeld: 0, assetsWanted: 0, clockOffsetMs: 0 },
    ...changes,
  }
}
