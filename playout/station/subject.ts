import type { AiringSubject } from '../contract/event.ts'
import { airingIdOf, type ItemId } from '../contract/ids.ts'
import { type Instance, instantOf } from '../timeline/instance.ts'

/** What the log says of a try at an item: which item, of which manifest, for what. */
export function subjectOf(
  { item, block, startsAt }: Instance,
  manifestVersion: number,
  attempt: number,
): AiringSubject {
  return {
    purpose: block.purpose,
    manifestVersion,
    block: block.id,
    window: block.window,
    date: block.date,
    item: item.id,
    kind: item.kind,
    title: item.title,
    airing: airingIdOf(item.id as ItemId, attempt),
    attempt,
    relayOf: item.relayOf,
    bulletin: item.bulletin?.id ?? null,
    version: item.bulletin?.version ?? null,
    campaign: item.bulletin?.campaign ?? null,
    language: item.bulletin?.language ?? null,
    asset: item.asset,
    plannedAt: instantOf(startsAt),
    samplesExpected: item.lengthSamples,
  }
}
