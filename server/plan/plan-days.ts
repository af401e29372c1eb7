import type { BulletinId, CampaignId, WindowId } from '../../playout/contract/ids.ts'
import type { Block, Item } from '../../playout/contract/manifest.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import type { AiringPlace, Candidate, Confirmed } from './airworthy.ts'
import { blockIdOf } from './block.ts'
import { type Answers, createAnswers } from './day-answer.ts'
import { addDays } from './local-time.ts'
import { ownItemsOf, withOwnProgramme } from './own-programme.ts'
import type { HandPin } from './pins.ts'
import { placementsOf } from './plan-diff.ts'
import type { PlanStation } from './plan-station.ts'
import { planStation } from './planner.ts'
import type { PlannedBlock } from './playlist.ts'
import type { QuietHours } from './quiet-hours.ts'
import { planRelay } from './relay-plan.ts'
import {
  createRelays,
  daysAhead,
  longestGapMs,
  type RelayedList,
  type Relays,
  relayedIn,
} from './relayed.ts'
import type { Placement } from './rotation.ts'
import { type AirWindow, type Occurrence, occurrencesOn, segmentOf } from './window.ts'

/** Everything that a plan depends on. */
export type Planning = Readonly<{
  stations: readonly PlanStation[]
  windowsOf(station: PlanStation): readonly AirWindow[]
  /** What a station may choose from: a commune's own, or the district's. */
  candidatesOf(station: PlanStation): readonly Candidate[]
  ordersOf(station: PlanStation, date: LocalDate): ReadonlyMap<CampaignId, CampaignOrder>
  mixOf(station: PlanStation): ReadonlyMap<string, number> | null
  quiet: QuietHours | null
  /** Days on which nothing musical sounds, as on days of mourning. */
  withoutMusic(station: PlanStation, date: LocalDate): boolean
  /** Blocks that have begun or are about to: they stay, and later ones take turns after them. */
  kept: readonly PlannedBlock[]
  /** What was planned before those. */
  historyOf(station: PlanStation): readonly Placement[]
  /** What it relayed before those, in order of time; absent: nothing. */
  relayedBefore?(station: PlanStation): RelayedList
  /** An earlier plan by block id: what still holds stays where it is. */
  standing: ReadonlyMap<string, readonly Item[]>
  /** Bulletins that the earlier plan could not know of, by station. */
  newcomers?: ReadonlyMap<string, ReadonlySet<string>>
  /** What a person put into a block, by its id. */
  pins: ReadonlyMap<string, readonly HandPin[]>
  /** Versions that a person keeps out of a block, by its id. */
  bars?: ReadonlyMap<string, ReadonlySet<string>>
  /** Emergencies that a second person confirmed for quiet hours. */
  confirmedOf?(station: PlanStation): readonly Confirmed[]
  /**
   * Ordinary bulletins that a commune took from what is lent to it, with the windows in which it wants
   * them (null: any); null when everything lent counts as taken.
   */
  picksOf?(station: PlanStation): ReadonlyMap<BulletinId, readonly WindowId[] | null> | null
  /** How a commune orders priority bulletins, first first. */
  priorityOrderOf?(station: PlanStation): readonly BulletinId[]
  /** Nothing that begins earlier is planned. */
  notBefore: Instant
}>

/**
 * Plans days of every station that has a playlist: districts, and their IP communes (FM and wired
 * ones carry the live signal). Pure: the same inputs, in whatever order, give the same plan.
 *
 * @param firstDate per station, since midnight is not the same everywhere
 */
export function planDays(
  planning: Planning,
  firstDate: (station: PlanStation) => LocalDate,
  days: number,
): PlannedBlock[] {
  return [...planByStation(planning, firstDate, days)].flat()
}

/** The same, station after station, so that whoever asks may do something else between two. */
export function* planByStation(
  planning: Planning,
  firstDate: (station: PlanStation) => LocalDate,
  days: number,
): Generator<PlannedBlock[]> {
  const stations = [...planning.stations].sort((a, b) => (a.id < b.id ? -1 : 1))
  const districts = stations.filter(({ role }) => role === 'district')
  const communes = stations.filter(
    ({ role, technology }) => role === 'commune' && technology === 'ip',
  )
  const keptOf = Map.groupBy(planning.kept, ({ station }) => station)
  const ahead = new Map(
    communes.map((one) => [one.id, lookAhead(planning, one, firstDate(one), days)]),
  )
  const furthest = Math.max(0, ...ahead.values())
  const wanted = (station: PlanStation, more: number) => {
    const last = (further: number) => addDays(firstDate(station), days - 1 + further)
    const { free, gaveWay } = withoutOverlap(
      // What begins on the next day may have to give way to what begins on the last.
      occurrencesToPlan(planning, station, firstDate(station), days + Math.max(1, more)),
    )
    const seen = free.filter(({ date }) => date <= last(more))
    const isMeant = ({ date }: Readonly<{ date: LocalDate }>) => date <= last(0)
    const told = (blocks: readonly PlannedBlock[]) =>
      blocks.flatMap((one) => (isMeant(one.block) ? [sayWhoGaveWay(one, gaveWay)] : []))
    return { seen, meant: seen.filter(isMeant), told }
  }
  const source = new Map<string, Block>()
  const answers = createAnswers()
  for (const station of districts) {
    const kept = keptOf.get(station.id) ?? []
    const { seen, told } = wanted(station, furthest)
    const own = planStation({
      ...ownPlanning(planning, station, answers),
      source: 'district',
      occurrences: seen,
      history: [...planning.historyOf(station), ...placementsOf(kept)],
    })
    for (const { block } of [...kept, ...own]) source.set(block.id, block)
    yield told(own)
  }
  const relayable = districts.flatMap((station) => planning.candidatesOf(station))
  const sameOnce = onceEach()
  const relayedBefore = (station: PlanStation) => planning.relayedBefore?.(station) ?? []
  for (const station of communes) {
    const { seen, meant, told } = wanted(station, ahead.get(station.id) ?? 0)
    const kept = keptOf.get(station.id) ?? []
    const relays = planRelay({
      ...{ station: station.id, place: placeOf(planning, station), occurrences: seen },
      ...{ candidates: relayable, district: source },
      withoutMusic: (date) => planning.withoutMusic(station, date),
    })
    const planned = withOwnProgramme(relays, {
      ...{ ...ownPlanning(planning, station, answers), source: 'commune', occurrences: meant },
      history: [...planning.historyOf(station), ...placementsOf(ownItemsOf(kept))],
      ...(ahead.get(station.id)
        ? { relays: sameOnce([...relayedBefore(station), ...relayedIn([...kept, ...relays])]) }
        : {}),
    })
    yield told(planned)
  }
}

