import type { StationId } from '../../playout/contract/ids.ts'
import type { Block, Item } from '../../playout/contract/manifest.ts'
import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Candidate } from './airworthy.ts'
import { plannedItemId } from './planned-item-id.ts'
import { relayTimeOf } from './playlist.ts'
import type { Occurrence, Source } from './window.ts'

/** A commune plays its own part and the district's items that it relays. */
const both: readonly Source[] = ['district', 'commune']

/**
 * The block of a window on a date; other sources' parts are named, the items are handed in.
 * @param own whose block it is: what that fills by itself is not another source's
 */
export function blockOf(
  { window, date, startsAt }: Occurrence,
  items: Item[],
  own: Source = 'district',
): Block {
  return {
    id: blockIdOf(window.id, date),
    purpose: 'programme',
    date,
    window: window.id,
    title: window.name,
    startsAt,
    lengthSamples: window.lengthMs * SAMPLES_PER_MS,
    items,
    relayTime: relayTimeOf(
      window.segments,
      own === 'commune' && window.relaysWindow ? both : [own],
    ),
    outputs: null,
  }
}

/** Like an item's, a block's identity survives replanning. */
export function blockIdOf(window: string, date: string): string {
  return `${window}@${date}`
}

/** The window that a block is of. */
export function windowOfBlock(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('@')))
}

/** An item that begins at this sample of its block, after the items that are there already. */
export function itemOf(
  station: StationId,
  { window, date }: Occurrence,
  candidate: Candidate,
  kind: 'tune' | 'bulletin',
  offsetSamples: number,
  before: readonly Item[],
): Item {
  const { asset, bulletin, version, title, language, campaign, samples } = candidate
  const earlier = before.filter((item) => item.bulletin?.version === version).length
  return {
    id: plannedItemId({
      station,
      date,
      window: window.id,
      subject: kind === 'tune' ? asset : version,
      occurrence: earlier + 1,
    }),
    kind,
    title,
    asset,
    offsetSamples,
    lengthSamples: samples,
    gainMillibels: 0,
    bulletin: {
      ...{ id: bulletin, version, title, language },
      ...{ class: candidate.class, campaign: campaign?.id ?? null },
    },
    relayOf: null,
  }
}
