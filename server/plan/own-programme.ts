import type { WindowId } from '../../playout/contract/ids.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import { plannedItemId } from './planned-item-id.ts'
import { planStation } from './planner.ts'
import type { Explanation, PlannedBlock } from './playlist.ts'
import type { StationPlanning } from './station-planning.ts'
import { segmentOf } from './window.ts'

/**
 * Adds to a commune's relays what it airs by itself (tự phát) in its own part of the windows: never
 * over an obligation, and never a relay.
 */
export function withOwnProgramme(
  relays: readonly PlannedBlock[],
  planning: StationPlanning,
): PlannedBlock[] {
  const occurrences = planning.occurrences.filter(({ window }) => segmentOf(window, 'commune'))
  const taken = new Map(
    relays.map(({ block }) => [
      block.id,
      block.items.map(({ offsetSamples, lengthSamples }) => ({
        from: offsetSamples,
        end: offsetSamples + lengthSamples,
      })),
    ]),
  )
  const own = new Map(
    planStation({ ...planning, occurrences, taken }).map((planned) => [planned.block.id, planned]),
  )
  return relays.map((relay) => {
    const mine = own.get(relay.block.id)
    return mine ? merged(relay, mine) : withLostPins(relay, planning)
  })
}

/** What blocks hold of the station's own, for its turns. */
export function ownItemsOf(blocks: readonly PlannedBlock[]): PlannedBlock[] {
  return blocks.map((planned) => ({
    ...planned,
    block: {
      ...planned.block,
      items: planned.block.items.filter(({ relayOf }) => relayOf === null),
    },
  }))
}

/** A window without a part of the commune's own holds nothing that hands put there. */
function withLostPins(
  relay: PlannedBlock,
  { pins, candidates }: Pick<StationPlanning, 'pins' | 'candidates'>,
): PlannedBlock {
  const lost = (pins?.get(relay.block.id) ?? []).map(({ version }): Explanation => {
    const title = candidates.find((one) => one.version === version)?.title
    return title === undefined
      ? { code: 'pin-unknown', params: { version } }
      : { code: 'pin-lost', params: { title, because: 'no-own-segment' } }
  })
  return lost.length === 0 ? relay : { ...relay, explanations: [...relay.explanations, ...lost] }
}

function merged(relay: PlannedBlock, own: PlannedBlock): PlannedBlock {
  const said = relay.explanations.filter(({ code }) => code !== 'free' && code !== 'own-window')
  return {
    station: relay.station,
    block: {
      ...relay.block,
      // Without a relay the own part may have grown.
      relayTime: relay.block.items.length > 0 ? relay.block.relayTime : own.block.relayTime,
      items: [...relay.block.items, ...countedOn(own, relay.block.items)].sort(
        (a, b) => a.offsetSamples - b.offsetSamples,
      ),
    },
    explanations: [...said, ...own.explanations],
  }
}

/** What it also relays in this window, it airs once more by itself: the count goes on, as identities need. */
function countedOn({ station, block }: PlannedBlock, relays: readonly Item[]): Item[] {
  return block.items.map((item, index) => {
    const subject = subjectOf(item)
    const same = (one: Item) => subjectOf(one) === subject
    const relayed = relays.filter(same).length
    if (relayed === 0) return item
    const occurrence = relayed + block.items.slice(0, index).filter(same).length + 1
    const window = block.window as WindowId
    return {
      ...item,
      id: plannedItemId({ station, date: block.date, window, subject, occurrence }),
    }
  })
}

function subjectOf({ kind, asset, bulletin }: Item): string {
  return kind === 'tune' ? asset : (bulletin?.version ?? asset)
}
