import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  EventPush,
  EventPushAnswer,
  MAX_EVENT_PUSH_BYTES,
} from '../../playout/contract/exchange.ts'
import type { StationId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { listRecallsOf } from '../bulletin/recall-store.ts'
import type { Deps } from '../deps.ts'
import { findKeptSeq, listStationKeys } from '../publish/station-key-store.ts'
import { noteRefusal } from '../station/refusal.ts'
import { unitOfStation } from '../station/station-store.ts'
import { checkEvent, type Decision } from './accept.ts'
import { type Kept, keepBatch } from './airing-store.ts'

/** Where stations bring their signed logs. */
export const eventRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live, log } = deps

  api.post(
    '/stations/:station/events',
    {
      config: { access: 'station' },
      bodyLimit: MAX_EVENT_PUSH_BYTES,
      schema: {
        summary: 'Signed events of a station, in order; sending twice is keeping once',
        params: z.object({ station: z.string() }),
        body: EventPush,
        response: { 200: EventPushAnswer },
      },
    },
    async ({ params, body }) => {
      const now = clock.now()
      await unitOfStation(db, params.station)
      const keys = await listStationKeys(db, params.station)
      const batch = await Promise.all(
        body.events.map((signed) => checkEvent(signed, params.station as StationId, keys)),
      )
      const kept = await db.transaction().execute((tx) => keepBatch(tx, batch, now))
      await noteRefused(deps, params.station, kept, now)
      for (const { id, station } of kept.airings)
        live.tell({ topic: 'airing', airing: id, station })
      if (kept.results.some(({ decision }) => isHappening(decision)))
        live.tell({ topic: 'happening', station: params.station })
      for (const { id } of await listRecallsOf(db, kept.dropped))
        live.tell({ topic: 'recall', recall: id })
      const chain = batch.find((one) => one.ok)?.checked.event.key ?? [...keys.keys()].at(-1)
      const refused = kept.results.filter(({ decision }) => decision.result === 'refused').length
      if (refused > 0) log.warn({ station: params.station, refused }, 'station events refused')
      return {
        results: kept.results.map(({ decision, leaf }) =>
          decision.result === 'refused'
            ? { seq: decision.seq, result: 'refused' as const, leaf: null, reason: decision.reason }
            : {
                seq: decision.result === 'kept' ? decision.checked.event.seq : decision.seq,
                result: decision.result === 'kept' ? ('kept' as const) : ('known' as const),
                leaf,
                reason: null,
              },
        ),
        keptSeq: chain ? (kept.keptSeq.get(chain) ?? (await findKeptSeq(db, chain))) : 0,
        serverTime: now,
      }
    },
  )
}

/** Something that the station says of itself, and not of an airing. */
function isHappening(decision: Decision): boolean {
  return decision.result === 'kept' && !('airing' in decision.checked.event)
}

/** One line for each reason of a push: behind a gap a station may send hundreds of events. */
async function noteRefused(deps: Deps, station: string, kept: Kept, now: Instant): Promise<void> {
  const refused = kept.results.flatMap(({ decision }) =>
    decision.result === 'refused' ? [decision] : [],
  )
  for (const [reason, events] of Map.groupBy(refused, (one) => one.reason))
    await noteRefusal(deps.db, deps, {
      at: now,
      station,
      kind: 'event',
      reason,
      detail: { firstSeq: events[0]?.seq ?? null, events: events.length },
    })
}
