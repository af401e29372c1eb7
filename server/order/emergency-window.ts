import { type ItemId, itemIdOf, type StationId, type WindowId } from '../../playout/contract/ids.ts'
import { type Instant, type LocalDate, samplesToMs } from '../../playout/contract/time.ts'
import { localDateOf, localTimeOf } from '../plan/local-time.ts'
import type { AirWindow } from '../plan/window.ts'
import type { Emergency, EmergencyPlace } from './emergency.ts'

/** What a window of an emergency holds, wherever it sounds. */
export type OrderedEmergency = Readonly<{
  title: string
  bulletin: string
  version: string
  asset: string | null
  campaign: string | null
  /** The district's items, which communes relay; ids only where the district itself was not named. */
  items: readonly ItemId[]
  lengthSamples: number
  /** At this station. */
  startsAt: Instant
  /** The district was to sound it: whoever carries its signal owes what it really aired. */
  onSignal: boolean
}>

/** A window of the plan, or an emergency at one station as a window that occurs once. */
export type RelayWindow = AirWindow & Readonly<{ emergency?: OrderedEmergency }>

/** An order with what its windows say of it. */
export type WindowedEmergency = Emergency &
  Readonly<{
    title: string
    bulletin: string
    asset: string | null
    campaign: string | null
    samples: number
  }>

type Place = Readonly<{ id: string; zone: string; role: 'district' | 'commune' }>

/** The window that an emergency has at a station, in blocks, airings and declarations. */
export function emergencyWindowId(order: string, station: string): WindowId {
  return `emergency-${order}-${station}` as WindowId
}

/** When it was to begin at a place; null while nobody confirmed it there. */
function beginsAt(
  { orderedAt, confirmedAt }: Pick<Emergency, 'orderedAt' | 'confirmedAt'>,
  { needsSecond }: Pick<EmergencyPlace, 'needsSecond'>,
): Instant | null {
  return needsSecond ? confirmedAt : orderedAt
}

/** When the district's own begins, or would: by that its items are named. */
export function districtBeginsAt(
  order: Pick<Emergency, 'orderedAt' | 'confirmedAt' | 'places'>,
  district: string,
): Instant {
  const own = order.places.find(({ station }) => station === district)
  return (own && beginsAt(order, own)) ?? order.orderedAt
}

/** Ids of an emergency's items at a station, one for each time that it sounds. */
export function emergencyItemIds(
  order: Readonly<{ id: string; version: string; repeats: number }>,
  station: Pick<Place, 'id' | 'zone'>,
  startsAt: Instant,
): ItemId[] {
  return Array.from({ length: order.repeats }, (_, at) =>
    itemIdOf({
      ...{ station: station.id as StationId, window: emergencyWindowId(order.id, station.id) },
      ...{ date: localDateOf(startsAt, station.zone), subject: order.version, occurrence: at + 1 },
    }),
  )
}

/**
 * A district's emergency on a date as windows: one of each commune that it named there, which relays
 * the district's, and that first. Nothing when no commune was to sound it on that date.
 *
 * @param stations the district's and the communes'
 */
export function emergencyWindows(
  order: WindowedEmergency,
  stations: readonly Place[],
  date: LocalDate,
): RelayWindow[] {
  const district = stations.find(({ role }) => role === 'district')
  if (!district) return []
  const places = stations.flatMap((station) => {
    const place = order.places.find((one) => one.station === station.id)
    const startsAt = place ? beginsAt(order, place) : null
    const isThen = startsAt !== null && localDateOf(startsAt, station.zone) === date
    return isThen ? [{ station, startsAt }] : []
  })
  const communes = places.filter(({ station }) => station.role === 'commune')
  const own = places.find(({ station }) => station === district)
  const [first] = [...(own ? [own] : []), ...communes]
  if (communes.length === 0 || !first) return []
  const startsAt = districtBeginsAt(order, district.id)
  const emergency = {
    ...{ title: order.title, bulletin: order.bulletin, version: order.version },
    ...{ asset: order.asset, campaign: order.campaign },
    items: emergencyItemIds(order, district, startsAt).slice(0, begunOf(order, first.startsAt)),
    lengthSamples: order.samples,
    onSignal: order.places.some(({ station }) => station === district.id),
  }
  const column = { station: district, startsAt: first.startsAt }
  return [column, ...communes].map((place) => ({
    ...windowAt(order, place, date),
    relaysWindow: place === column ? null : emergencyWindowId(order.id, district.id),
    emergency: { ...emergency, startsAt: place.startsAt },
  }))
}

/** How many of its items had begun when a person ended it; all when nobody did. */
function begunOf({ endedAt, repeats, samples }: WindowedEmergency, startsAt: Instant): number {
  if (endedAt === null || samples === 0) return repeats
  return Math.min(repeats, Math.floor((endedAt - startsAt) / samplesToMs(samples)) + 1)
}

function windowAt(
  { id, title, repeats, samples }: WindowedEmergency,
  { station, startsAt }: Readonly<{ station: Place; startsAt: Instant }>,
  date: LocalDate,
): AirWindow {
  // Windows begin at whole seconds: up to one earlier, and so as much longer.
  const lengthMs = samplesToMs(samples * repeats) + 1_000
  return {
    ...{ id: emergencyWindowId(id, station.id), station: station.id as StationId, name: title },
    ...{ startsAt: localTimeOf(startsAt, station.zone), lengthMs, weekdays: 127 },
    ...{ validFrom: date, validTo: date, relaysWindow: null },
    segments: [{ source: 'district', lengthMs, campaignShareMs: null }],
  }
}
