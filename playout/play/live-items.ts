import type { OpenSound } from '../engine/sound.ts'
import { climb, type LadderParts } from '../live/ladder.ts'
import type { AirSample } from '../timeline/instance.ts'
import type { Scheduled } from './scheduled.ts'

/** What the live items of a schedule are carried with. */
export type LiveItemParts = Readonly<{
  items: readonly Scheduled[]
  /** Where something live begins; null while that is not known. */
  startOf(path: string): AirSample | null
  ladder: Pick<LadderParts, 'clock' | 'heardAt' | 'openSource' | 'openFiller'>
  /** Told which source of an item sounds from now on, and why not the one before. */
  changed(id: string, to: string, reason: string): void
}>

/** Opens what a schedule carries live, by its name: the same ladder as a station's, never silent. */
export function openLiveItems(parts: LiveItemParts): OpenSound {
  return (path, fromSample, untilSample, signal) => {
    const item = parts.items.find((one) => one.path === path)
    const startsAt = parts.startOf(path)
    if (!item?.live || startsAt === null) throw new Error('the schedule has no such source')
    const { id, live } = item
    return climb({ startsAt, sources: live.sources }, fromSample, untilSample, signal, {
      ...parts.ladder,
      fillers: () => live.fillers,
      changed: (to, reason) => parts.changed(id, to, reason),
    })
  }
}
