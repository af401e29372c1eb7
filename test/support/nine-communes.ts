import type { Kysely } from 'kysely'
import type { Database } from '../../server/db/schema.ts'

/** Communes of the district beside the three that `district.ts` has, all with an IP station. */
const more = [
  ['31573', 'my-thuan', 'Mỹ Thuận'],
  ['31576', 'my-tu', 'Mỹ Tú'],
  ['31579', 'my-phuoc', 'Mỹ Phước'],
  ['31582', 'thuan-hung', 'Thuận Hưng'],
  ['31585', 'phu-my', 'Phú Mỹ'],
  ['31588', 'huynh-huu-nghia', 'Huỳnh Hữu Nghĩa'],
] as const

/** Makes the test district one of nine communes. @returns the stations of all nine */
export async function seedNineCommunes(db: Kysely<Database>): Promise<string[]> {
  await db
    .insertInto('unit')
    .values(
      more.map(([code, id, name]) => ({
        ...{ id: `xa-${id}`, code, kind: 'commune' as const, name: `Xã ${name}` },
        ...{ parent_id: 'my-tu', valid_from: '2020-01-01', valid_to: null },
      })),
    )
    .execute()
  const { id: _, ...shape } = await db
    .selectFrom('station')
    .selectAll()
    .where('id', '=', 'my-huong')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('station')
    .values(
      more.map(([, id, name]) => ({
        ...{ ...shape, id: `tram-${id}`, unit_id: `xa-${id}`, name: `Trạm ${name}` },
      })),
    )
    .execute()
  return ['my-huong', 'long-hung', 'hung-phu', ...more.map(([, id]) => `tram-${id}`)]
}
