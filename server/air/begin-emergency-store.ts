import type { z } from 'zod'
import type { StaffId } from '../../playout/contract/ids.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { Visitor } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import {
  BEGINS_WITHIN_MS,
  checkEmergency,
  type Emergency,
  type EmergencyStation,
  emergencyState,
  urgentBlock,
} from '../order/emergency.ts'
import { listEmergencies, saveBlocks } from '../order/emergency-store.ts'
import { districtBeginsAt, emergencyItemIds } from '../order/emergency-window.ts'
import { orderProblem } from '../order/order-errors.ts'
import { objectionTo } from '../plan/airworthy.ts'
import type { Offer } from '../plan/offer.ts'
import { listOffers } from '../plan/offer-store.ts'
import { blockEndsAt } from '../plan/playlist.ts'
import { saveAsked, saveConfirmed } from '../plan/quiet-confirmation-store.ts'
import { findQuietHours } from '../plan/setting-store.ts'
import { writeUrgent } from '../plan/urgent-plan-store.ts'
import { isWithin } from '../staff/scope.ts'
import { listUnitTree } from '../staff/staff-store.ts'
import { stationProblem } from '../station/station-errors.ts'
import { type KnownStation, listStations } from '../station/station-store.ts'
import { EMERGENCY_ROLES } from './emergency-right.ts'
import type { EmergencyChoice } from './emergency-view.ts'

const DAY_MS = 24 * 3_600_000

/** Approved emergencies that are valid now, newest first. */
export async function listChoices(
  db: Db,
  now: Instant,
): Promise<z.output<typeof EmergencyChoice>[]> {
  const offers = (await listOffers(db, now)).filter((one) => isChoice(one, now))
  if (offers.length === 0) return []
  const rows = await db
    .selectFrom('bulletin_version')
    .select(['id', 'text'])
    .where(
      'id',
      'in',
      offers.map(({ version }) => version as string),
    )
    .execute()
  const texts = new Map(rows.map(({ id, text }) => [id, text]))
  return offers
    .sort((a, b) => (b.approvedAt ?? 0) - (a.approvedAt ?? 0) || (a.version < b.version ? -1 : 1))
    .map(({ bulletin, version, title, language, samples, validTo }) => ({
      ...{ bulletin, version, title, language, lengthMs: samplesToMs(samples), validTo },
      text: texts.get(version) ?? '',
    }))
}

function isChoice(offer: Offer, now: Instant): boolean {
  const anywhere = { zone: 'Asia/Ho_Chi_Minh', languages: [offer.language], quiet: null }
  return offer.class === 'emergency' && objectionTo(offer, now, now, anywhere) === null
}

/**
 * What an order needs, checked: the sound, and each place with whether it asks for a second person.
 * @throws Problem of `order-errors.ts`, or `station-unknown`
 */
export async function gatherEmergency(
  db: Db,
  wish: Readonly<{ version: string; stations: readonly string[]; repeats: number }>,
  visitor: Visitor | null,
  now: Instant,
): Promise<
  Readonly<{
    candidate: Offer
    places: readonly Readonly<{ station: EmergencyStation; needsSecond: boolean }>[]
  }>
> {
  const all = await listStations(db)
  const named = [...new Set(wish.stations)]
  const lost = named.find((id) => !all.some((one) => one.id === id))
  if (lost !== undefined) throw stationProblem('station-unknown', { station: lost })
  const stations = all.filter(({ id }) => named.includes(id))
  const offer = (await listOffers(db, now)).find(({ version }) => version === wish.version)
  const tree = await listUnitTree(db)
  // A commune's own bulletin is for itself alone.
  const foreign = stations.find(
    ({ unit_id }) =>
      !visitor?.may(EMERGENCY_ROLES, unit_id) || (offer && !isWithin(tree, unit_id, offer.unit)),
  )
  if (foreign) throw orderProblem('emergency-not-yours', { station: foreign.name })
  const running = (await listEmergencies(db, now - DAY_MS)).filter((order) =>
    ['waiting', 'running'].includes(emergencyState(order, order.samples, now)),
  )
  const quiet = await findQuietHours(db)
  const { repeats } = wish
  const checked = checkEmergency(offer, stations.map(placeOf), { repeats, quiet }, running, now)
  if (!checked.ok) throw orderProblem(checked.reason, checked.params)
  if (!offer) throw orderProblem('emergency-not-one')
  return { candidate: offer, places: checked.value }
}

function placeOf(station: KnownStation): EmergencyStation {
  const { id, name, zone, role, technology, enrolled } = station
  const languages = JSON.parse(station.languages) as string[]
  const pulls = role === 'district' || technology === 'ip' || enrolled
  return { id, name, zone, role, languages, pulls }
}

/**
 * Writes the blocks of an order into the playlists of stations. What communes sound of a district's
 * order is a relay of it, whether or not the district's own loudspeakers are to sound it too.
 * @returns stations whose manifest has something new
 */
export async function beginAt(
  db: Db,
  order: Emergency,
  candidate: Offer,
  stations: readonly EmergencyStation[],
  by: Readonly<{ staff: StaffId; at: Instant }>,
): Promise<readonly string[]> {
  const district = (await listStations(db)).find(({ role }) => role === 'district')
  const relayed =
    district && candidate.ofDistrict
      ? emergencyItemIds(order, district, districtBeginsAt(order, district.id))
      : []
  const blocks = stations
    .filter(({ pulls }) => pulls)
    .map((station) =>
      urgentBlock(order, station, candidate, by.at, station.role === 'district' ? [] : relayed),
    )
  await writeUrgent(db, blocks, by)
  await saveBlocks(
    db,
    order.id,
    new Map(blocks.map(({ station, block }) => [station as string, block.id])),
  )
  return blocks.map(({ station }) => station)
}

/**
 * A second person let it sound in quiet hours: that stands among the confirmations, which planning
 * and publishing ask (promise 5), and the stations that waited for it begin.
 */
export async function confirmQuiet(
  db: Db,
  { newId }: Pick<Deps, 'newId'>,
  order: Emergency,
  second: Readonly<{ staff: StaffId; at: Instant; readBack: string }>,
): Promise<readonly string[]> {
  const { at } = second
  const offer = (await listOffers(db, at)).find(({ version }) => version === order.version)
  // Recalled or run out while it waited.
  if (!offer) throw orderProblem('emergency-not-one')
  const waiting = new Set(order.places.flatMap((place) => (place.needsSecond ? place.station : [])))
  const stations = (await listStations(db)).filter(({ id }) => waiting.has(id)).map(placeOf)
  for (const station of stations) {
    const { block } = urgentBlock(order, station, offer, at, [])
    const { zone, languages } = station
    if (objectionTo(offer, at, blockEndsAt(block), { zone, languages, quiet: null }) !== null)
      throw orderProblem('emergency-not-valid')
    const id = newId()
    await saveAsked(db, {
      ...{ id, station: station.id, version: order.version, fromAt: at },
      untilAt: blockEndsAt(block) + BEGINS_WITHIN_MS,
      ...{ askedBy: order.orderedBy, askedAt: order.orderedAt },
    })
    await saveConfirmed(db, id, second)
  }
  const confirmed = { ...order, confirmedAt: at }
  return beginAt(db, confirmed, offer, stations, { staff: second.staff, at })
}
