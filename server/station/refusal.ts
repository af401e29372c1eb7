import type { Instant } from '../../playout/contract/time.ts'
import type { RefusalRow } from '../db/place-rows.ts'
import type { Db, Deps } from '../deps.ts'

/** Something from outside that was turned away; `detail` never holds a secret. */
export type Refusal = Readonly<{
  at: Instant
  station: string | null
  kind: RefusalRow['kind']
  reason: string
  detail?: Readonly<Record<string, string | number | null>>
}>

/** Notes what was refused and why, so that nothing is lost without a trace. Append-only. */
export async function noteRefusal(
  db: Db,
  { newId }: Pick<Deps, 'newId'>,
  refusal: Refusal,
): Promise<void> {
  await db
    .insertInto('refusal')
    .values({
      ...{ id: newId(), at: refusal.at, station_id: refusal.station, kind: refusal.kind },
      ...{ reason: refusal.reason, detail: JSON.stringify(refusal.detail ?? {}) },
    })
    .execute()
}
