import type { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import type { Visitor } from '../access.ts'
import type { Db } from '../deps.ts'
import { listCalls, listContacts } from '../order/call-store.ts'
import { mayRestart } from '../order/stop.ts'
import type { KnownStop } from '../order/stop-store.ts'
import { reachedBy } from '../order/wire.ts'
import { listStations } from '../station/station-store.ts'
import { reachOf } from './reach-view.ts'
import { stopStep } from './stop-progress.ts'
import type { LocalStop, StopView } from './stop-view.ts'
import { holdsName, listSaidStops, readStatus } from './told-store.ts'

type Shown = z.output<typeof StopView>

/** A station may learn of an order a little before the server's clock has it ordered. */
const EARLIER_MS = 60_000
/** What somebody at a station stopped longer ago has been seen by then. */
const LOCAL_SINCE_MS = 30 * 86_400_000
/** Orders of somebody at a station, as its player names them. */
const LOCAL = /^local-/

/** Acts of stopping, with how far each has come at each station. */
export async function showStops(
  db: Db,
  stops: readonly KnownStop[],
  visitor: Visitor,
  now: Instant,
): Promise<Shown[]> {
  if (stops.length === 0) return []
  const stations = new Map((await listStations(db)).map((one) => [one.id, one]))
  const acts = Map.groupBy(stops, ({ group }) => group)
  const calls = await listCalls(db, [...acts.keys()])
  const contacts = await listContacts(db)
  const oldest = Math.min(...stops.map(({ orderedAt }) => orderedAt))
  const said = new Map(
    (await listSaidStops(db, oldest - EARLIER_MS)).map((one) => [
      `${one.station} ${one.stop}`,
      one,
    ]),
  )
  const shown: Shown[] = []
  for (const [group, ofAct] of acts) {
    const places: Shown['stations'] = []
    for (const stop of ofAct) {
      const station = stations.get(stop.station)
      if (!station) continue
      const status = readStatus(station.status)
      const word = said.get(`${stop.station} ${stop.id}`)
      const call = calls.get(group)?.get(stop.station)
      // Who was told to stop has not been told to go on.
      const isTold = call !== undefined && (stop.endedAt === null || call.at > stop.endedAt)
      places.push({
        ...reachOf(station, contacts, isTold ? call : undefined, now),
        ...{ stop: stop.id, cluster: stop.clusterName },
        step: stopStep({
          ...{ isEnded: stop.endedAt !== null, way: reachedBy(station, now) },
          isHeld: status !== null && (await holdsName(db, station.id, status.held, stop.id)),
          said: word?.what ?? null,
        }),
        silentAt: word?.what === 'stopped' ? word.at : null,
        ...{ endedByName: stop.endedByName, endedAt: stop.endedAt },
        mayRestart: stop.endedAt === null && mayRestart(visitor, stop, station.unit_id),
      })
    }
    const [first] = ofAct
    if (!first) continue
    const { reason, orderedByName, orderedAt } = first
    shown.push({ id: group, reason, orderedByName, orderedAt, stations: places })
  }
  return shown
}

/** Players that somebody at the station has silenced. */
export async function listLocalStops(db: Db, now: Instant): Promise<z.output<typeof LocalStop>[]> {
  const held = (await listSaidStops(db, now - LOCAL_SINCE_MS)).filter(
    ({ stop, what }) => what === 'stopped' && LOCAL.test(stop),
  )
  if (held.length === 0) return []
  const names = new Map((await listStations(db)).map(({ id, name }) => [id, name]))
  return held.map(({ station, at, reason }) => ({
    ...{ station, stationName: names.get(station) ?? station, at, reason },
  }))
}
