import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { CalendarDayRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import type { CalendarDay } from './calendar-day.ts'

/** Special days that touch these dates, both included; all when none are named. */
export async function listCalendarDays(
  db: Db,
  from?: LocalDate,
  to?: LocalDate,
): Promise<CalendarDay[]> {
  let query = db.selectFrom('calendar_day').selectAll().where('removed_at', 'is', null)
  if (from !== undefined) query = query.where('to_date', '>=', from)
  if (to !== undefined) query = query.where('from_date', '<=', to)
  const rows = await query.orderBy('from_date').orderBy('id').execute()
  return rows.map(dayOf)
}

export async function findCalendarDay(db: Db, id: string): Promise<CalendarDay | null> {
  const row = await db
    .selectFrom('calendar_day')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row ? dayOf(row) : null
}

export async function addCalendarDay(
  db: Db,
  day: CalendarDay,
  by: string,
  at: Instant,
): Promise<void> {
  const { id, name, from, to } = day
  await db
    .insertInto('calendar_day')
    .values({
      ...{ id, name, from_date: from, to_date: to },
      ...{ closed: Number(day.closed), without_music: Number(day.withoutMusic) },
      stations: day.stations && JSON.stringify(day.stations),
      ...{ created_by: by, created_at: at, removed_at: null },
    })
    .execute()
}

/** Withdraws special days: all of them, or what comes after a last day. */
export async function withdrawCalendarDay(
  db: Db,
  id: string,
  lastDay: LocalDate | null,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('calendar_day')
    .set(lastDay === null ? { removed_at: at } : { to_date: lastDay })
    .where('id', '=', id)
    .execute()
}

function dayOf(row: CalendarDayRow): CalendarDay {
  return {
    ...{ id: row.id, name: row.name, from: row.from_date, to: row.to_date },
    ...{ closed: row.closed === 1, withoutMusic: row.without_music === 1 },
    stations: row.stations === null ? null : (JSON.parse(row.stations) as string[]),
  }
}
