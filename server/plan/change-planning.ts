import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Confirmed } from './airworthy.ts'
import type { Ground } from './change-ground.ts'
import type { Hands } from './hand.ts'
import { handsOf } from './hand-planning.ts'
import { addDays, daysBetween } from './local-time.ts'
import { planOnAir } from './on-air-days.ts'
import { type Planning, planDays } from './plan-days.ts'
import { withoutThese } from './plan-diff.ts'
import type { PlanStation } from './plan-station.ts'
import type { PlannedBlock } from './playlist.ts'
import type { StandingWith } from './standing.ts'
import { type AirWindow, occurrencesOn } from './window.ts'

/** What changes by hand are planned on: only the stations and days that they can reach. */
export type ChangePlanning = Readonly<{
  now: Instant
  planning: Planning
  hands: Hands
  /** Blocks that may still change, as they stand. */
  open: readonly PlannedBlock[]
  /** Blocks that have begun, of which the rest may. */
  onAir: readonly PlannedBlock[]
  standingWith: StandingWith
  /** Stations that are changed. */
  touched: readonly PlanStation[]
  /** Dates that can come out otherwise, both included. */
  from: LocalDate
  to: LocalDate
}>

/** The plan of these days, with these hands, of every station that the changes can reach. */
export function planWith(changing: ChangePlanning, hands: Hands): PlannedBlock[] {
  const { touched, from, to } = changing
  const isDistrict = touched.some(({ role }) => role === 'district')
  const ids = new Set(touched.map(({ id }) => id as string))
  // What a district airs, its communes relay.
  const isReached = ({ id }: PlanStation) => isDistrict || ids.has(id)
  const begun = onAirWith(changing, hands, isReached, { from, to })
  const planned = planDays(
    {
      ...planningWith(changing, hands, isReached),
      ...earlierThan(changing, from, isReached, begun),
    },
    () => from,
    daysBetween(from, to) + 1,
  )
  return [...begun, ...planned]
}

/** Windows that have begun, with the rest of them as these hands wish it. */
function onAirWith(
  changing: ChangePlanning,
  hands: Hands,
  isMeant: (station: PlanStation) => boolean,
  { from, to }: Readonly<{ from: LocalDate; to: LocalDate }>,
): PlannedBlock[] {
  const { planning, onAir, now } = changing
  const meant = new Set(planning.stations.filter(isMeant).map(({ id }) => id))
  const reached = onAir.filter(
    ({ station, block }) => meant.has(station) && from <= block.date && block.date <= to,
  )
  if (reached.length === 0) return []
  return planOnAir(planningWith(changing, hands, isMeant), reached, now)
}

/** One day of one station, for trying things out. */
function planOne(
  changing: ChangePlanning,
  hands: Hands,
  station: PlanStation,
  date: LocalDate,
): PlannedBlock[] {
  const isIt = ({ id }: PlanStation) => id === station.id
  const begun = onAirWith(changing, hands, isIt, { from: date, to: date })
  const planned = planDays(
    { ...planningWith(changing, hands, isIt), ...earlierThan(changing, date, isIt, begun) },
    () => date,
    1,
  )
  return [...begun, ...planned].filter((one) => one.station === station.id)
}

/** Only stations that are meant have windows to fill; a district is still there to be relayed. */
function planningWith(
  { planning, hands: original, standingWith }: ChangePlanning,
  hands: Hands,
  isMeant: (station: PlanStation) => boolean,
): Planning {
  return {
    ...planning,
    ...handsOf(hands),
    stations: planning.stations.filter((one) => isMeant(one) || one.role === 'district'),
    windowsOf: (station) => (isMeant(station) ? planning.windowsOf(station) : []),
    standing: standingWith(hands),
    confirmedOf: (station) => [
      ...(planning.confirmedOf?.(station) ?? []),
      ...hoped(original, hands, station, planning.windowsOf(station)),
    ],
  }
}

/**
 * What is put in now is looked at as if it were confirmed for its window that day; whoever looks is
 * told that it is not.
 */
function hoped(
  original: Hands,
  hands: Hands,
  { zone }: PlanStation,
  windows: readonly AirWindow[],
): Confirmed[] {
  const known = new Set(original.pins.map(({ id }) => id))
  return hands.pins
    .filter(({ id }) => !known.has(id))
    .flatMap(({ version, window, date }) => {
      const own = windows.filter(({ id }) => id === window)
      return occurrencesOn(own, date, zone).map(({ startsAt, endsAt }) => ({
        ...{ version, fromAt: startsAt, untilAt: endsAt },
      }))
    })
}

/** Everything before a date stands; a district's day stands too when only a commune's is planned. */
function earlierThan(
  { planning, open }: ChangePlanning,
  date: LocalDate,
  isMeant: (station: PlanStation) => boolean,
  begun: readonly PlannedBlock[],
): Pick<Planning, 'kept'> {
  const stations = new Map(planning.stations.map((station) => [station.id, station]))
  return {
    kept: [
      ...withoutThese(planning.kept, begun),
      ...begun,
      ...open.filter(({ station, block }) => {
        const place = stations.get(station)
        return block.date < date || (place?.role === 'district' && !isMeant(place))
      }),
    ],
  }
}

/** What changes are weighed on, with the plan as it is now. */
export function groundOf(
  changing: ChangePlanning,
  before: readonly PlannedBlock[],
  past: readonly PlannedBlock[],
  titles: ReadonlyMap<string, string>,
  newId: () => string,
): Ground {
  const { planning, now, from, open } = changing
  const candidates = new Map<string, ReturnType<Ground['candidatesOf']>>()
  return {
    ...{ now, newId, today: from, before: [...past, ...planning.kept, ...open, ...before] },
    stations: new Map(planning.stations.map((station) => [station.id as string, station])),
    windowsOf: planning.windowsOf,
    quiet: planning.quiet,
    candidatesOf: (station) => {
      const known =
        candidates.get(station.id) ??
        new Map(planning.candidatesOf(station).map((one) => [one.version as string, one]))
      candidates.set(station.id, known)
      return known
    },
    titleOf: (version) => titles.get(version) ?? version,
    plan: (hands, station, date) => planOne(changing, hands, station, date),
  }
}

/** The days that changes of these dates can reach: the day after hears what came before it. */
export function reachOf(
  dates: readonly LocalDate[],
  today: LocalDate,
): Readonly<{ from: LocalDate; to: LocalDate }> {
  const sorted = dates.filter((date) => date >= today).sort()
  return { from: sorted[0] ?? today, to: addDays(sorted.at(-1) ?? today, 1) }
}
