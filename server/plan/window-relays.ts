import type { StationId, WindowId } from '../../playout/contract/ids.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { StationGroup } from '../station/group.ts'
import type { PlanStation } from './plan-station.ts'
import type { AirWindow } from './window.ts'

export type RelayWishes = Readonly<{
  /** Stations or groups. */
  relayedBy: readonly string[]
  relayedLater: readonly Readonly<{ place: string; startsAt: string }>[]
}>

type Known = Readonly<{
  stations: ReadonlyMap<string, PlanStation>
  groups: ReadonlyMap<string, StationGroup>
}>

export type RelayRefusal =
  | 'window-not-relayable'
  | 'window-relay-unknown'
  | 'window-relay-twice'
  | 'window-later-too-early'

/** The windows with which communes relay a district's window: the same parts at their own times. */
export function relaysOf(
  relayed: AirWindow,
  { relayedBy, relayedLater }: RelayWishes,
  known: Known,
  newId: () => string,
): Outcome<AirWindow[], RelayRefusal> {
  const wishes = [
    ...[...new Set(relayedBy)].map((place) => ({ place, mode: 'same' as const, startsAt: null })),
    ...relayedLater.map((one) => ({ ...one, mode: 'later' as const })),
  ]
  if (wishes.length === 0) return ok([])
  if (relayed.group || known.stations.get(relayed.station)?.role !== 'district')
    return refuse('window-not-relayable')
  const relaying = new Set<string>()
  const windows: AirWindow[] = []
  for (const { place, mode, startsAt } of wishes) {
    const group = known.groups.get(place)
    const stations = group ? membersNow(group) : [place]
    for (const id of stations) {
      const station = known.stations.get(id)
      const name = station?.name ?? id
      if (station?.role !== 'commune') return refuse('window-relay-unknown', { station: name })
      if (relaying.has(id)) return refuse('window-relay-twice', { station: name })
      relaying.add(id)
    }
    const begins = startsAt ?? relayed.startsAt
    if (mode === 'later' && begins <= relayed.startsAt)
      return refuse('window-later-too-early', {
        ...{ station: group?.name ?? known.stations.get(place)?.name ?? place },
        ...{ startsAt: begins.slice(0, 5), relayed: relayed.startsAt.slice(0, 5) },
      })
    const id = newId() as WindowId
    windows.push({
      ...{ ...relayed, id, laidAs: id, startsAt: begins, relayMode: mode, parts: null },
      ...{ relaysWindow: relayed.id, group: group ? group.id : null },
      station: (group ? relayed.station : place) as StationId,
    })
  }
  return ok(windows)
}

/** Those that belong to a group by the latest word. */
export function membersNow({ members }: StationGroup): string[] {
  return members.flatMap(({ station, to }) => (to === null ? [station] : []))
}
