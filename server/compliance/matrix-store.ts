import type { Visitor } from '../access.ts'
import { listAiringsOfDate } from '../airing/airing-list-store.ts'
import { listRecallInstants } from '../bulletin/recall-store.ts'
import type { Db } from '../deps.ts'
import { listDeclarations } from '../evidence/declaration-store.ts'
import { readHeard } from '../evidence/heard-store.ts'
import { listRelayWindows } from '../order/emergency-window-store.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { listStaff } from '../staff/staff-store.ts'
import { listStations } from '../station/station-store.ts'
import { complianceReaders } from './compliance-readers.ts'
import { buildMatrix, type MatrixSource } from './matrix.ts'

/** The district, and the communes that somebody may see. */
export type SeenStations = Pick<MatrixSource, 'district' | 'communes'>

export async function listSeenStations(db: Db, visitor: Visitor): Promise<SeenStations> {
  const stations = (await listStations(db)).map((row) => ({
    ...{ id: row.id, unit: row.unit_id, unitCode: row.unitCode, name: row.name },
    ...{ role: row.role, technology: row.technology, zone: row.zone },
  }))
  const district = stations.find(({ role }) => role === 'district')
  if (!district) throw new Error('an office has a district station from its first start')
  const communes = stations.filter(
    ({ role, unit }) => role === 'commune' && visitor.may(complianceReaders, unit),
  )
  return { district, communes }
}

/** What these communes owed on a date, how it came out, and how one knows. */
export async function readMatrix(
  db: Db,
  { district, communes }: SeenStations,
  { date, now }: Pick<MatrixSource, 'date' | 'now'>,
) {
  const names = new Map((await listStaff(db)).map(({ id, name }) => [id, name]))
  const declarations = await listDeclarations(db, date)
  const source = {
    windows: await listRelayWindows(db, date),
    blocks: await listBlocks(db, { date }),
    airings: await listAiringsOfDate(db, date, [district.id, ...communes.map(({ id }) => id)]),
    recalls: await listRecallInstants(db),
  }
  return buildMatrix({
    ...{ ...source, district, communes, date, now },
    heard: await readHeard(
      db,
      date,
      communes.map((one) => ({ ...one, role: 'commune' })),
      source,
    ),
    declarations: declarations.map((one) => ({
      ...one,
      declaredByName: names.get(one.declaredBy) ?? one.declaredBy,
    })),
  })
}
