import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Deps } from '../deps.ts'
import { serveTus } from '../upload/tus.ts'
import { UPLOAD_LIMIT_BYTES } from './upload.ts'
import type { Uploads } from './upload-job.ts'

/** Sound files from people that come in parts. */
export const tusRoutes: FastifyPluginAsyncZod<Deps & Readonly<{ uploads: Uploads }>> = async (
  api,
  { newId, uploads },
) => {
  serveTus(api, {
    ...{ path: '/uploads/tus', limitBytes: UPLOAD_LIMIT_BYTES, newId },
    access: { roles: ['editor', 'duty'], unit: 'any' },
    incoming: {
      ...uploads,
      find: async (id) => {
        const upload = await uploads.find(id)
        if (!upload) return null
        const { receivedBytes } = await uploads.standing(upload)
        const { fileName, bytes, state } = upload
        return { fileName, bytes, receivedBytes, isReceiving: state.kind === 'receiving' }
      },
    },
  })
}
