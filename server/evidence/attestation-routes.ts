import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { audit } from '../staff/audit.ts'
import { checkAttestation } from './attestation.ts'
import { keepAttestation } from './attestation-store.ts'
import { readHearables } from './hearable-store.ts'
import { recordingProblem } from './recording-errors.ts'
import type { Recordings } from './recording-job.ts'
import { getRecordingFor, recordingReviewers } from './recording-scope-store.ts'
import { showRecording } from './recording-shown-store.ts'
import { NewAttestation, RecordingView } from './recording-view.ts'

/** A person who listened says that an airing is in a recording; kept beside the matcher's word for good. */
export const attestationRoutes: FastifyPluginAsyncZod<
  Deps & Readonly<{ recordings: Recordings }>
> = async (api, deps) => {
  const { db, clock, newId, live, recordings } = deps
  api.post(
    '/recordings/:recording/attestations',
    {
      config: { access: { roles: recordingReviewers, unit: 'any' } },
      schema: {
        summary:
          'Say that one hears an airing in a recording, with a reason: a person’s word, graded `declared`',
        params: z.object({ recording: z.string() }),
        body: NewAttestation,
        response: { 201: RecordingView },
      },
    },
    async (request, reply) => {
      const { recording, asking } = await getRecordingFor(db, request)
      const by = visitorOf(request).id
      if (!asking.mayOverrule) throw recordingProblem('recording-own')
      // Nobody hears anything in it any more.
      if (recording.soundRemovedAt !== null) throw recordingProblem('recording-sound-gone')
      const station = (await listPlanStations(db)).find(({ id }) => id === recording.station)
      const hearables = station ? await readHearables(db, station, recording.date) : []
      const checked = checkAttestation({ ...request.body, by }, recording, hearables)
      if (!checked.ok) throw recordingProblem(checked.reason)
      const { obligation, title } = checked.value
      const at = clock.now()
      const { target, verdict, reason } = request.body
      await db.transaction().execute(async (tx) => {
        await keepAttestation(tx, {
          ...{ ...request.body, id: newId(), recording: recording.id, obligation, by, at },
        })
        await audit(tx, deps, {
          ...{ at, staff: by, action: 'recording.attested', subject: `recording/${recording.id}` },
          detail: { target, title, verdict, reason },
        })
      })
      live.tell({ topic: 'recording', recording: recording.id, station: recording.station })
      return reply.status(201).send(await showRecording(db, recordings, recording, asking))
    },
  )
}
