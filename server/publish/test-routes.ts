import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { StationStatus } from '../../playout/contract/exchange.ts'
import type { StationId } from '../../playout/contract/ids.ts'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { listCandidates } from '../plan/candidate-store.ts'
import { listBlocks, replaceBlocks } from '../plan/plan-store.ts'
import { NewTest, TestView } from '../plan/plan-view.ts'
import { findQuietHours } from '../plan/setting-store.ts'
import { audit } from '../staff/audit.ts'
import { getStation, unitOfStation } from '../station/station-store.ts'
import { publishProblem } from './publish-errors.ts'
import { publishManifests } from './publish-job.ts'
import { planTest } from './test-sound.ts'

const DAY_MS = 86_400_000

export const testRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId } = deps

  api.post(
    '/tests',
    {
      config: {
        access: {
          roles: ['editor', 'administrator'],
          unit: async ({ body }) => unitOfStation(db, (body as { station: string }).station),
        },
      },
      schema: {
        summary: 'Phát thử: a test sound on one output in a few seconds, never counted',
        body: NewTest,
        response: { 201: TestView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { output } = request.body
      const station = await getStation(db, request.body.station)
      const status = station.status === null ? null : (JSON.parse(station.status) as StationStatus)
      const planned = await db.transaction().execute(async (tx) => {
        const outcome = planTest(
          { id: `test-${newId()}`, station: station.id as StationId, output },
          {
            zone: station.zone,
            languages: JSON.parse(station.languages) as string[],
            quiet: await findQuietHours(tx),
          },
          status?.outputs.map(({ name }) => name) ?? null,
          await listCandidates(tx, now),
          (await listBlocks(tx, { station: station.id, startsFrom: now - DAY_MS })).map(
            ({ block }) => block,
          ),
          now,
        )
        if (!outcome.ok) throw publishProblem(outcome.reason, outcome.params)
        await replaceBlocks(tx, [], [outcome.value], now)
        await audit(tx, deps, {
          ...{ at: now, staff: visitor.id, action: 'test.planned' },
          ...{ subject: `station/${station.id}`, detail: { output } },
        })
        return outcome.value
      })
      const [published] = await publishManifests(deps, now, [station.id])
      return reply.status(201).send({
        block: planned.block.id,
        item: planned.block.items[0]?.id ?? '',
        startsAt: planned.block.startsAt,
        manifestVersion: published?.version ?? 0,
      })
    },
  )
}
