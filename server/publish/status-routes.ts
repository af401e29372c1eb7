import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  SignedStatus,
  type StationStatus,
  StationStatusText,
  StatusAnswer,
} from '../../playout/contract/exchange.ts'
import { isSignedBy, type Signed } from '../../playout/contract/signature.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { parseText } from '../../playout/contract/wire.ts'
import type { Db, Deps } from '../deps.ts'
import type { Problem, ProblemParams } from '../errors.ts'
import type { Meters } from '../meters.ts'
import { noteRefusal } from '../station/refusal.ts'
import { getStation, type KnownStation } from '../station/station-store.ts'
import { publishProblem } from './publish-errors.ts'
import { publishAbove } from './publish-job.ts'
import { newestVersion } from './publish-store.ts'
import { findKeptSeq, listStationKeys } from './station-key-store.ts'

/** Nobody publishes this often: a claim beyond it would use up the version numbers. */
const MOST_VERSIONS_AHEAD = 1_000_000

/** How stations say how they are. */
export const statusRoutes: FastifyPluginAsyncZod<Deps & Readonly<{ meters: Meters }>> = async (
  api,
  deps,
) => {
  const { db, clock, live, meters } = deps

  api.post(
    '/stations/:station/status',
    {
      config: { access: 'station' },
      schema: {
        summary: 'The signed status of a station; answers what it should know',
        params: z.object({ station: z.string() }),
        body: SignedStatus,
        response: { 200: StatusAnswer },
      },
    },
    async ({ params, body }) => {
      const now = clock.now()
      const station = await getStation(db, params.station)
      const newest = await newestVersion(db, station.id)
      const checked = await checkStatus(db, station, body, newest)
      if (checked instanceof Error) {
        await noteRefusal(db, deps, {
          ...{ at: now, station: station.id, kind: 'status', reason: checked.code },
          detail: checked.params,
        })
        throw checked
      }
      await saveContact(db, station.id, body.text, now)
      live.tell({ topic: 'status', station: station.id })
      const jumped =
        checked.held > newest ? await publishAbove(deps, station.id, checked.held, now) : null
      return {
        serverTime: now,
        version: jumped?.version ?? newest,
        keptSeq: await findKeptSeq(db, checked.key),
        ...(meters.isWatched(station.id) ? { watched: true } : {}),
      }
    },
  )
}

async function checkStatus(
  db: Db,
  station: KnownStation,
  signed: Signed,
  newest: number,
): Promise<StationStatus | Problem> {
  const refused = (code: Parameters<typeof publishProblem>[0], params: ProblemParams = {}) =>
    publishProblem(code, params)
  const parsed = parseText(StationStatusText, signed.text)
  if (!parsed.ok) return refused('status-malformed', parsed.params)
  const status = parsed.value
  if (status.station !== station.id) return refused('status-other-station')
  const key = (await listStationKeys(db, station.id)).get(status.key)
  if (!key) return refused('status-key-unknown')
  if (!(await isSignedBy(key, 'status', signed))) return refused('status-signature-wrong')
  const before = station.status === null ? null : (JSON.parse(station.status) as StationStatus)
  if (before?.boot === status.boot && status.count <= before.count)
    return refused('status-old', { newest: before.count, count: status.count })
  if (status.held > newest + MOST_VERSIONS_AHEAD)
    return refused('status-held-impossible', { held: status.held, newest })
  return status
}

async function saveContact(db: Db, station: string, status: string, now: Instant): Promise<void> {
  const row = { received_at: now, status }
  await db
    .insertInto('station_contact')
    .values({ station_id: station, ...row })
    .onConflict((on) => on.column('station_id').doUpdateSet(row))
    .execute()
}
