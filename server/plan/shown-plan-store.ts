import type { z } from 'zod'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { isMeant } from '../station/group.ts'
import { listGroupsOfStations } from '../station/group-store.ts'
import type { KnownStation } from '../station/station-store.ts'
import { withoutUnapproved } from './approved-store.ts'
import { listCalendarDays } from './calendar-day-store.ts'
import { hasPlaylist } from './carried.ts'
import { findDistrict, listCarried } from './carried-store.ts'
import { planWith } from './change-planning.ts'
import { listTitles } from './change-store.ts'
import { explain } from './explanation-text.ts'
import { listFirstHeard } from './first-heard-store.ts'
import { listHands, listWhoPinned } from './hand-store.ts'
import { addDays, daysBetween } from './local-time.ts'
import { listBlocks } from './plan-store.ts'
import { listVersionNumbers } from './plan-version-store.ts'
import type { PlanWeek } from './plan-view.ts'
import { datesFrom, gatherPlanning, PLANNED_DAYS } from './planning-store.ts'
import type { PlannedBlock } from './playlist.ts'
import { showDay } from './show-plan.ts'
import { occurrencesOn } from './window.ts'
import { listWindows } from './window-store.ts'

type ShownDay = z.output<typeof PlanWeek>['days'][number]

/** Nobody is told how a day will come out that lies further ahead. */
const MOST_DAYS_FORECAST = 60

/**
 * Some days of a station as the screens show them, forecast where they are not planned yet. Of one on
 * FM or wire, what it carries of the district's: with the numbers of the district's playlists.
 */
export async function listPlanDays(
  db: Db,
  place: Pick<KnownStation, 'id' | 'zone' | 'role' | 'technology'>,
  from: LocalDate,
  days: number,
  now: Instant,
  today: LocalDate,
): Promise<ShownDay[]> {
  const station = place.id
  const plays = hasPlaylist(place)
  const player = plays ? station : await findDistrict(db)
  const dates = datesFrom(from, days)
  const to = addDays(from, days - 1)
  const isForecast = (date: LocalDate) => date > addDays(today, PLANNED_DAYS - 1)
  const stored = player === null ? [] : await listBlocks(db, { station: player, dates })
  const planned = await withoutUnapproved(db, stored, now)
  const forecast =
    player !== null && isForecast(to) ? await listForecast(db, player, { today, to }, now) : []
  const played = [...planned, ...forecast.filter(({ block }) => isForecast(block.date))]
  const blocks = Map.groupBy(
    plays ? played : await listCarried(db, place, dates, played),
    ({ block }) => block.date,
  )
  const hands = await listHands(db, { station, from, to })
  const numbers = await listVersionNumbers(db, { station: player ?? station, dates })
  const firstHeard = (await listFirstHeard(db, [station])).get(station) ?? new Map()
  const pinnedBy = await listWhoPinned(
    db,
    hands.pins.map(({ id }) => id),
  )
  const versions = [...hands.pins, ...hands.bars].map(({ version }) => version)
  const titles = await listTitles(db, versions)
  const groups = (await listGroupsOfStations(db)).get(station) ?? []
  const calendar = (await listCalendarDays(db, from, to)).filter((day) =>
    isMeant({ id: station, groups }, day.stations),
  )
  const specialOn = (date: LocalDate) => {
    const special = calendar.filter((day) => day.from <= date && date <= day.to)
    return {
      names: special.map(({ name }) => name),
      closed: special.some((day) => day.closed),
      withoutMusic: special.some((day) => day.withoutMusic),
    }
  }
  const windows = await listWindows(db, { station, validOn: from, validUntil: to })
  /** Of days before the office began nothing is planned though windows are said to have opened. */
  const whyEmpty = (date: LocalDate) => {
    if (blocks.has(date)) return null
    if (specialOn(date).closed) return explain({ code: 'closed-then', params: {} })
    return occurrencesOn(windows, date, place.zone).length > 0
      ? null
      : explain({ code: 'no-window-then', params: {} })
  }
  return dates.map((date) => ({
    ...showDay(
      {
        ...{ date, blocks: blocks.get(date) ?? [], titles, firstHeard, pinnedBy },
        by: plays ? 'player' : 'district-signal',
        version: numbers.get(`${player} ${date}`) ?? 0,
        hands: {
          pins: hands.pins.filter((pin) => pin.date === date),
          bars: hands.bars.filter((bar) => bar.date === date),
        },
      },
      now,
    ),
    ...specialOn(date),
    ...{ forecast: isForecast(date), why: whyEmpty(date) },
  }))
}

/** Days beyond those that are planned, as they would come out if nothing changed until then. */
export async function listForecast(
  db: Db,
  id: string,
  { today, to }: Readonly<{ today: LocalDate; to: LocalDate }>,
  now: Instant,
): Promise<PlannedBlock[]> {
  const days = Math.min(daysBetween(today, to) + 1, MOST_DAYS_FORECAST)
  const gathered = await gatherPlanning(db, now, days)
  const station = gathered?.planning.stations.find((one) => one.id === id)
  if (!gathered || !station) return []
  const { planning, hands, open, standingWith } = gathered
  const from = addDays(today, PLANNED_DAYS)
  const districts = planning.stations.filter(({ role }) => role === 'district')
  // What a commune relays is planned with it; other communes are of no concern here.
  const touched = [...new Set([...districts, station])]
  const concerned = { ...planning, stations: touched }
  const last = addDays(today, days - 1)
  if (last < from) return []
  return planWith(
    {
      ...{ now, planning: concerned, hands, open, onAir: [], standingWith, touched },
      from,
      to: last,
    },
    hands,
  ).filter((planned) => planned.station === id)
}
