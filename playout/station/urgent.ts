import type { Block, Manifest } from '../contract/manifest.ts'
import { type AirSample, airSampleOf } from '../timeline/instance.ts'
import type { Resolved } from '../timeline/resolve.ts'
import type { Stretch } from '../timeline/start.ts'
import type { Tried } from '../timeline/verdict.ts'
import { DISTRUST_MS } from './clock-rule.ts'

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
  /** What urgent blocks had of the air since this process began, and what they have. */
  stretches(): readonly Stretch[]
  /** A newer manifest: what it no longer orders, or holds less of, ends here at the latest. */
  trim(manifest: Manifest, at: AirSample): void
  /**
   * A person silenced the station: what was placed lets the air go. What of it was not begun waits
   * anew, and breaks in when the station may sound again.
   */
  letGo(at: AirSample): void
}>

/** After this nobody is startled any more by what was urgent then, ms. */
export const URGENT_FOR_MS = 10 * 60_000

const MAX_STRETCHES = 50

/** Where the last item of a block ends, by the plan. */
function lastOf({ startsAt, items }: Block): AirSample {
  const ends = items.map(({ offsetSamples, lengthSamples }) => offsetSamples + lengthSamples)
  return airSampleOf(startsAt) + Math.max(0, ...ends)
}

export function createUrgentBlocks(
  resolved: () => readonly Resolved[],
  triedOf: (item: string) => Tried | undefined,
  /** Whether its sound is there, and it may begin at this hour. */
  mayBreakIn: (instance: Resolved, now: AirSample) => boolean,
): UrgentBlocks {
  /** How far each placed block was moved, and from which item on. */
  const moved = new Map<string, Readonly<{ by: number; from: AirSample }>>()
  /** By block, the newest last. */
  const stretches = new Map<string, Stretch>()

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
      .filter(({ item }) => !isCutShort(triedOf(item.id)))
    return running.reduce((until, { endsAt }) => Math.max(until, endsAt), from)
  }

  return {
    place,
    busyUntil,
    placed: (item, startsAt) => {
      const instance = resolved().find((one) => one.item.id === item)
      if (!instance) return
      const { block } = instance
      moved.set(block.id, { by: startsAt - instance.startsAt, from: instance.startsAt })
      const endsAt = lastOf(block)
      stretches.set(block.id, { from: startsAt, to: startsAt + endsAt - instance.startsAt })
      const [oldest] = stretches.keys()
      if (stretches.size > MAX_STRETCHES && oldest !== undefined) stretches.delete(oldest)
    },
    stretches: () => [...stretches.values()],
    trim: (manifest, at) => {
      const blocks = new Map(manifest.blocks.map((block) => [block.id, block]))
      for (const [id, stretch] of stretches) {
        const block = blocks.get(id)
        const isWhole = block !== undefined && block.items.length > 0
        if (!isWhole && stretch.to > at) stretches.set(id, { ...stretch, to: at })
      }
    },
    letGo: (at) => {
      moved.clear()
      for (const [id, stretch] of stretches)
        if (stretch.to > at) stretches.set(id, { ...stretch, to: at })
    },
    waiting: (now) => {
      if (busyUntil(now) > now) return null
      const latest = now - airSampleOf(URGENT_FOR_MS)
      // Whoever orders never orders ahead: what lies ahead is a clock that is slow by as much as is
      // still trusted, and nobody waits for that.
      const soonest = now + airSampleOf(DISTRUST_MS)
      const first = urgent().find(({ item, block, startsAt }) => {
        const at = airSampleOf(block.startsAt)
        const move = moved.get(block.id)
        const isPlaced = move !== undefined && startsAt >= move.from
        return at <= soonest && at >= latest && !isPlaced && !isOver(triedOf(item.id))
      })
      return first && mayBreakIn(first, now) ? first : null
    },
  }

  /** Over before its end, and not to be joined again: nothing of it will sound. */
  function isCutShort(tried: Tried | undefined): boolean {
    return isOver(tried) && tried?.outcome !== 'on-air' && tried?.outcome !== 'ended'
  }

  function isOver(tried: Tried | undefined): boolean {
    return tried !== undefined && !(tried.outcome === 'interrupted' && tried.mayRejoin)
  }
}
