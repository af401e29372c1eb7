import type { Instant } from '../../playout/contract/time.ts'

/** A stretch of a campaign in which the versions that it names sound. */
export type Phase = Readonly<{
  from: Instant
  /** The first instant at which it is over; null for no end. */
  until: Instant | null
  versions: readonly string[]
}>

/** A phase with its name, as people see it. */
export type NamedPhase = Phase & Readonly<{ name: string }>

export type KeptPhase = NamedPhase & Readonly<{ id: string }>

/** From when to when something may sound; null for no end. */
type Span = Readonly<{ from: Instant; until: Instant | null }>

/**
 * When a version may sound by its campaign's phases: a campaign without phases says nothing of it;
 * in one that has them, a version sounds in those that name it, and one that none names never does.
 * Phases that follow one another without a gap are one span; of several, the first that is not over.
 *
 * @param since spans that are over by then are left out, unless all are
 * @returns null for never
 */
export function phaseSpan(phases: readonly Phase[], version: string, since: Instant): Span | null {
  if (phases.length === 0) return { from: Number.NEGATIVE_INFINITY, until: null }
  const spans = phaseSpans(phases, version)
  return spans.find(({ until }) => until === null || until > since) ?? spans.at(-1) ?? null
}

/** Every span in which phases name a version, in order; more than one when it pauses in between. */
export function phaseSpans(phases: readonly Phase[], version: string): Span[] {
  const spans: { from: Instant; until: Instant | null }[] = []
  const naming = phases.filter(({ versions }) => versions.includes(version))
  for (const { from, until } of naming.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (!last || (last.until !== null && last.until < from)) spans.push({ from, until })
    else if (last.until !== null) last.until = until === null ? null : Math.max(last.until, until)
  }
  return spans
}
