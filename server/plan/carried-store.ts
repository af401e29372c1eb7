import type { StationId } from '../../playout/contract/ids.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import type { KnownStation } from '../station/station-store.ts'
import { blockIdOf } from './block.ts'
import { carriedPlan } from './carried.ts'
import type { PlannedBlock } from './playlist.ts'
import { type Occurrence, occurrencesOn } from './window.ts'
import { listWindows } from './window-store.ts'

/** The station whose signal communes carry; null before there is one. */
export async function findDistrict(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('station')
    .select('id')
    .where('role', '=', 'district')
    .orderBy('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Windows of a station as they begin on these dates, in order of time. */
export async function listOccurrences(
  db: Db,
  { id, zone }: Pick<KnownStation, 'id' | 'zone'>,
  dates: readonly LocalDate[],
): Promise<Occurrence[]> {
  const [validOn, validUntil] = [dates[0], dates.at(-1)]
  if (validOn === undefined || validUntil === undefined) return []
  const windows = await listWindows(db, { station: id, validOn, validUntil })
  return dates.flatMap((date) => occurrencesOn(windows, date, zone))
}

/** What a station without a player carries on these dates. @param district the district's blocks of them */
export async function listCarried(
  db: Db,
  station: Pick<KnownStation, 'id' | 'zone'>,
  dates: readonly LocalDate[],
  district: readonly PlannedBlock[],
): Promise<PlannedBlock[]> {
  const blocks = new Map(district.map(({ block }) => [block.id, block]))
  return (await listOccurrences(db, station, dates)).map((occurrence) => {
    const { window, date } = occurrence
    const relayed = window.relaysWindow && blocks.get(blockIdOf(window.relaysWindow, date))
    return carriedPlan(station.id as StationId, occurrence, relayed || undefined)
  })
}
