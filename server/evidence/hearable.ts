import {
  type AiringId,
  type ItemId,
  obligationIdOf,
  type StationId,
} from '../../playout/contract/ids.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import { isAfterRecall } from '../airing/after-recall.ts'
import type { Airing } from '../airing/airing.ts'
import type { RelayWindow } from '../order/emergency-window.ts'
import { itemSpan, type PlannedBlock } from '../plan/playlist.ts'

/** Something that a recording at a station may show: a bulletin that sounded there, or was to. */
export type Hearable = Readonly<{
  /** The station's own item, or the district's airing that it carried. */
  key: string
  title: string
  asset: string
  bulletin: string
  version: string
  /** The station's own window. */
  window: string
  dueAt: Instant
  lengthMs: number
  /** What a commune owed with it; null for what is a station's own. */
  obligation: string | null
}>

export type HearableSource = Readonly<{
  /** Of the date, of all stations. */
  blocks: readonly PlannedBlock[]
  /** Of the date, of the district and the station. */
  airings: readonly Airing[]
  /** Of all stations, with the district's emergencies. */
  windows: readonly RelayWindow[]
  /** From when each recalled version may no longer sound. */
  recalls: ReadonlyMap<string, Instant>
}>

export type HearingStation = Readonly<{
  id: string
  role: 'district' | 'commune'
  technology: 'ip' | 'fm' | 'wired'
}>

/**
 * What could be heard at a station on a date, in order of time. Where it plays by itself that is its
 * own list; an FM or wired commune carries the district's live signal, so there it is what the
 * district really aired in the windows that the commune relays, beside a list of its own.
 */
export function hearablesOf(station: HearingStation, source: HearableSource): Hearable[] {
  const own = ownOf(station, source)
  const carried = [...signalOf(station, source), ...calledOf(station, source)]
  const all = isLiveSignal(station) ? [...own, ...carried] : own
  return all.toSorted((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1))
}

/** True for a commune that carries the district's signal, and plays no relayed list of its own. */
export function isLiveSignal({ role, technology }: HearingStation): boolean {
  return role === 'commune' && technology !== 'ip'
}

function ownOf(station: HearingStation, { blocks, airings, recalls }: HearableSource): Hearable[] {
  const began = new Map(
    airings
      .filter((one) => one.station === station.id && one.startedAt !== null)
      .map(({ item, startedAt }) => [item, startedAt]),
  )
  return blocks
    .filter((one) => one.station === station.id && one.block.purpose === 'programme')
    .flatMap(({ block }) =>
      block.items.flatMap((item) => {
        const { bulletin, relayOf } = item
        if (item.kind !== 'bulletin' || !bulletin) return []
        const plannedAt = itemSpan(block, item).startsAt
        if ((recalls.get(bulletin.version) ?? Infinity) < plannedAt) return []
        return [
          {
            ...{ key: item.id, title: item.title, asset: item.asset, bulletin: bulletin.id },
            ...{ version: bulletin.version, window: block.window },
            ...{ dueAt: began.get(item.id) ?? plannedAt },
            lengthMs: samplesToMs(item.lengthSamples),
            obligation:
              relayOf === null ? null : obligationIdOf(relayOf as ItemId, station.id as StationId),
          },
        ]
      }),
    )
}

function signalOf(
  station: HearingStation,
  { airings, windows, recalls }: HearableSource,
): Hearable[] {
  const relaying = new Map(
    windows.flatMap((one) =>
      one.station === station.id && one.relaysWindow ? [[one.relaysWindow as string, one.id]] : [],
    ),
  )
  return airings.flatMap((airing) => {
    const { bulletin, version } = airing
    const window = relaying.get(airing.window)
    const counts =
      airing.outcome === 'aired' &&
      airing.purpose === 'programme' &&
      airing.kind === 'bulletin' &&
      airing.language === 'vi' &&
      !isAfterRecall(airing, recalls)
    if (!counts || !window || bulletin === null || version === null) return []
    return [
      {
        ...{ key: airing.id, title: airing.title, asset: airing.asset, bulletin, version, window },
        dueAt: airing.startedAt ?? airing.plannedAt,
        lengthMs: samplesToMs(airing.samplesSent ?? airing.samplesExpected),
        obligation: obligationIdOf(airing.id as AiringId, station.id as StationId),
      },
    ]
  })
}

/** Emergencies that a commune was told of by telephone: the district's own signal carries none of them. */
function calledOf(
  { id }: HearingStation,
  { windows, blocks, recalls }: HearableSource,
): Hearable[] {
  return windows.flatMap(({ emergency, ...window }) => {
    const plays = blocks.some(({ block }) => block.window === window.id)
    if (!emergency?.asset || emergency.onSignal || window.station !== id || plays) return []
    const { title, bulletin, version, asset, items, startsAt } = emergency
    const lengthMs = samplesToMs(emergency.lengthSamples)
    return items
      .map((key, at) => ({
        ...{ key, title, asset, bulletin, version, window: window.id, lengthMs },
        dueAt: startsAt + at * lengthMs,
        obligation: obligationIdOf(key, id as StationId),
      }))
      .filter(({ dueAt }) => dueAt <= (recalls.get(version) ?? Number.POSITIVE_INFINITY))
  })
}
