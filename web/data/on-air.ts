import type { Station } from '../api/shapes.ts'

/** What a station sounds, as far as its latest status tells. */
export type OnAir =
  | Readonly<{
      kind: 'playing'
      item: string
      title: string
      itemKind: 'bulletin' | 'tune' | 'test'
      startedAt: number
      endsAt: number
      remainingMs: number
      /** 0…1 */
      progress: number
    }>
  | Readonly<{ kind: 'quiet' }>
  /** No status that could be trusted: never one, or none for long. */
  | Readonly<{ kind: 'unknown' }>

/** A status tells of an item's end some seconds late; its own end instant is never late. */
export function onAirOf(station: Station | undefined, now: number): OnAir {
  const status = station?.status
  if (!status || station.health === 'out-of-reach' || station.health === 'never-seen')
    return { kind: 'unknown' }
  const { onAir } = status
  if (!onAir || now >= onAir.endsAt) return { kind: 'quiet' }
  const lengthMs = Math.max(1, onAir.endsAt - onAir.startedAt)
  return {
    kind: 'playing',
    item: onAir.item,
    title: onAir.title,
    itemKind: onAir.kind,
    startedAt: onAir.startedAt,
    endsAt: onAir.endsAt,
    remainingMs: onAir.endsAt - now,
    progress: Math.min(1, Math.max(0, (now - onAir.startedAt) / lengthMs)),
  }
}

/** What comes next, unless its instant has passed meanwhile. */
export function nextOf(
  station: Station | undefined,
  now: number,
): Readonly<{ title: string; at: number }> | null {
  const next = station?.status?.next ?? null
  return next && next.at > now ? next : null
}

/** How far the station's clock may be trusted: a dot beside the time. */
export function clockQuality(station: Station | undefined): 'good' | 'off' | 'unknown' {
  const offset = station?.status?.clockOffsetMs
  if (offset === null || offset === undefined) return 'unknown'
  return Math.abs(offset) <= 500 ? 'good' : 'off'
}

/** Beyond this a station begins nothing by itself, ms. */
const DISTRUSTED_MS = 60_000

/** The server's time minus a station's where that is too much to begin anything by, ms; else null. */
export function clockGap(station: Station | undefined): number | null {
  const offset = station?.status?.clockOffsetMs ?? 0
  return Math.abs(offset) > DISTRUSTED_MS ? offset : null
}

/** Level of a meter, 0…1 over the 60 dB that matter; `millibels` is 0.01 dBFS. */
export function meterOf(millibels: number): number {
  return Math.min(1, Math.max(0, (millibels + 6_000) / 6_000))
}
