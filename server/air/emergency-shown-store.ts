import type { z } from 'zod'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { Visitor } from '../access.ts'
import type { Airing } from '../airing/airing.ts'
import type { Db } from '../deps.ts'
import { type Call, listCalls, listContacts } from '../order/call-store.ts'
import { type EmergencyPlace, emergencyState, hourOf } from '../order/emergency.ts'
import type { KnownEmergency } from '../order/emergency-store.ts'
import { listHoldingStops } from '../order/stop-store.ts'
import { reachedBy } from '../order/wire.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { healthOf } from '../station/station.ts'
import { type KnownStation, listStations } from '../station/station-store.ts'
import { emergencyProgress } from './emergency-progress.ts'
import { EMERGENCY_ROLES } from './emergency-right.ts'
import type { EmergencyView } from './emergency-view.ts'
import { reachOf } from './reach-view.ts'
import { holdsName, listAiringsOf, readStatus } from './told-store.ts'

/** A block began no longer before its order was shown. */
const LONGEST_AGO_MS = 2 * 86_400_000

type Shown = z.output<typeof EmergencyView>

/** Orders with how far each has come at each station, as its player says. */
export async function showEmergencies(
  db: Db,
  orders: readonly KnownEmergency[],
  visitor: Visitor,
  now: Instant,
): Promise<Shown[]> {
  if (orders.length === 0) return []
  const stations = new Map((await listStations(db)).map((one) => [one.id, one]))
  const calls = await listCalls(
    db,
    orders.map(({ id }) => id),
  )
  const oldest = Math.min(...orders.map(({ orderedAt }) => orderedAt))
  const blocks = new Map(
    (await listBlocks(db, { startsFrom: Math.max(oldest, now - LONGEST_AGO_MS) })).map(
      ({ block }) => [block.id, block],
    ),
  )
  const named = orders.flatMap(({ places }) => places.flatMap(({ block }) => block ?? []))
  const facts = {
    ...{ contacts: await listContacts(db), blocks, airings: await listAiringsOf(db, named) },
    stopped: new Set(
      (await listHoldingStops(db)).flatMap((stop) => (stop.cluster === null ? stop.station : [])),
    ),
  }
  const shown: Shown[] = []
  for (const order of orders) {
    const places: Shown['stations'] = []
    for (const place of order.places) {
      const station = stations.get(place.station)
      if (!station) continue
      const call = calls.get(order.id)?.get(place.station)
      places.push(await showPlace(db, { order, place, station, call, ...facts }, now))
    }
    shown.push({ ...headOf(order, stations, visitor, now), stations: places })
  }
  return shown
}

function headOf(
  order: KnownEmergency,
  stations: ReadonlyMap<string, KnownStation>,
  visitor: Visitor,
  now: Instant,
): Omit<Shown, 'stations'> {
  const state = emergencyState(order, order.samples, now)
  const units = order.places.flatMap(({ station }) => stations.get(station)?.unit_id ?? [])
  const covers = (roles: Parameters<Visitor['may']>[0]) =>
    units.every((unit) => visitor.may(roles, unit))
  const zone = stations.get(order.places[0]?.station ?? '')?.zone ?? 'Asia/Ho_Chi_Minh'
  return {
    ...{ id: order.id, bulletin: order.bulletin, version: order.version, title: order.title },
    ...{ text: order.text, lengthMs: samplesToMs(order.samples), repeats: order.repeats },
    ...{ reason: order.reason, state, hour: hourOf(order, zone) },
    ...{ orderedByName: order.orderedByName, orderedAt: order.orderedAt },
    ...{ confirmedByName: order.confirmedByName, confirmedAt: order.confirmedAt },
    ...{ endedByName: order.endedByName, endedAt: order.endedAt },
    mayConfirm: state === 'waiting' && order.orderedBy !== visitor.id && covers(['approver']),
    mayEnd: (state === 'waiting' || state === 'running') && covers(EMERGENCY_ROLES),
  }
}

type PlaceFacts = Readonly<{
  order: KnownEmergency
  place: EmergencyPlace
  station: KnownStation
  call: Call | undefined
  contacts: ReadonlyMap<string, readonly string[]>
  blocks: ReadonlyMap<string, NonNullable<Parameters<typeof emergencyProgress>[0]['block']>>
  airings: ReadonlyMap<string, readonly Airing[]>
  stopped: ReadonlySet<string>
}>

async function showPlace(
  db: Db,
  { order, place, station, call, contacts, ...facts }: PlaceFacts,
  now: Instant,
): Promise<Shown['stations'][number]> {
  const status = readStatus(station.status)
  const block = facts.blocks.get(place.block ?? '') ?? null
  const speaks = healthOf(station.technology, station.lastSeenAt, now) === 'well'
  const progress = emergencyProgress(
    {
      ...{ needsSecond: place.needsSecond, confirmed: order.confirmedAt !== null },
      ...{ endedAt: order.endedAt, way: reachedBy(station, now), block },
      isHeld:
        place.block !== null && status !== null
          ? await holdsName(db, station.id, status.held, place.block)
          : false,
      onAir: speaks ? (status?.onAir?.item ?? null) : null,
      airings: facts.airings.get(place.block ?? '') ?? [],
    },
    now,
  )
  return {
    ...reachOf(station, contacts, call, now),
    ...{ ...progress, startsAt: block?.startsAt ?? null, stopped: facts.stopped.has(station.id) },
  }
}
