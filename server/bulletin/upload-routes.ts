import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { showMediaError } from '../../media/errors.ts'
import { visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { bulletinProblem, mediaProblem, soundWarnings } from './bulletin-errors.ts'
import { UploadView } from './bulletin-view.ts'
import { tooLarge, UPLOAD_LIMIT_BYTES, type Upload, type Uploads } from './ingest-job.ts'
import { showSound } from './show-bulletin.ts'
import { listSounds } from './sound-store.ts'

/** What a form adds around its file, at most. */
const FORM_OVERHEAD_BYTES = 100_000

/** Sound files from people: received, checked, levelled, stored. */
export const uploadRoutes: FastifyPluginAsyncZod<Deps & Readonly<{ uploads: Uploads }>> = async (
  api,
  { db, uploads },
) => {
  api.post(
    '/uploads',
    {
      config: { access: { roles: ['editor', 'duty'], unit: 'any' } },
      schema: {
        summary: 'Send one sound file as a form; 201 when it is ready within `wait` seconds',
        consumes: ['multipart/form-data'],
        querystring: z.object({ wait: z.coerce.number().int().min(0).max(60).default(0) }),
        response: { 201: UploadView, 202: UploadView },
      },
    },
    async (request, reply) => {
      const { id: by } = visitorOf(request)
      // A length that is announced is refused before the bytes come.
      const announced = Number(request.headers['content-length'] ?? 0)
      if (announced > UPLOAD_LIMIT_BYTES + FORM_OVERHEAD_BYTES) {
        const { code, params } = tooLarge(announced)
        throw mediaProblem(code, params)
      }
      const part = await request.file({ limits: { fileSize: UPLOAD_LIMIT_BYTES } })
      if (!part) throw bulletinProblem('upload-no-file')
      const { id } = await uploads.receive(part.filename ?? '', part.file, by)
      await uploads.settled(id, request.query.wait * 1_000)
      const upload = uploads.get(id, by)
      const { state } = upload
      if (state.kind === 'refused') throw mediaProblem(state.code, state.params)
      return reply.code(state.kind === 'ready' ? 201 : 202).send(await showUpload(db, upload))
    },
  )

  api.get(
    '/uploads/:upload',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'How one’s own upload stands',
        params: z.object({ upload: z.string() }),
        response: { 200: UploadView },
      },
    },
    async (request) => showUpload(db, uploads.get(request.params.upload, visitorOf(request).id)),
  )
}

async function showUpload(db: Db, upload: Upload): Promise<z.infer<typeof UploadView>> {
  const { id, fileName, state } = upload
  const base = { id, fileName, state: state.kind, sound: null, refusal: null, warnings: [] }
  switch (state.kind) {
    case 'running':
      return { ...base, stage: state.stage, percent: state.percent }
    case 'refused': {
      const { code, params } = state
      const [vi, en] = [showMediaError(code, params, 'vi'), showMediaError(code, params, 'en')]
      return { ...base, stage: 'done', percent: 100, refusal: { code, params, vi, en } }
    }
    case 'ready': {
      const sound = (await listSounds(db, [state.asset])).get(state.asset)
      return {
        ...{ ...base, stage: 'done', percent: 100, sound: sound ? showSound(sound) : null },
        warnings: state.warnings.map((code) => ({ code, ...soundWarnings[code] })),
      }
    }
  }
}
