import type { Occurrence, Segment, Source } from './window.ts'

/**
 * True when relays of other sources in this window may be shorter. Where a commune relays its district
 * they may not: the district's part is at its instant, and only the district moves it.
 */
export function givesWay({ window }: Occurrence, own: Source): boolean {
  if (own === 'commune' && window.relaysWindow !== null) return false
  return window.segments.some((segment) => spareMs(segment, own) > 0)
}

/** Milliseconds by which relays in this window may be shorter, whoever gains by it. */
export function spareOf({ window }: Occurrence): number {
  return window.segments.reduce(
    (sum, { lengthMs, leastMs }) => sum + Math.max(0, lengthMs - (leastMs ?? lengthMs)),
    0,
  )
}

/** The window with every relay that may be shorter as short as it may be: its own part grows by that. */
export function withRoom(occurrence: Occurrence, own: Source): Occurrence {
  const { window } = occurrence
  const grows = window.segments.findIndex(({ source }) => source === own)
  if (grows < 0 || !givesWay(occurrence, own)) return occurrence
  const more = window.segments.reduce((sum, segment) => sum + spareMs(segment, own), 0)
  const segments = window.segments.map((segment, at) => ({
    ...segment,
    lengthMs: segment.lengthMs + (at === grows ? more : -spareMs(segment, own)),
  }))
  return { ...occurrence, window: { ...window, segments } }
}

function spareMs({ source, lengthMs, leastMs }: Segment, own: Source): number {
  return source === own ? 0 : Math.max(0, lengthMs - (leastMs ?? lengthMs))
}
