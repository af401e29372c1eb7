import type { LocalDate } from '../../playout/contract/time.ts'
import type { RecordingFindRow, RecordingRow } from '../db/recording-rows.ts'
import type { Db } from '../deps.ts'
import { LEAST_PART } from './heard.ts'
import type { Recording } from './recording.ts'
import { recordingOf, selectRecordings } from './recording-store.ts'

/** What a listing may be narrowed to; dates are those of which recordings speak, both included. */
export type RecordingFilter = Readonly<{
  from?: LocalDate | undefined
  to?: LocalDate | undefined
  station?: string | undefined
  window?: string | undefined
  state?: RecordingRow['state'] | undefined
  /** As the matcher said; `nothing`: heard, and no bulletin in it. */
  verdict?: RecordingFindRow['verdict'] | 'nothing' | undefined
  bulletin?: string | undefined
  madeBy?: string | undefined
}>

/** Where a page begins: below this recording. */
export type RecordingCursor = Readonly<{ announcedAt: number; id: string }>

/** Newest first; only those of these stations. */
export async function listRecordings(
  db: Db,
  stations: readonly string[],
  filter: RecordingFilter,
  limit: number,
  below: RecordingCursor | null = null,
): Promise<Recording[]> {
  if (stations.length === 0) return []
  const { from, to, station, window, state, verdict, bulletin, madeBy } = filter
  let query = selectRecordings(db).where('station_id', 'in', [...stations])
  if (from !== undefined) query = query.where('date', '>=', from)
  if (to !== undefined) query = query.where('date', '<=', to)
  if (station !== undefined) query = query.where('station_id', '=', station)
  if (window !== undefined) query = query.where('window_id', '=', window)
  if (state !== undefined) query = query.where('state', '=', state)
  if (madeBy !== undefined) query = query.where('made_by', '=', madeBy)
  if (verdict === 'nothing')
    query = query
      .where('state', '=', 'done')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('recording_find')
              .select('number')
              .whereRef('recording_find.recording_id', '=', 'recording.id'),
          ),
        ),
      )
  else if (verdict !== undefined)
    query = query.where('id', 'in', (found) => {
      const all = found.selectFrom('recording_find').select('recording_id')
      const those = all.where('verdict', '=', verdict)
      // Some words that others say too are no part.
      return verdict === 'heard-in-part' ? those.where('coverage_from', '>=', LEAST_PART) : those
    })
  if (bulletin !== undefined)
    query = query.where('id', 'in', (found) =>
      found
        .selectFrom('recording_find')
        .innerJoin('bulletin_version', 'bulletin_version.asset_id', 'recording_find.asset_id')
        .select('recording_find.recording_id')
        .where('bulletin_version.bulletin_id', '=', bulletin),
    )
  if (below)
    query = query.where((eb) =>
      eb.or([
        eb('announced_at', '<', below.announcedAt),
        eb.and([eb('announced_at', '=', below.announcedAt), eb('id', '<', below.id)]),
      ]),
    )
  const rows = await query
    .orderBy('announced_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(recordingOf)
}
