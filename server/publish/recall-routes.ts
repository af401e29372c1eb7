import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Access, visitorOf } from '../access.ts'
import { type Bulletin, stateAt, type Version } from '../bulletin/bulletin.ts'
import { bulletinProblem } from '../bulletin/bulletin-errors.ts'
import { getBulletin, saveChanges, unitOfBulletin } from '../bulletin/bulletin-store.ts'
import { recallVersion } from '../bulletin/recall.ts'
import { keepRecall } from '../bulletin/recall-store.ts'
import { NewRecall, RecallMade, RecallPreview } from '../bulletin/recall-view.ts'
import type { Db, Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { isWithin } from '../staff/scope.ts'
import { listUnitTree } from '../staff/staff-store.ts'
import { listStations } from '../station/station-store.ts'
import { listExposures } from './exposure-store.ts'
import { publishManifests } from './publish-job.ts'
import { reachOf } from './recall-reach-view.ts'

const Params = z.object({ bulletin: z.string(), number: z.coerce.number().int().min(1) })
/** No manifest that a station could still go by is older. */
const HELD_MS = 10 * 86_400_000

/** Recall: what it would take, and doing it. It stands here because it publishes at once. */
export const recallRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, live, log } = deps
  // Whoever is responsible at night can do it alone: a wrong bulletin waits for nobody.
  const access: Access = {
    roles: ['approver', 'supervisor'],
    unit: (request) => unitOfBulletin(db, (request.params as { bulletin: string }).bulletin),
  }

  api.get(
    '/bulletins/:bulletin/versions/:number/recall-preview',
    {
      config: { access },
      schema: {
        summary: 'What recalling this version would withdraw, and where',
        params: Params,
        response: { 200: RecallPreview },
      },
    },
    async ({ params }) => {
      const now = clock.now()
      const { bulletin, version } = await getVersion(db, params)
      const decided = recallVersion(bulletin, version, now)
      if (!decided.ok) throw bulletinProblem(decided.reason, decided.params)
      const { covered } = decided.value
      const ids = covered.map(({ id }) => id)
      const tree = await listUnitTree(db)
      const stations = (await listStations(db)).filter(({ unit_id }) =>
        isWithin(tree, unit_id, bulletin.unit),
      )
      return {
        covers: covered.map((one) => ({
          ...{ id: one.id, number: one.number, language: one.language },
          state: stateAt(one, now),
        })),
        stations: reachOf(stations, await listExposures(db, ids, now - HELD_MS), now),
      }
    },
  )

  api.post(
    '/bulletins/:bulletin/versions/:number/recall',
    {
      config: { access },
      schema: {
        summary:
          'Withdraw a version, its elders once it has begun, and its variants from every station, at once',
        params: Params,
        body: NewRecall,
        response: { 201: RecallMade },
      },
    },
    async (request, reply) => {
      const { id: staff } = visitorOf(request)
      const { params, body } = request
      const now = clock.now()
      const recall = await db.transaction().execute(async (tx) => {
        const { bulletin, version } = await getVersion(tx, params)
        const decided = recallVersion(bulletin, version, now)
        if (!decided.ok) throw bulletinProblem(decided.reason, decided.params)
        await saveChanges(tx, bulletin, decided.value.bulletin)
        const subject = `bulletin/${bulletin.id}`
        await audit(tx, deps, {
          ...{ at: now, staff, action: 'bulletin.recall', subject },
          detail: { version: version.id, reason: body.reason },
        })
        return keepRecall(tx, {
          ...{ id: deps.newId(), bulletin: bulletin.id, title: bulletin.title },
          ...{ version: version.id, covers: decided.value.covered.map(({ id }) => id) },
          ...{ at: now, reason: body.reason, recalledBy: staff },
        })
      })
      // Before any planning, which may take its time; what fails here is tried again with it.
      await publishManifests(deps, clock.now()).catch((error: unknown) =>
        log.error({ err: error, recall: recall.id }, 'a recall was not published to every station'),
      )
      live.tell({ topic: 'bulletin', bulletin: recall.bulletin })
      live.tell({ topic: 'recall', recall: recall.id })
      return reply.code(201).send({ recall: recall.id, at: recall.at, covers: [...recall.covers] })
    },
  )
}

async function getVersion(
  db: Db,
  { bulletin: id, number }: z.infer<typeof Params>,
): Promise<Readonly<{ bulletin: Bulletin; version: Version }>> {
  const bulletin = await getBulletin(db, id)
  const version = bulletin.versions.find((one) => one.number === number)
  if (!version) throw bulletinProblem('bulletin-unknown')
  return { bulletin, version }
}
