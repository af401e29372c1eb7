import { createHash } from 'node:crypto'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { isMeant } from '../station/group.ts'
import { listGroupsOfStations } from '../station/group-store.ts'
import { FREEZE_MS, hasBegun, isOver } from './begun.ts'
import { listCalendarDays } from './calendar-day-store.ts'
import { listPlanStations } from './candidate-store.ts'
import type { Hands } from './hand.ts'
import { handsOf } from './hand-planning.ts'
import { listHands } from './hand-store.ts'
import { addDays, localDateOf } from './local-time.ts'
import { newcomersOf } from './newcomer.ts'
import type { Planning } from './plan-days.ts'
import { listBlocks, listLastPlacements } from './plan-store.ts'
import type { PlanVersionText } from './plan-version.ts'
import type { PlannedBlock } from './playlist.ts'
import { readProgramme } from './programme-store.ts'
import { confirmedAt } from './quiet-confirmation.ts'
import { listConfirmations } from './quiet-confirmation-store.ts'
import { listLastRelayed } from './relayed-store.ts'
import { findQuietHours } from './setting-store.ts'
import { type EarlierText, type EarlierTexts, type StandingWith, standingOf } from './standing.ts'
import { listWindows } from './window-store.ts'

/** Days that are planned and published, today included. */
export const PLANNED_DAYS = 9

/** How far back one looks for whose turn it is. */
const MEMORY_MS = 30 * 86_400_000

/** Everything that a plan of the coming days depends on, and the plan as it stands. */
export type Gathered = Readonly<{
  planning: Planning
  today: LocalDate
  /** Blocks that may still change. */
  open: readonly PlannedBlock[]
  /** Blocks that have begun and are not over: hands may still change the rest of them. */
  onAir: readonly PlannedBlock[]
  hands: Hands
  earlier: EarlierTexts
  standingWith: StandingWith
  /** Hash of everything that was read: the same inputs give the same plan. */
  inputs: string
}>

/**
 * Reads everything that planning today and some days more depends on: the one place where that is
 * read from the database. Null before there is a district.
 *
 * @param days today included
 */
export async function gatherPlanning(db: Db, now: Instant, days: number): Promise<Gathered | null> {
  const stations = await listPlanStations(db)
  const [district] = stations
  if (district?.role !== 'district') return null
  const today = localDateOf(now, district.zone)
  const [yesterday, last] = [addDays(today, -1), addDays(today, days)]
  const range = { from: yesterday, to: last }
  const existing = (await listBlocks(db, { dates: datesFrom(yesterday, days + 2) })).filter(
    ({ block }) => block.purpose === 'programme',
  )
  const open = existing.filter(({ block }) => !hasBegun(block, now))
  const windows = Map.groupBy(
    await listWindows(db, { validOn: yesterday, validUntil: last }),
    ({ station }) => station as string,
  )
  const history = await listLastPlacements(db, { since: now - MEMORY_MS, before: yesterday })
  const relayed = await listLastRelayed(db, { since: now - MEMORY_MS, before: yesterday })
  const hands = await listHands(db, range)
  const earlier = await listEarlierTexts(db, range)
  const calendar = (await listCalendarDays(db, yesterday, last)).filter((day) => day.withoutMusic)
  const groups = await listGroupsOfStations(db)
  const confirmations = await listConfirmations(db, now)
  const { read, ...programme } = await readProgramme(db, now, range)
  const quiet = await findQuietHours(db)
  const planning: Omit<Planning, 'standing'> = {
    ...programme,
    ...{ stations, quiet, notBefore: now + FREEZE_MS },
    ...handsOf(hands),
    kept: existing.filter(({ block }) => hasBegun(block, now)),
    windowsOf: ({ id }) => windows.get(id) ?? [],
    historyOf: ({ id }) => history.get(id) ?? [],
    relayedBefore: ({ id }) => relayed.get(id) ?? [],
    withoutMusic: ({ id }, date) =>
      calendar.some(
        ({ from, to, stations: meant }) =>
          from <= date && date <= to && isMeant({ id, groups: groups.get(id) ?? [] }, meant),
      ),
    confirmedOf: ({ id }) => confirmedAt(confirmations, id, now),
  }
  const newcomers = newcomersOf(planning, open, { from: today, to: last })
  const onAir = planning.kept.filter(({ block }) => !isOver(block, now))
  const standingWith: StandingWith = (wishes) => standingOf([...open, ...onAir], wishes, earlier)
  return {
    ...{ today, open, onAir, hands, earlier, standingWith },
    planning: { ...planning, newcomers, standing: standingWith(hands) },
    inputs: hashOf([
      ...[
        stations,
        existing,
        windows,
        history,
        relayed,
        hands,
        earlier,
        calendar,
        groups,
        quiet,
        ...read,
      ],
      stations.map(({ id }) => confirmedAt(confirmations, id, now)),
      [today, open.map(({ block }) => block.id), onAir.map(({ block }) => block.id)],
    ]),
  }
}

function hashOf(read: readonly unknown[]): string {
  const hash = createHash('sha256')
  for (const one of read)
    hash.update(
      JSON.stringify(one, (_, value) =>
        value instanceof Map || value instanceof Set ? [...value] : value,
      ) ?? '',
    )
  return hash.digest('hex')
}

export function datesFrom(date: LocalDate, days: number): LocalDate[] {
  return Array.from({ length: days }, (_, day) => addDays(date, day))
}

/** Of dates that hands have ever touched, and the days after: what was planned, by which wishes. */
async function listEarlierTexts(
  db: Db,
  range: Readonly<{ from: LocalDate; to: LocalDate }>,
): Promise<EarlierTexts> {
  const touched = new Map<string, Set<LocalDate>>()
  for (const table of ['plan_pin', 'plan_bar'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['station_id', 'date'])
      .distinct()
      .where('date', '>=', range.from)
      .where('date', '<=', range.to)
      .execute()
    for (const { station_id, date } of rows) {
      const dates = touched.get(station_id) ?? new Set()
      touched.set(station_id, dates.add(date).add(addDays(date, 1)))
    }
  }
  const texts = new Map<string, EarlierText[]>()
  for (const [station, dates] of touched) {
    const rows = await db
      .selectFrom('plan_version')
      .select(['date', 'at', 'text'])
      .where('station_id', '=', station)
      .where('date', 'in', [...dates])
      .orderBy('number', 'desc')
      .execute()
    for (const { date, at, text } of rows) {
      const known = texts.get(`${station} ${date}`) ?? []
      texts.set(`${station} ${date}`, known)
      known.push({ ...(JSON.parse(text) as PlanVersionText), at })
    }
  }
  return texts
}
