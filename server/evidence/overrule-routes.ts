import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { keepOverrule, listFinds } from './find-store.ts'
import { recordingProblem } from './recording-errors.ts'
import type { Recordings } from './recording-job.ts'
import { getRecordingFor, recordingReviewers } from './recording-scope-store.ts'
import { showRecording } from './recording-shown-store.ts'
import { NewOverrule, RecordingView } from './recording-view.ts'

/** A person's word instead of the matcher's; kept beside it for good. */
export const overruleRoutes: FastifyPluginAsyncZod<
  Deps & Readonly<{ recordings: Recordings }>
> = async (api, deps) => {
  const { db, clock, newId, live, recordings } = deps
  api.post(
    '/recordings/:recording/overrules',
    {
      config: { access: { roles: recordingReviewers, unit: 'any' } },
      schema: {
        summary: 'Say otherwise of a find, with a reason; not of one’s own recording',
        params: z.object({ recording: z.string() }),
        body: NewOverrule,
        response: { 201: RecordingView },
      },
    },
    async (request, reply) => {
      const { recording, asking } = await getRecordingFor(db, request)
      const at = clock.now()
      const by = visitorOf(request).id
      if (recording.madeBy === by || !asking.mayOverrule) throw recordingProblem('recording-own')
      if (recording.state.kind !== 'done') throw recordingProblem('recording-not-heard')
      const { find, verdict, reason } = request.body
      const finds = (await listFinds(db, [recording.id])).get(recording.id) ?? []
      if (!finds.some(({ number }) => number === find))
        throw recordingProblem('recording-find-unknown')
      await db.transaction().execute(async (tx) => {
        await keepOverrule(tx, {
          ...{ id: newId(), recording: recording.id, find, verdict, reason, by, at },
        })
        await audit(tx, deps, {
          ...{ at, staff: by, action: 'recording.overruled' },
          ...{ subject: `recording/${recording.id}`, detail: { find, verdict, reason } },
        })
      })
      live.tell({ topic: 'recording', recording: recording.id, station: recording.station })
      return reply.status(201).send(await showRecording(db, recordings, recording, asking))
    },
  )
}
