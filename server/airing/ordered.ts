import type { Manifest } from '../../playout/contract/manifest.ts'
import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { AiringEvent } from './airing.ts'

/**
 * Whether an event speaks of an item as the manifest that it names ordered it: same place, sound,
 * bulletin, length and instant. A station signs what it likes; only what the office ordered counts.
 *
 * @param manifest the version that the event names, as it was published to this station
 */
export function isOrdered(event: AiringEvent, manifest: Manifest | null): boolean {
  const block = manifest?.blocks.find(({ id }) => id === event.block)
  const item = block?.items.find(({ id }) => id === event.item)
  if (!block || !item) return false
  const plannedAt = block.startsAt + Math.floor(item.offsetSamples / SAMPLES_PER_MS)
  return (
    event.purpose === block.purpose &&
    event.date === block.date &&
    event.window === block.window &&
    event.kind === item.kind &&
    event.title === item.title &&
    event.asset === item.asset &&
    event.relayOf === item.relayOf &&
    event.bulletin === (item.bulletin?.id ?? null) &&
    event.version === (item.bulletin?.version ?? null) &&
    event.campaign === (item.bulletin?.campaign ?? null) &&
    event.language === (item.bulletin?.language ?? null) &&
    event.samplesExpected === item.lengthSamples &&
    Math.abs(event.plannedAt - plannedAt) <= 1
  )
}