function onceEachDate<Found>(find: (date: LocalDate) => Found): (date: LocalDate) => Found {
  const known = new Map<LocalDate, Found>()
  return (date) => {
    const found = known.get(date) ?? find(date)
    known.set(date, found)
    return found
  }
}

/** How many days more of relays a station's own days have to know of; 0 where it has no part of its own. */
function lookAhead(
  planning: Planning,
  station: PlanStation,
  from: LocalDate,
  days: number,
): number {
  const windows = planning.windowsOf(station)
  if (!windows.some((window) => segmentOf(window, 'commune'))) return 0
  return Array.from({ length: days }, (_, day) => addDays(from, day)).reduce((most, date) => {
    const orders = [...planning.ordersOf(station, date).values()]
    return Math.max(most, daysAhead(longestGapMs(orders)))
  }, 0)
}

/** Communes that relay the same share one list of it, so that they are seen to ask the same. */
function onceEach() {
  const known = new Map<string, Relays>()
  return (list: RelayedList): Relays => {
    const key = list.map((one) => Object.values(one).join(' ')).join('\n')
    const found = known.get(key)
    if (found) return found
    const relays = createRelays(list)
    known.set(key, relays)
    return relays
  }
}

const NOBODY: ReadonlySet<string> = new Set()

function ownPlanning(planning: Planning, station: PlanStation, answers: Answers) {
  return {
    ...{ station: station.id, name: station.name, answers },
    place: placeOf(planning, station),
    candidates: planning.candidatesOf(station),
    ordersOn: onceEachDate((date) => planning.ordersOf(station, date)),
    mix: planning.mixOf(station),
    standing: planning.standing,
    newcomers: planning.newcomers?.get(station.id) ?? NOBODY,
    pins: planning.pins,
    bars: planning.bars,
    picks: planning.picksOf?.(station) ?? null,
    priorityOrder: planning.priorityOrderOf?.(station) ?? [],
    withoutMusic: (date: LocalDate) => planning.withoutMusic(station, date),
  }
}

export function placeOf(planning: Planning, station: PlanStation): AiringPlace {
  const { zone, languages } = station
  return {
    ...{ zone, languages, quiet: planning.quiet },
    confirmed: planning.confirmedOf?.(station) ?? [],
  }
}

/** Windows of the station in these days that are still to begin, in order of time. */
function occurrencesToPlan(
  planning: Planning,
  station: PlanStation,
  from: LocalDate,
  days: number,
): Occurrence[] {
  return Array.from({ length: days }, (_, day) => addDays(from, day))
    .flatMap((date) => occurrencesOn(planning.windowsOf(station), date, station.zone))
    .filter(({ startsAt }) => startsAt >= planning.notBefore)
    .sort((a, b) => a.startsAt - b.startsAt || (a.window.id < b.window.id ? -1 : 1))
}

/** Two windows of a station never sound at once: the one that begins first keeps the air. */
function withoutOverlap(occurrences: readonly Occurrence[]): {
  free: Occurrence[]
  /** Names of windows that had to give way, by the block that was in their way. */
  gaveWay: Map<string, string[]>
} {
  const free: Occurrence[] = []
  const gaveWay = new Map<string, string[]>()
  for (const occurrence of occurrences) {
    const before = free.at(-1)
    if (!before || before.endsAt <= occurrence.startsAt) free.push(occurrence)
    else {
      const id = blockIdOf(before.window.id, before.date)
      gaveWay.set(id, [...(gaveWay.get(id) ?? []), occurrence.window.name])
    }
  }
  return { free, gaveWay }
}

function sayWhoGaveWay(
  planned: PlannedBlock,
  gaveWay: ReadonlyMap<string, readonly string[]>,
): PlannedBlock {
  const windows = gaveWay.get(planned.block.id) ?? []
  const said = windows.map((window) => ({ code: 'window-gave-way', params: { window } }) as const)
  return said.length === 0
    ? planned
    : { ...planned, explanations: [...planned.explanations, ...said] }
}
