import type { StationLevels } from '../playout/contract/exchange.ts'

/** Levels on their way from a player to whoever looks at its meters: never logged, never kept. */
export type Meters = Readonly<{
  /** Somebody looks; the result looks away. */
  watch(station: string, see: (levels: StationLevels) => void): () => void
  /** Players send levels only while this is true. */
  isWatched(station: string): boolean
  /** False for what is no newer than what was shown within the same run of the player. */
  show(levels: StationLevels): boolean
}>

export function makeMeters(): Meters {
  const watchers = new Map<string, Set<(levels: StationLevels) => void>>()
  const newest = new Map<string, Readonly<{ boot: string; count: number }>>()
  return {
    watch: (station, see) => {
      const here = watchers.get(station) ?? new Set()
      watchers.set(station, here.add(see))
      return () => {
        here.delete(see)
        if (here.size === 0 && watchers.get(station) === here) watchers.delete(station)
      }
    },
    isWatched: (station) => watchers.has(station),
    show: (levels) => {
      const { station, boot, count } = levels
      const before = newest.get(station)
      if (before?.boot === boot && count <= before.count) return false
      newest.set(station, { boot, count })
      for (const see of watchers.get(station) ?? []) see(levels)
      return true
    },
  }
}
