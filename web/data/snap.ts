import type { Span } from './time-scale.ts'

/** Where something that is moved comes to rest. */
export type Snapped = Readonly<{
  at: number
  /** What it lies against; null for a whole step of the clock. */
  against: 'after' | 'before' | 'part-start' | 'part-end' | null
}>

/** What a moved piece may lie against. */
export type Surroundings = Readonly<{
  /** What already sounds, the moved piece itself left out. */
  neighbours: readonly Span[]
  /** Parts of windows that may be filled. */
  parts: readonly Span[]
}>

/** An edge this near draws the piece to it, px. */
const REACH_PX = 9

/** The least step at a zoom, ms: whole 5 s from afar, whole seconds near, tenths close up. */
export function stepAt(pxPerSecond: number): number {
  return pxPerSecond < 4 ? 5_000 : pxPerSecond < 60 ? 1_000 : 100
}

/**
 * @param wanted where the piece's start is held
 * @param lengthMs of the piece
 */
export function snap(
  wanted: number,
  lengthMs: number,
  { neighbours, parts }: Surroundings,
  pxPerSecond: number,
): Snapped {
  const edges: Snapped[] = [
    ...parts.map(({ startsAt }): Snapped => ({ at: startsAt, against: 'part-start' })),
    ...neighbours.flatMap(({ startsAt, endsAt }): Snapped[] => [
      { at: endsAt, against: 'after' },
      { at: startsAt - lengthMs, against: 'before' },
    ]),
    ...parts.map(({ endsAt }): Snapped => ({ at: endsAt - lengthMs, against: 'part-end' })),
  ]
  const reachMs = (REACH_PX / pxPerSecond) * 1000
  let nearest: Snapped | null = null
  for (const edge of edges) {
    const far = Math.abs(edge.at - wanted)
    if (far <= reachMs && (!nearest || far < Math.abs(nearest.at - wanted))) nearest = edge
  }
  if (nearest) return nearest
  const step = stepAt(pxPerSecond)
  return { at: Math.round(wanted / step) * step, against: null }
}

/** One key press on: to the next edge on the way when one lies within the step, else a step. */
export function nudge(
  from: number,
  lengthMs: number,
  direction: 1 | -1,
  { neighbours, parts }: Surroundings,
  pxPerSecond: number,
): number {
  const step = stepAt(pxPerSecond)
  const grid =
    direction === 1 ? (Math.floor(from / step) + 1) * step : (Math.ceil(from / step) - 1) * step
  const onTheWay = [...neighbours, ...parts]
    .flatMap(({ startsAt, endsAt }) => [endsAt, startsAt - lengthMs, startsAt, endsAt - lengthMs])
    .filter((at) => (direction === 1 ? from < at && at < grid : grid < at && at < from))
  return direction === 1 ? Math.min(grid, ...onTheWay) : Math.max(grid, ...onTheWay)
}
