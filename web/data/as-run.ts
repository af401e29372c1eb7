import type { Airing } from '../api/shapes.ts'

/** What the log says of something that was planned. */
export type AsRun = Readonly<{
  /** When it was heard; null for what was not. */
  heard: Readonly<{ startsAt: number; endsAt: number | null }> | null
  outcome: Airing['outcome']
}>

type Logged = Pick<Airing, 'item' | 'attempt' | 'startedAt' | 'endedAt' | 'outcome'>

/** By planned item what became of it: from its first sound to its last, as its last attempt ended. */
export function asRun(airings: readonly Logged[]): ReadonlyMap<string, AsRun> {
  const byItem = Map.groupBy(airings, ({ item }) => item)
  return new Map([...byItem].map(([item, attempts]) => [item, becameOf(attempts)]))
}

function becameOf(attempts: readonly Logged[]): AsRun {
  const last = attempts.reduce((a, b) => (b.attempt > a.attempt ? b : a))
  return { heard: heardIn(attempts), outcome: last.outcome }
}

/** From the first sound of several things to their last; null when nothing of them was heard. */
export function heardFrom(runs: readonly (AsRun | undefined)[]): AsRun['heard'] {
  return span(runs.flatMap((run) => run?.heard ?? []))
}

function heardIn(attempts: readonly Logged[]): AsRun['heard'] {
  return span(
    attempts.flatMap(({ startedAt, endedAt, outcome }) =>
      startedAt === null || outcome === 'silent' ? [] : [{ startsAt: startedAt, endsAt: endedAt }],
    ),
  )
}

function span(heard: readonly NonNullable<AsRun['heard']>[]): AsRun['heard'] {
  if (heard.length === 0) return null
  const ends = heard.map(({ endsAt }) => endsAt)
  return {
    startsAt: Math.min(...heard.map(({ startsAt }) => startsAt)),
    endsAt: ends.some((end) => end === null) ? null : Math.max(...ends.map((end) => end ?? 0)),
  }
}
