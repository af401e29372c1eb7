import { isDeepStrictEqual } from 'node:util'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Store } from '../../media/store/store.ts'
import { type Role, type Visitor, visitorOf } from '../access.ts'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { findRelayWindow } from '../order/emergency-window-store.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { localDateOf } from '../plan/local-time.ts'
import { isSample } from '../plan/setting-store.ts'
import { occurrenceOn } from '../plan/window.ts'
import { getStation, unitOfStation } from '../station/station-store.ts'
import { sendStored } from '../upload/send-stored.ts'
import { serveTus } from '../upload/tus.ts'
import { attestationRoutes } from './attestation-routes.ts'
import { addChallenge, spendChallenge } from './challenge-store.ts'
import { overruleRoutes } from './overrule-routes.ts'
import {
  CHALLENGE_GOOD_MS,
  checkRecording,
  RECORDING_LIMIT_BYTES,
  type Recording,
} from './recording.ts'
import { recordingProblem } from './recording-errors.ts'
import type { Recordings } from './recording-job.ts'
import { listRecordings, type RecordingCursor } from './recording-list-store.ts'
import { getRecordingFor, recordingReaders } from './recording-scope-store.ts'
import { showRecording, showRecordings } from './recording-shown-store.ts'
import { findRecording } from './recording-store.ts'
import {
  ChallengeView,
  NewRecording,
  RecordingLine,
  RecordingPage,
  RecordingView,
} from './recording-view.ts'
import { soundKeepingRoutes } from './sound-keeping-routes.ts'

const LIMIT = 30
const MOST = 100
/** Who may send a recording: the one on duty, and whoever goes round and listens. */
const makers: readonly Role[] = ['duty', 'supervisor', 'editor', 'approver', 'administrator']
const Params = z.object({ recording: z.string() })

type RecordingParts = Deps & Readonly<{ recordings: Recordings; store: Store }>

