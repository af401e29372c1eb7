/** Time drawn from top to bottom: windows to scale, the empty hours between them folded. */

export type Span = Readonly<{ startsAt: number; endsAt: number }>

/** A piece of the drawing; `folded` is shorter than its time and says so. */
export type Stretch = Span & Readonly<{ folded: boolean; top: number; height: number }>

export type TimeScale = Readonly<{
  stretches: readonly Stretch[]
  /** Px. */
  height: number
  pxPerSecond: number
}>

/** What an empty stretch is drawn as at most, px. */
const FOLD_PX = 56
/** Between two ruler lines, px. */
const TICK_PX = 56
/** Ruler steps, seconds. */
const STEPS = [0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200] as const

/** Spans may overlap and come in any order; what lies between them is folded when it is long. */
export function scaleOf(spans: readonly Span[], pxPerSecond: number): TimeScale {
  const stretches: Stretch[] = []
  let top = 0
  const add = (startsAt: number, endsAt: number, folded: boolean) => {
    const height = folded ? FOLD_PX : ((endsAt - startsAt) / 1000) * pxPerSecond
    stretches.push({ startsAt, endsAt, folded, top, height })
    top += height
  }
  for (const { startsAt, endsAt } of merged(spans)) {
    const before = stretches.at(-1)
    if (before) {
      const gapPx = ((startsAt - before.endsAt) / 1000) * pxPerSecond
      add(before.endsAt, startsAt, gapPx > FOLD_PX)
    }
    add(startsAt, endsAt, false)
  }
  return { stretches, height: top, pxPerSecond }
}

/** Where an instant is drawn, px from the top; before the first and after the last stretch at its edge. */
export function topOf({ stretches, height }: TimeScale, at: number): number {
  for (const stretch of stretches)
    if (at <= stretch.endsAt) {
      const share = (at - stretch.startsAt) / Math.max(1, stretch.endsAt - stretch.startsAt)
      return stretch.top + Math.max(0, share) * stretch.height
    }
  return height
}

/** The instant drawn at a height. */
export function instantAt({ stretches }: TimeScale, top: number): number {
  const last = stretches.at(-1)
  for (const stretch of stretches)
    if (top <= stretch.top + stretch.height) {
      const share = Math.max(0, (top - stretch.top) / Math.max(0.001, stretch.height))
      return Math.round(stretch.startsAt + share * (stretch.endsAt - stretch.startsAt))
    }
  return last?.endsAt ?? 0
}

/** Lines of the ruler. */
export type Tick = Readonly<{ at: number; top: number }>

/**
 * Ruler lines between two heights, at whole steps from `origin` (local midnight), none in folded time.
 * @returns with the step in seconds: below 1 the label wants decimals
 */
export function ticksOf(
  scale: TimeScale,
  origin: number,
  fromTop: number,
  toTop: number,
): Readonly<{ step: number; ticks: readonly Tick[] }> {
  const step = STEPS.find((seconds) => seconds * scale.pxPerSecond >= TICK_PX) ?? 7200
  const stepMs = step * 1000
  const ticks: Tick[] = []
  for (const stretch of scale.stretches) {
    if (stretch.folded || stretch.top + stretch.height < fromTop || stretch.top > toTop) continue
    const from = Math.max(stretch.startsAt, instantAt(scale, Math.max(stretch.top, fromTop)))
    let at = origin + Math.ceil((from - origin) / stepMs) * stepMs
    for (; at <= stretch.endsAt; at += stepMs) {
      const top = topOf(scale, at)
      if (top > toTop) break
      if (ticks.at(-1)?.at !== at) ticks.push({ at, top })
    }
  }
  return { step, ticks }
}

function merged(spans: readonly Span[]): Span[] {
  const whole: { startsAt: number; endsAt: number }[] = []
  for (const { startsAt, endsAt } of spans.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = whole.at(-1)
    if (last && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt)
    else whole.push({ startsAt, endsAt })
  }
  return whole
}
