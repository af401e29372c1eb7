import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { samplesToMs } from '../../playout/contract/time.ts'
import { visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import type { Version } from './bulletin.ts'
import { bulletinProblem } from './bulletin-errors.ts'
import { atItsUnit, getVersion } from './desk-store.ts'
import { ListeningView, NewListening } from './life-view.ts'
import { endListening, type Listening } from './listening.ts'
import {
  addListening,
  findListening,
  findNewestListening,
  saveListeningEnd,
} from './listening-store.ts'
import { sealOf } from './seal.ts'
import { listSounds } from './sound-store.ts'

const Params = z.object({ bulletin: z.string(), number: z.coerce.number().int().min(1) })

/** Who listened to the end of what: only they may check or approve it. */
export const listeningRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock } = deps
  const access = atItsUnit(db, 'approver', 'reviewer')

  api.post(
    '/bulletins/:bulletin/versions/:number/listening',
    {
      config: { access },
      schema: {
        summary: 'Begin to listen to a version as it is now, from its first second',
        params: Params,
        body: NewListening,
        response: { 201: ListeningView },
      },
    },
    async (request, reply) => {
      const { bulletin, version } = await getVersion(db, request.params)
      const { seal } = request.body
      if (seal !== sealOf(bulletin, version)) throw bulletinProblem('bulletin-changed-meanwhile')
      const lengthMs = await lengthOf(db, version)
      const listening: Listening = {
        ...{ id: deps.newId(), version: version.id, seal, staff: visitorOf(request).id },
        ...{ startedAt: clock.now(), endedAt: null },
      }
      await addListening(db, listening)
      return reply.code(201).send(show(listening, lengthMs))
    },
  )

  api.post(
    '/bulletins/:bulletin/versions/:number/listening/:listening/end',
    {
      config: { access },
      schema: {
        summary: 'Listened to its end: from then on it may be checked or approved',
        params: Params.extend({ listening: z.string() }),
        response: { 200: ListeningView },
      },
    },
    async (request) => {
      const { id: staff } = visitorOf(request)
      const { bulletin, version } = await getVersion(db, request.params)
      const listening = await findListening(db, request.params.listening)
      if (listening?.staff !== staff || listening.version !== version.id)
        throw bulletinProblem('bulletin-listening-unknown')
      const lengthMs = await lengthOf(db, version)
      const newest = (await findNewestListening(db, staff))?.id ?? listening.id
      const seal = sealOf(bulletin, version)
      const ended = endListening(listening, { at: clock.now(), seal, lengthMs, newest })
      if (!ended.ok)
        throw bulletinProblem(
          ended.reason === 'changed-meanwhile'
            ? 'bulletin-changed-meanwhile'
            : `bulletin-${ended.reason}`,
          ended.params,
        )
      if (ended.value !== listening)
        await saveListeningEnd(db, listening.id, ended.value.endedAt ?? clock.now())
      return show(ended.value, lengthMs)
    },
  )
}

/** Of its sound, ms. */
async function lengthOf(db: Db, { asset }: Version): Promise<number> {
  const sound = asset === null ? undefined : (await listSounds(db, [asset])).get(asset)
  if (!sound) throw bulletinProblem('bulletin-no-sound')
  return samplesToMs(sound.samples)
}

function show(
  { id, startedAt, endedAt }: Listening,
  lengthMs: number,
): z.infer<typeof ListeningView> {
  return { id, startedAt, lengthMs, endedAt }
}
