import { sha256Hex } from '../../playout/contract/hash.ts'
import type {
  BulletinId,
  CampaignId,
  Digest,
  StationId,
  VersionId,
  WindowId,
} from '../../playout/contract/ids.ts'
import { type Instant, type LocalDate, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import { phaseSpan } from '../campaign/phase.ts'
import { isFixedPart } from '../content-type.ts'
import type { Candidate } from './airworthy.ts'
import { blockIdOf } from './block.ts'
import type { HandPin } from './pins.ts'
import type { Planning } from './plan-days.ts'
import type { PlanStation } from './plan-station.ts'
import type { Placement } from './rotation.ts'
import type { AirWindow, WindowParts } from './window.ts'
import type { World } from './world.ts'

type WorldStation = World['stations'][number]
type WorldCampaign = World['campaigns'][number]
type WorldBulletin = World['bulletins'][number]

/** A world that was checked, as the planner takes it. */
export function planningOf(world: World): Planning {
  const known = new Map(world.stations.map((station) => [station.id, station]))
  const stations = world.stations.map((station) => stationOf(world, station))
  const closed = closedDays(world)
  const members = membersOf(world)
  const owed = owedOn(world)
  const asking = world.campaigns.map(askingOf)
  const windows = Map.groupBy(
    world.windows.flatMap((window) => windowsOf(members, closed, window)),
    ({ station }) => station as string,
  )
  const candidates = Map.groupBy(
    world.bulletins.flatMap((bulletin) =>
      candidatesOf(world, bulletin).map((candidate) => ({ owner: bulletin.owner, candidate })),
    ),
    ({ owner }) => owner,
  )
  const history = Map.groupBy(world.history, ({ station }) => station)
  const confirmations = Map.groupBy(world.confirmations, ({ station }) => station)
  const picks = world.picks ? picksOf(world) : null
  const lent = lentBy(world, candidates)
  const owner = new Map(
    world.bulletins.flatMap((bulletin) =>
      bulletin.versions.map(({ id }) => [id, bulletin] as const),
    ),
  )
  return {
    ...{ stations, quiet: world.quietHours, kept: [], standing: new Map() },
    notBefore: world.now ?? Number.NEGATIVE_INFINITY,
    windowsOf: ({ id }) => windows.get(id) ?? [],
    candidatesOf: (station) => chosenFor(world, known.get(station.id), candidates, lent),
    ordersOf: (station, date) =>
      new Map(
        asking
          .filter(
            ({ campaign: { from, to, extendedUntil, stations: meant } }) =>
              covers({ from, to: extendedUntil ?? to }, date) &&
              isMeant(known.get(station.id), meant),
          )
          .map((one) => [one.usual.id, orderOf(owed, one, station, date)]),
      ),
    mixOf: ({ languageMix }) => languageMix,
    withoutMusic: ({ id }, date) =>
      world.calendar.some(
        (day) => day.withoutMusic && covers(day, date) && isMeant(known.get(id), day.stations),
      ),
    historyOf: ({ id }) =>
      (history.get(id) ?? []).map((heard) => placementOf(heard, owner.get(heard.version))),
    bars: new Map(
      [...Map.groupBy(world.bars, ({ window, date }) => blockIdOf(window, date))].map(
        ([block, bars]) => [block, new Set(bars.map(({ version }) => version))],
      ),
    ),
    confirmedOf: ({ id }) =>
      (confirmations.get(id) ?? []).map(({ version, from, until }) => ({
        ...{ version, fromAt: from, untilAt: until },
      })),
    picksOf: ({ id, role }) =>
      picks && role === 'commune' ? (picks.get(id) ?? nothingPicked) : null,
    priorityOrderOf: ({ id }) =>
      (world.priorityOrder.find(({ station }) => station === id)?.bulletins ?? []) as BulletinId[],
    pins: new Map(
      [...Map.groupBy(world.pins, ({ window, date }) => blockIdOf(window, date))].map(
        ([block, pins]) => [block, pins.flatMap(handPinsOf)],
      ),
    ),
  }
}

function stationOf(world: World, station: WorldStation): PlanStation {
  const { id, name, role, technology, languages } = station
  return {
    ...{ id: id as StationId, unit: id, name, role, technology, languages },
    ...{ zone: station.zone ?? world.zone, volumeMillibels: 0 },
    ...{ volumeHours: [], longestSessionMs: null, groups: station.groups },
    languageMix: station.languageMix && new Map(Object.entries(station.languageMix)),
  }
}

/** One window for its station, or one for each station of its group. */
function windowsOf(
  members: ReadonlyMap<string, readonly WorldStation[]>,
  closed: ClosedDays,
  window: World['windows'][number],
): AirWindow[] {
  return (members.get(window.station) ?? []).map((station) => ({
    id: (station.id === window.station ? window.id : `${window.id}@${station.id}`) as WindowId,
    station: station.id as StationId,
    name: window.name,
    startsAt: window.startsAt.length === 5 ? `${window.startsAt}:00` : window.startsAt,
    lengthMs: window.segments.reduce((sum, { lengthMs }) => sum + lengthMs, 0),
    ...{ weekdays: 127, validFrom: window.validFrom, validTo: window.validTo },
    recurrence: {
      rule: window.rule,
      except: window.except,
      also: window.also,
    },
    segments: window.segments,
    relaysWindow: window.relays as WindowId | null,
    relayMode: window.relayMode,
    parts: window.parts as WindowParts | null,
    closed: closed.get(station.id) ?? [],
    mostItems: window.mostItems,
  }))
}

type ClosedDays = ReadonlyMap<string, NonNullable<AirWindow['closed']>>

/** Days on which stations do not air at all. */
function closedDays({ calendar, stations }: World): ClosedDays {
  const closed = calendar.filter((day) => day.closed)
  return new Map(
    stations.map((station) => [
      station.id,
      closed.filter((day) => isMeant(station, day.stations)).map(({ from, to }) => ({ from, to })),
    ]),
  )
}

/** A version may sound in the phase that names it, or at any time when its campaign has none. */
function candidatesOf(world: World, bulletin: WorldBulletin): Candidate[] {
  const campaign = world.campaigns.find(({ id }) => id === bulletin.campaign)
  return bulletin.versions.flatMap((version) => {
    const { id, language, contentType, state, approvedAt, samples } = version
    const span = phaseSpan(campaign?.phases ?? [], id, world.now ?? Number.NEGATIVE_INFINITY)
    if (span === null) return []
    const ends = [version.validTo, version.supersededAt, span.until]
    return [
      {
        ...{ bulletin: bulletin.id as BulletinId, version: id as VersionId, title: bulletin.title },
        ...{ class: version.class, contentType, language, state, approvedAt, samples },
        ...{ asset: (version.asset ?? sha256Hex(id)) as Digest },
        validFrom: Math.max(version.validFrom, span.from),
        validTo: earliest(ends),
        campaign: campaign
          ? {
              ...{ id: campaign.id as CampaignId, extendedUntil: campaign.extendedUntil },
              ...{ periodFrom: campaign.from, periodTo: campaign.to },
            }
          : null,
      },
    ]
  })
}

/** What districts lend to communes: their fixed parts, and campaigns that name who carries them. */
function lentBy(
  world: World,
  candidates: ReadonlyMap<string, readonly Readonly<{ candidate: Candidate }>[]>,
): Candidate[] {
  const campaigns = new Map(world.campaigns.map((one) => [one.id as string, one]))
  return world.stations
    .filter(({ role }) => role === 'district')
    .flatMap(({ id }) => candidates.get(id) ?? [])
    .map(({ candidate }) => ({ ...candidate, lent: true }))
    .filter(
      ({ contentType, campaign }) =>
        isFixedPart(contentType) || campaigns.get(campaign?.id ?? '')?.stations !== undefined,
    )
}

/** A commune fills its own part with its own, and with what campaigns name it for by its id or group. */
function chosenFor(
  world: World,
  station: WorldStation | undefined,
  candidates: ReadonlyMap<string, readonly Readonly<{ candidate: Candidate }>[]>,
  lent: readonly Candidate[],
): Candidate[] {
  if (!station) return []
  const meant = new Map(
    world.campaigns.map((one) => [one.id as string, isMeant(station, one.stations)]),
  )
  const own = (candidates.get(station.id) ?? []).map(({ candidate }) => candidate)
  return [...own, ...(station.role === 'district' ? [] : lent)].filter(
    ({ campaign }) => campaign === null || meant.get(campaign.id) === true,
  )
}

/** What each commune took, with its windows. */
function picksOf(world: World): Map<string, ReadonlyMap<BulletinId, readonly WindowId[] | null>> {
  const byStation = Map.groupBy(world.picks ?? [], ({ station }) => station)
  return new Map(
    [...byStation].map(([station, list]) => [
      station,
      new Map(
        list.map(({ bulletin, windows }) => [
          bulletin as BulletinId,
          windows?.flatMap((id) => [id, `${id}@${station}`] as WindowId[]) ?? null,
        ]),
      ),
    ]),
  )
}

function handPinsOf(pin: World['pins'][number]): HandPin[] {
  if ('versions' in pin)
    return pin.versions.map((version) => ({ version: version as VersionId, offsetSamples: null }))
  const { version, offsetMs } = pin
  return [
    {
      version: version as VersionId,
      offsetSamples: offsetMs === null ? null : offsetMs * SAMPLES_PER_MS,
    },
  ]
}

const nothingPicked: ReadonlyMap<BulletinId, readonly WindowId[] | null> = new Map()

/** Airings that are made good, by campaign, station and date. */
function owedOn({ makeGood }: World): ReadonlyMap<string, number> {
  const owed = new Map<string, number>()
  for (const { campaign, station, date, airings } of makeGood) {
    const key = `${campaign}\n${station}\n${date}`
    owed.set(key, (owed.get(key) ?? 0) + airings)
  }
  return owed
}

/** Stations by their ids, and by the names of their groups. */
function membersOf({ stations }: World): ReadonlyMap<string, readonly WorldStation[]> {
  const members = new Map<string, WorldStation[]>()
  for (const station of stations)
    for (const place of new Set([station.id, ...station.groups]))
      members.get(place)?.push(station) ?? members.set(place, [station])
  return members
}

/** What a campaign asks; the same one wherever and whenever nothing is made good. */
function orderOf(
  owedOn: ReadonlyMap<string, number>,
  { campaign, usual }: Asking,
  station: PlanStation,
  date: LocalDate,
): CampaignOrder {
  const owed = owedOn.get(`${campaign.id}\n${station.id}\n${date}`) ?? 0
  return owed === 0 ? usual : { ...usual, floor: usual.floor + owed, cap: usual.cap + owed }
}

type Asking = Readonly<{ campaign: WorldCampaign; usual: CampaignOrder }>

function askingOf(campaign: WorldCampaign): Asking {
  const { name, weight, spread, bulletinGapMs, campaignGapMs, sharePercent, floor, cap } = campaign
  const usual = {
    ...{ id: campaign.id as CampaignId, name, weight, spread, bulletinGapMs, campaignGapMs },
    ...{ sharePercent, floor, cap },
  }
  return { campaign, usual }
}

function placementOf(
  { window, date, at, version }: World['history'][number],
  bulletin: WorldBulletin | undefined,
): Placement {
  const kind = bulletin?.versions.find(({ id }) => id === version)?.contentType
  return {
    ...{ bulletin: (bulletin?.id ?? version) as BulletinId, version: version as VersionId },
    ...{ campaign: (bulletin?.campaign ?? null) as CampaignId | null, date, at },
    ...{ kind: kind === 'tune' ? 'tune' : 'bulletin', block: blockIdOf(window, date) },
  }
}

/** @param places ids and groups; absent for everybody */
function isMeant(
  station: WorldStation | undefined,
  places: readonly string[] | undefined,
): boolean {
  if (!station) return false
  return (
    places === undefined ||
    places.includes(station.id) ||
    station.groups.some((group) => places.includes(group))
  )
}

function covers({ from, to }: Readonly<{ from: LocalDate; to: LocalDate }>, date: LocalDate) {
  return from <= date && date <= to
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}
