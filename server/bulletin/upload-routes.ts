import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Store } from '../../media/store/store.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import { type Access, visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { mediaProblem, tooLarge } from '../upload/upload-errors.ts'
import { bulletinProblem } from './bulletin-errors.ts'
import { listSounds, listUnitsWith, wasSentBy } from './sound-store.ts'
import { cutOf } from './trim.ts'
import { UPLOAD_LIMIT_BYTES } from './upload.ts'
import type { Uploads } from './upload-job.ts'
import { showUpload, showUploadLine } from './upload-shown-store.ts'
import { TrimRequest, UploadLine, UploadView } from './upload-view.ts'

/** What a form adds around its file, at most. */
const FORM_OVERHEAD_BYTES = 100_000
const Params = z.object({ upload: z.string() })
const writers: Access = { roles: ['editor', 'duty'], unit: 'any' }

/** Sound files from people: sent in one go, looked at, given up, cut anew. */
export const uploadRoutes: FastifyPluginAsyncZod<
  Deps & Readonly<{ uploads: Uploads; store: Store }>
> = async (api, { db, uploads, store }) => {
  api.post(
    '/uploads',
    {
      config: { access: writers },
      schema: {
        summary:
          'Send one sound file as a form; 201 when it is ready within `wait` seconds. Resumable: POST /uploads/tus',
        consumes: ['multipart/form-data'],
        querystring: z.object({ wait: z.coerce.number().int().min(0).max(60).default(0) }),
        response: { 201: UploadView, 202: UploadView },
      },
    },
    async (request, reply) => {
      const { id: by } = visitorOf(request)
      // A length that is announced is refused before the bytes come.
      const announced = Number(request.headers['content-length'] ?? 0)
      if (announced > UPLOAD_LIMIT_BYTES + FORM_OVERHEAD_BYTES)
        throw mediaProblem('file-too-large', tooLarge(announced, UPLOAD_LIMIT_BYTES))
      const part = await request.file({ limits: { fileSize: UPLOAD_LIMIT_BYTES } })
      if (!part) throw bulletinProblem('upload-no-file')
      const { id } = await uploads.receive(part.filename ?? '', part.file, by)
      await uploads.settled(id, request.query.wait * 1_000)
      const upload = await uploads.get(id, by)
      const { state } = upload
      if (state.kind === 'refused') throw mediaProblem(state.code, state.params)
      return reply
        .code(state.kind === 'ready' ? 201 : 202)
        .send(await showUpload(db, uploads, upload))
    },
  )

  api.get(
    '/uploads',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'One’s own uploads, newest first; what ended is kept for 30 days',
        response: { 200: z.array(UploadLine) },
      },
    },
    async (request) => {
      const mine = await uploads.list(visitorOf(request).id)
      return Promise.all(mine.map((upload) => showUploadLine(db, uploads, upload)))
    },
  )

  api.get(
    '/uploads/:upload',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How one’s own upload stands',
        params: Params,
        response: { 200: UploadView },
      },
    },
    async (request) => {
      const upload = await uploads.get(request.params.upload, visitorOf(request).id)
      return showUpload(db, uploads, upload)
    },
  )

  api.delete(
    '/uploads/:upload',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Give one’s own upload up, or clear away what became of it; a sound stays',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id } = await uploads.get(request.params.upload, visitorOf(request).id)
      await uploads.remove(id)
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/assets/:asset/trim',
    {
      config: { access: { roles: ['editor'], unit: 'any' } },
      schema: {
        summary:
          'Take a sound in anew from its kept original, with other ends; 0 and 0 cut nothing',
        params: z.object({ asset: z.string() }),
        body: TrimRequest,
        response: { 202: UploadView },
      },
    },
    async (request, reply) => {
      const { asset } = request.params
      const sound = (await listSounds(db, [asset])).get(asset)
      const stored = sound && (await store.stat(sound.original_digest))
      if (!sound || !stored) throw bulletinProblem('sound-unknown')
      // Another unit's sound, in no bulletin of one's own, is none to cut.
      const visitor = visitorOf(request)
      const units = await listUnitsWith(db, asset)
      const may =
        units.some((unit) => visitor.may(['editor'], unit)) ||
        (await wasSentBy(db, asset, visitor.id))
      if (!may) throw bulletinProblem('sound-unknown')
      const cut = cutOf(sound, request.body)
      if (!cut.ok) throw bulletinProblem(cut.reason)
      const source = {
        ...{
          original: stored.digest as Digest,
          bytes: stored.bytes,
          fileName: sound.original_name,
        },
      }
      const upload = await uploads.cutAnew(source, cut.value, visitor.id)
      return reply.code(202).send(await showUpload(db, uploads, upload))
    },
  )
}
