import type { StationId, WindowId } from '../../playout/contract/ids.ts'
import type { Block, Item } from '../../playout/contract/manifest.ts'
import { type LocalDate, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { isMusical } from '../content-type.ts'
import { type AiringPlace, type Candidate, objectionTo } from './airworthy.ts'
import { blockIdOf, blockOf } from './block.ts'
import { plannedItemId } from './planned-item-id.ts'
import { type Explanation, freeOf, freeSamples, itemSpan, type PlannedBlock } from './playlist.ts'
import { type Occurrence, segmentOf } from './window.ts'

/**
 * What an IP commune plays in its windows: the district's items of the window that it relays, at the
 * same instants, or where it may be later at the same distance from its own window's start; each names
 * the district's. A relay is in Vietnamese: an edition in another language is the commune's own
 * programme.
 */
export function planRelay(
  planning: Readonly<{
    station: StationId
    place: AiringPlace
    occurrences: readonly Occurrence[]
    candidates: readonly Candidate[]
    /** The district's blocks, by id. */
    district: ReadonlyMap<string, Block>
    /** Days on which nothing musical sounds there. */
    withoutMusic?(date: LocalDate): boolean
  }>,
): PlannedBlock[] {
  const byVersion = new Map(planning.candidates.map((one) => [one.version as string, one]))
  return [...planning.occurrences]
    .sort((a, b) => a.startsAt - b.startsAt || (a.window.id < b.window.id ? -1 : 1))
    .map((occurrence) => {
      const { window, date } = occurrence
      const relayed = window.relaysWindow && blockIdOf(window.relaysWindow, date)
      const source = relayed ? planning.district.get(relayed) : undefined
      const block = blockOf(occurrence, [], 'commune')
      const isLater = window.relayMode === 'later'
      const explanations: Explanation[] = []
      // What the district has not aired yet cannot be relayed.
      const isEarly = isLater && source !== undefined && block.startsAt < source.startsAt
      const isSilent = planning.withoutMusic?.(date) ?? false
      for (const item of isEarly ? [] : (source?.items ?? [])) {
        const part = byVersion.get(item.bulletin?.version ?? '')
        if (isSilent && part && isMusical(part.contentType)) continue
        const own = relayItem(planning.station, block, source as Block, item, isLater)
        const rule = relayHindrance(block, own, planning.place, part)
        if (rule) explanations.push({ code: rule, params: { title: item.title } })
        else block.items.push(own)
      }
      block.relayTime = besides(block.relayTime, block.items)
      explanations.unshift(
        isEarly
          ? { code: 'relay-too-early', params: { window: source.title } }
          : source
            ? { code: 'relays', params: { items: block.items.length, window: source.title } }
            : { code: relayed ? 'district-silent' : 'own-window', params: {} },
      )
      explanations.push(freeOf(freeOfRelay(occurrence, block)))
      return { station: planning.station, block, explanations }
    })
}

/** What a commune could still fill itself: not what the district leaves open of its own part. */
function freeOfRelay({ window }: Occurrence, block: Block): number {
  const own = segmentOf(window, 'commune')
  return window.relaysWindow ? (own?.lengthMs ?? 0) * SAMPLES_PER_MS : freeSamples(block)
}

/** The district's item as this commune's: another identity, the same instant or place in the window. */
function relayItem(
  station: StationId,
  own: Block,
  source: Block,
  item: Item,
  isLater: boolean,
): Item {
  const subject = item.kind === 'tune' ? item.asset : (item.bulletin?.version ?? item.asset)
  const earlier = source.items.filter(
    (other) =>
      other.offsetSamples < item.offsetSamples &&
      other.bulletin?.version === item.bulletin?.version,
  ).length
  return {
    ...item,
    id: plannedItemId({
      station,
      date: own.date,
      window: own.window as WindowId,
      subject,
      occurrence: earlier + 1,
    }),
    offsetSamples:
      item.offsetSamples + (isLater ? 0 : (source.startsAt - own.startsAt) * SAMPLES_PER_MS),
    relayOf: item.id,
  }
}

function relayHindrance(
  own: Block,
  item: Item,
  place: AiringPlace,
  candidate: Candidate | undefined,
): Explanation['code'] | null {
  if (item.offsetSamples < 0 || item.offsetSamples + item.lengthSamples > own.lengthSamples)
    return 'outside-window'
  if (item.bulletin && item.bulletin.language !== 'vi') return 'no-relay-language'
  if (!candidate) return 'not-approved'
  const span = itemSpan(own, item)
  return objectionTo(candidate, span.startsAt, span.endsAt, place)
}

/** Where the district took room from a relay that may be shorter, the commune's is shorter too. */
export function besides(
  relayTime: Block['relayTime'],
  items: readonly Pick<Item, 'offsetSamples' | 'lengthSamples'>[],
): Block['relayTime'] {
  return items.reduce(
    (parts, item) =>
      parts.flatMap((part) => {
        const [from, end] = [part.offsetSamples, part.offsetSamples + part.lengthSamples]
        const [begins, ends] = [item.offsetSamples, item.offsetSamples + item.lengthSamples]
        if (ends <= from || end <= begins) return [part]
        return [
          { ...part, lengthSamples: begins - from },
          { ...part, offsetSamples: ends, lengthSamples: end - ends },
        ].filter(({ lengthSamples }) => lengthSamples > 0)
      }),
    relayTime,
  )
}
