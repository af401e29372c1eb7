import { StationStatusText } from '../../playout/contract/exchange.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { healthOf } from '../station/station.ts'
import type { KnownStation } from '../station/station-store.ts'
import type { Exposure } from './exposure-store.ts'

/** What a recall meets at one station. */
export type Reach = Readonly<{
  station: string
  name: string
  technology: 'ip' | 'fm' | 'wired'
  phone: string | null
  /** As its player said within the last seconds. */
  onAir: boolean
  /** When it would sound there next; null when it is not planned. */
  nextAt: Instant | null
  /** Its player may hold the file. */
  mayHold: boolean
  /** Nothing there speaks with the server, so somebody has to call. */
  call: boolean
}>

/** What each station has to do with the versions that are about to be recalled. */
export function reachOf(
  stations: readonly KnownStation[],
  exposures: readonly Exposure[],
  now: Instant,
): Reach[] {
  const byStation = Map.groupBy(exposures, ({ station }) => station)
  return stations.map((station) => {
    const { id, name, technology, phone, enrolled } = station
    const own = byStation.get(id) ?? []
    const sounding = soundingAt(station, now)
    return {
      ...{ station: id, name, technology, phone },
      onAir: own.some(({ item }) => item === sounding),
      nextAt: own.find(({ startsAt }) => startsAt > now)?.startsAt ?? null,
      mayHold: own.length > 0,
      call: !enrolled,
    }
  })
}

function soundingAt({ status, technology, lastSeenAt }: KnownStation, now: Instant): string | null {
  if (healthOf(technology, lastSeenAt, now) !== 'well') return null
  return StationStatusText.safeParse(JSON.parse(status ?? 'null')).data?.onAir?.item ?? null
}