/** Recordings of what loudspeakers said: announced, sent in parts, heard, listed, listened to. */
export const recordingRoutes: FastifyPluginAsyncZod<RecordingParts> = async (api, deps) => {
  const { db, clock, newId, recordings, store } = deps
  await api.register(overruleRoutes, deps)
  await api.register(attestationRoutes, deps)
  await api.register(soundKeepingRoutes, deps)
  await api.register(async (parts) =>
    serveTus(parts, {
      ...{ path: '/recordings/tus', limitBytes: RECORDING_LIMIT_BYTES, newId },
      access: { roles: makers, unit: 'any' },
      incoming: recordings.incoming,
    }),
  )
  const ofStation = {
    roles: makers,
    unit: async ({ body }: { body: unknown }) =>
      unitOfStation(db, (body as { station: string }).station),
  }

  api.post(
    '/recordings/challenges',
    {
      config: { access: ofStation },
      schema: {
        summary:
          'Say shortly before a recording that the phone is online; no proof of when it is made',
        body: z.object({ station: z.string() }),
        response: { 201: ChallengeView },
      },
    },
    async (request, reply) => {
      const issuedAt = clock.now()
      const challenge = { id: newId(), station: request.body.station, issuedAt }
      await addChallenge(db, { ...challenge, staff: visitorOf(request).id })
      return reply
        .status(201)
        .send({ challenge: challenge.id, issuedAt, goodUntil: issuedAt + CHALLENGE_GOOD_MS })
    },
  )

  api.post(
    '/recordings',
    {
      config: { access: ofStation },
      schema: {
        summary:
          'Announce a recording; its bytes follow at `upload` (tus 1.0.0, HEAD and PATCH). Twice is once',
        body: NewRecording,
        response: { 200: RecordingLine, 201: RecordingLine },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const { challenge, ...body } = request.body
      const madeBy = visitorOf(request).id
      const known = await findRecording(db, body.id)
      if (known) {
        if (!isDeepStrictEqual(saidIn(known), saidIn({ ...body, madeBy })))
          throw recordingProblem('recording-id-taken')
        const [line] = await showRecordings(db, recordings, [known])
        return reply.status(200).send(line as z.infer<typeof RecordingLine>)
      }
      const { zone } = await getStation(db, body.station)
      const checked = checkRecording(body, localDateOf(now, zone), now)
      if (!checked.ok) throw recordingProblem(checked.reason, checked.params)
      if (body.window !== null) {
        const window = await findRelayWindow(db, body.window, body.date)
        if (window?.station !== body.station || !occurrenceOn(window, body.date, zone))
          throw recordingProblem('recording-window-unknown')
      }
      const used = challenge && {
        ...{ id: challenge, station: body.station, staff: madeBy, recording: body.id },
      }
      const challengeIssuedAt = used ? await spendChallenge(db, used) : null
      if (used && challengeIssuedAt === null) throw recordingProblem('recording-challenge-unknown')
      const recording: Recording = {
        ...body,
        ...{ madeBy, challengeIssuedAt, announcedAt: now, receivedAt: null, digest: null },
        ...{ attempts: 0, state: { kind: 'receiving' }, soundRemovedAt: null },
      }
      await recordings.announce(recording)
      const [line] = await showRecordings(db, recordings, [recording])
      return reply.status(201).send(line as z.infer<typeof RecordingLine>)
    },
  )

  api.get(
    '/recordings',
    {
      config: { access: { roles: recordingReaders, unit: 'any' } },
      schema: {
        summary: 'Recordings of the own units’ stations, newest first',
        querystring: z.object({
          from: calendarDate.optional(),
          to: calendarDate.optional(),
          station: z.string().optional(),
          window: z.string().optional(),
          state: z.enum(['receiving', 'waiting', 'listening', 'done', 'failed']).optional(),
          /** As the matcher said; `nothing`: heard, and no bulletin in it. */
          verdict: z
            .enum(['proved', 'matches-in-clip', 'heard-in-part', 'not-proved', 'nothing'])
            .optional(),
          bulletin: z.string().optional(),
          madeBy: z.string().optional(),
          limit: z.coerce.number().int().min(1).max(MOST).default(LIMIT),
          cursor: z.string().optional(),
        }),
        response: { 200: RecordingPage },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query
      const stations = await stationsOf(visitorOf(request))
      const below = cursor === undefined ? null : parseCursor(cursor)
      const found = await listRecordings(db, stations, filter, limit + 1, below)
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        sample: await isSample(db),
        recordings: await showRecordings(db, recordings, page),
        cursor: found.length > limit && last ? `${last.announcedAt}~${last.id}` : null,
      }
    },
  )

  api.get(
    '/recordings/:recording',
    {
      config: { access: { roles: recordingReaders, unit: 'any' } },
      schema: {
        summary: 'One recording: its waveform, what was heard in it where, and what speaks of it',
        params: Params,
        response: { 200: RecordingView },
      },
    },
    async (request) => {
      const { recording, asking } = await getRecordingFor(db, request)
      return showRecording(db, recordings, recording, asking)
    },
  )

  api.get(
    '/recordings/:recording/sound',
    {
      config: { access: { roles: recordingReaders, unit: 'any' } },
      schema: {
        summary: 'Its sound as browsers play it; Range, ETag, never changes',
        params: Params,
      },
    },
    async (request, reply) => {
      const { recording } = await getRecordingFor(db, request)
      const { state, digest } = recording
      if (state.kind !== 'done' || digest === null) throw recordingProblem('recording-not-heard')
      if (recording.soundRemovedAt !== null) throw recordingProblem('recording-sound-gone')
      const { copy, copyDue, contentType } = state.heard
      if (copyDue !== null) throw recordingProblem('recording-sound-coming')
      const stored = await store.stat(copy?.digest ?? digest)
      if (!stored) throw problem('not-found', { what: recording.id })
      return sendStored(request, reply, store, {
        ...{ stored, reach: 'private', contentType: copy?.contentType ?? contentType },
      })
    },
  )

  api.get(
    '/recordings/:recording/fingerprint',
    {
      config: { access: { roles: recordingReaders, unit: 'any' } },
      schema: {
        summary: 'Its fingerprint, which `tiep-am match` reads as a recording; never changes',
        params: Params,
      },
    },
    async (request, reply) => {
      const { recording } = await getRecordingFor(db, request)
      const print = recording.state.kind === 'done' ? recording.state.heard.print : null
      const stored = print && (await store.stat(print))
      if (!stored) throw recordingProblem('recording-not-heard')
      return sendStored(request, reply, store, {
        ...{ stored, reach: 'private', contentType: 'application/octet-stream' },
      })
    },
  )

  api.delete(
    '/recordings/:recording',
    {
      config: { access: { roles: makers, unit: 'any' } },
      schema: {
        summary: 'Give one’s own up before it is heard, or clear away one that could not be',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { recording } = await getRecordingFor(db, request)
      if (recording.madeBy !== visitorOf(request).id) throw recordingProblem('recording-unknown')
      await recordings.remove(recording.id)
      return reply.code(204).send(null)
    },
  )

  async function stationsOf(visitor: Visitor): Promise<string[]> {
    const stations = await listPlanStations(db)
    return stations.filter(({ unit }) => visitor.may(recordingReaders, unit)).map(({ id }) => id)
  }
}

function parseCursor(cursor: string): RecordingCursor {
  const [at = '', id = ''] = cursor.split('~')
  if (!/^\d{1,16}$/.test(at) || id === '')
    throw problem('input-wrong', { field: 'cursor', problem: cursor })
  return { announcedAt: Number(at), id }
}

/** What must be equal for two announcements of one id to be the same recording. */
function saidIn(one: Readonly<Record<string, unknown>>) {
  const { id, station, date, window, startedAt, bytes, madeBy } = one
  return { id, station, date, window, startedAt, bytes, madeBy }
}
