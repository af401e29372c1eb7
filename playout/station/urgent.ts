import { type AirSample, airSampleOf } from '../timeline/instance.ts'
import type { Resolved } from '../timeline/resolve.ts'
import type { Tried } from '../timeline/verdict.ts'

/**
 * Blocks that break in as soon as they can. Where one stands is found by the player when its first
 * sound is ready; the rest of it follows from there. A restart in the middle begins anew with what
 * was not heard whole.
 */
export type UrgentBlocks = Readonly<{
  /** The first of what waits to break in; null when nothing does, or something urgent has the air. */
  waiting(now: AirSample): Resolved | null
  /** Notes where a waiting one was placed. */
  placed(item: string, startsAt: AirSample): void
  /** An instance of an urgent block with its real place; null while it has none. */
  place(instance: Resolved): Resolved | null
  /** Until when something urgent has the air, counted from `from`; `from` itself when nothing has. */
  busyUntil(from: AirSample): AirSample
}>

/** After this nobody is startled any more by what was urgent then, ms. */
export const URGENT_FOR_MS = 10 * 60_000

export function createUrgentBlocks(
  resolved: () => readonly Resolved[],
  triedOf: (item: string) => Tried | undefined,
  /** Whether its sound is there, and it may begin at this hour. */
  mayBreakIn: (instance: Resolved, now: AirSample) => boolean,
): UrgentBlocks {
  /** How far each placed block was moved, and from which item on. */
  const moved = new Map<string, Readonly<{ by: number; from: AirSample }>>()

  const urgent = () => resolved().filter(({ block, bar }) => block.urgent && bar === null)

  function place(instance: Resolved): Resolved | null {
    const move = moved.get(instance.block.id)
    if (!move || instance.startsAt < move.from) return null
    return {
      ...instance,
      startsAt: instance.startsAt + move.by,
      endsAt: instance.endsAt + move.by,
      mayUntil: instance.cut === null ? instance.mayUntil + move.by : instance.mayUntil,
    }
  }

  function busyUntil(from: AirSample): AirSample {
    const running = urgent()
      .flatMap((instance) => place(instance) ?? [])
      .filter(({ startsAt, endsAt }) => startsAt <= from && endsAt > from)
    return running.reduce((until, { endsAt }) => Math.max(until, endsAt), from)
  }

  return {
    place,
    busyUntil,
    placed: (item, startsAt) => {
      const instance = resolved().find((one) => one.item.id === item)
      if (!instance) return
      moved.set(instance.block.id, { by: startsAt - instance.startsAt, from: instance.startsAt })
    },
    waiting: (now) => {
      if (busyUntil(now) > now) return null
      const latest = now - airSampleOf(URGENT_FOR_MS)
      const first = urgent().find(({ item, block, startsAt }) => {
        const at = airSampleOf(block.startsAt)
        const move = moved.get(block.id)
        const isPlaced = move !== undefined && startsAt >= move.from
        return at <= now && at >= latest && !isPlaced && !isOver(triedOf(item.id))
      })
      return first && mayBreakIn(first, now) ? first : null
    },
  }

  function isOver(tried: Tried | undefined): boolean {
    return tried !== undefined && !(tried.outcome === 'interrupted' && tried.mayRejoin)
  }
}
