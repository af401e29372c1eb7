import type { Digest } from '../../playout/contract/ids.ts'
import type { KnownFind } from '../../server/evidence/bind.ts'
import type { Hearable } from '../../server/evidence/hearable.ts'
import type { WeighedFind } from '../../server/evidence/heard.ts'
import type { Recording } from '../../server/evidence/recording.ts'

/** Something due, 30 s long, of a bulletin named like its sound. */
export function due(key: string, asset: string, dueAt: number, window = 'w1'): Hearable {
  const bulletin = asset.split('/')[0] ?? asset
  return {
    ...{ key, title: bulletin, asset, bulletin, version: asset, window, dueAt },
    ...{ lengthMs: 30_000, obligation: `${key}@xa` },
  }
}

/** Found whole, at a second of the recording. */
export function find(number: number, asset: string, atS: number, coverage = 9_800): KnownFind {
  return {
    ...{ number, asset: asset as Digest, startMs: atS * 1000, coverage, lengthMs: 30_000 },
    bulletins: [asset.split('/')[0] ?? asset],
  }
}

export function weighed(
  number: number,
  asset: string,
  atS: number,
  changes: Partial<WeighedFind> = {},
): WeighedFind {
  return {
    ...find(number, asset, atS),
    ...{
      verdict: 'proved',
      effective: 'proved',
      overruled: false,
      overruledBy: null,
      speedPpm: 1_000_000,
    },
    ...{ coverageFrom: 9_500, coverageTo: 10_000, confidence: 5_000 },
    ...{ falseAlarms: 1, expected: true },
    ...{ spans: [], differing: [], sameAs: [] },
    ...changes,
  }
}

/** Ten minutes from instant 1,000,000 on by a checked clock, here since 2,000,000. */
export function aRecording(changes: Partial<Recording> = {}): Recording {
  return {
    ...{ id: 'r1', station: 'xa', madeBy: 'an', date: '2024-08-12', window: null, aimAt: null },
    ...{ announcedAt: 2_000_000, receivedAt: 2_000_000, startedAt: 1_000_000, clock: 'checked' },
    ...{ clockOffsetMs: 0, challengeIssuedAt: null, source: 'phone', fileName: 'a.webm' },
    ...{ bytes: 1, digest: null, attempts: 1 },
    soundRemovedAt: null,
    state: {
      ...{ kind: 'done', finishedAt: 2_100_000 },
      heard: {
        ...{ durationMs: 600_000, contentType: 'audio/webm', soundDigest: 'd' as Digest },
        ...{ copyDue: null, copy: null, print: null, alike: [], leaf: 1 },
      },
    },
    ...changes,
  }
}
