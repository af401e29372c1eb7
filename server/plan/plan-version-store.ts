import type { StaffId, StationId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { PlanVersionRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import type { PlanVersionText } from './plan-version.ts'

/** What brought a version about: `plan` for whatever has no name of its own, or several at once. */
export type VersionCause =
  | 'plan'
  | 'edit'
  | 'window'
  | 'campaign'
  | 'recall'
  | 'make-good'
  | 'day'
  | 'emergency'

export type PlanCause = Readonly<{ cause: VersionCause; staff: StaffId | null }>

/** Of each station and date the newest number. */
export async function listVersionNumbers(
  db: Db,
  which: Readonly<{ station?: string; dates: readonly LocalDate[] }>,
): Promise<ReadonlyMap<string, number>> {
  let query = db
    .selectFrom('plan_version')
    .select(['station_id', 'date'])
    .select(({ fn }) => fn.max('number').as('number'))
    .where('date', 'in', which.dates)
    .groupBy(['station_id', 'date'])
  if (which.station !== undefined) query = query.where('station_id', '=', which.station)
  const rows = await query.execute()
  return new Map(
    rows.map(({ station_id, date, number }) => [`${station_id} ${date}`, Number(number)]),
  )
}

/** Newest first, with the person's name. */
export async function listPlanVersions(
  db: Db,
  station: string,
  date: LocalDate,
): Promise<readonly (PlanVersionRow & Readonly<{ staffName: string | null }>)[]> {
  return db
    .selectFrom('plan_version')
    .leftJoin('staff', 'staff.id', 'plan_version.staff_id')
    .selectAll('plan_version')
    .select('staff.name as staffName')
    .where('station_id', '=', station)
    .where('date', '=', date)
    .orderBy('number', 'desc')
    .execute()
}

/** Adds versions after those that are there; one transaction around it. */
export async function appendPlanVersions(
  db: Db,
  versions: readonly Readonly<{ station: StationId; date: LocalDate; text: PlanVersionText }>[],
  by: PlanCause & Readonly<{ at: Instant }>,
): Promise<{ station: StationId; date: LocalDate; number: number }[]> {
  if (versions.length === 0) return []
  const numbers = await listVersionNumbers(db, {
    dates: [...new Set(versions.map(({ date }) => date))],
  })
  const numbered = versions.map(({ station, date, text }) => ({
    ...{ station, date, text, number: (numbers.get(`${station} ${date}`) ?? 0) + 1 },
  }))
  for (let from = 0; from < numbered.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('plan_version')
      .values(
        numbered.slice(from, from + ROWS_AT_ONCE).map(({ station, date, text, number }) => ({
          ...{ station_id: station, date, number, at: by.at, staff_id: by.staff },
          ...{ cause: by.cause, text: JSON.stringify(text) },
        })),
      )
      .execute()
  return numbered.map(({ station, date, number }) => ({ station, date, number }))
}

/** Rows that one statement may carry. */
const ROWS_AT_ONCE = 200
