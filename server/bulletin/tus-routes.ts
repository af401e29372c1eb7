import { Readable } from 'node:stream'
import { Server } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Access, visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../errors.ts'
import { bulletinProblem, mediaProblem } from './bulletin-errors.ts'
import { isDiskFull } from './ingest-job.ts'
import { TusStore } from './tus-store.ts'
import { tooLarge, UPLOAD_LIMIT_BYTES } from './upload.ts'
import type { Uploads } from './upload-job.ts'

const VERSION = '1.0.0'
const PART = 'application/offset+octet-stream'
const writers: Access = { roles: ['editor', 'duty'], unit: 'any' }
const Params = z.object({ upload: z.string() })
/** What of the library's answers goes out; whom to trust across sites is not for it to say. */
const passedOn = ['location', 'cache-control', 'upload-offset', 'upload-length', 'upload-metadata']
const offered = ['tus-version', 'tus-extension', 'tus-max-size']

type Asked = Readonly<{ method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE' | 'OPTIONS' }>

/**
 * Uploads that survive a bad line, by the tus protocol 1.0.0 (creation, creation-with-upload,
 * termination, expiration): https://tus.io/protocols/resumable-upload. An upload is only its owner's.
 */
export const tusRoutes: FastifyPluginAsyncZod<Deps & Readonly<{ uploads: Uploads }>> = async (
  api,
  { newId, uploads },
) => {
  const owners = new WeakMap<object, string>()
  const failures = new WeakMap<object, unknown>()
  const tus = new Server({
    path: `${api.prefix}/uploads/tus`,
    datastore: new TusStore(uploads),
    relativeLocation: true,
    maxSize: UPLOAD_LIMIT_BYTES,
    // A line that hangs is let go this soon when the same person comes on another.
    lockDrainTimeout: 300,
    namingFunction: () => newId(),
    onUploadCreate: async (request, { id, size = 0, metadata }) => {
      const by = owners.get(request) ?? ''
      await uploads.announce({ id, fileName: metadata?.filename ?? '', bytes: size, by })
      return {}
    },
    onUploadFinish: async (_request, { id }) => {
      uploads.received(id)
      return {}
    },
    onResponseError: (request, error) => {
      failures.set(request, error)
      return undefined
    },
  })

  /** Hands a request on whose access was checked, and its answer back in our own words. */
  async function handOn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asked = webRequest(request)
    owners.set(asked, visitorOf(request).id)
    const answer = await tus.handleWeb(asked)
    if (answer.status >= 400)
      throw problemOf(answer.status, failures.get(asked), await answer.text(), request)
    for (const name of [...passedOn, ...(request.method === 'OPTIONS' ? offered : [])]) {
      const value = answer.headers.get(name)
      if (value !== null) reply.header(name, value)
    }
    const id = answer.headers.get('location')?.split('/').at(-1) ?? idOf(request)
    const upload = id && request.method !== 'DELETE' ? await uploads.find(id) : null
    if (upload?.state.kind === 'receiving')
      reply.header('upload-expires', new Date(uploads.expiresAt(upload.id)).toUTCString())
    return reply.code(answer.status).send()
  }

  api.addContentTypeParser(PART, (_request, payload, done) => done(null, payload))
  api.addHook('onRequest', async (request, reply) => {
    reply.header('tus-resumable', VERSION)
    if (request.method === 'OPTIONS' || request.headers['tus-resumable'] === VERSION) return
    reply.header('tus-version', VERSION)
    throw bulletinProblem('upload-version')
  })

  const routes: readonly (Asked & Readonly<{ summary: string; one: boolean }>)[] = [
    { method: 'OPTIONS', one: false, summary: 'What of the tus protocol is offered' },
    { method: 'POST', one: false, summary: 'Announce a file that comes in parts (tus 1.0.0)' },
    { method: 'HEAD', one: true, summary: 'How much of it has come (tus 1.0.0)' },
    { method: 'PATCH', one: true, summary: 'Send on from there (tus 1.0.0)' },
    { method: 'DELETE', one: true, summary: 'Give it up (tus 1.0.0)' },
  ]
  for (const { method, one, summary } of routes)
    api.route({
      method,
      url: one ? '/uploads/tus/:upload' : '/uploads/tus',
      config: { access: writers },
      schema: { summary, ...(one ? { params: Params } : {}) },
      // Somebody else's upload is one that is not there.
      preHandler: async (request) => {
        const id = idOf(request)
        if (id) await uploads.get(id, visitorOf(request).id)
      },
      handler: handOn,
    })
}

function idOf({ params }: FastifyRequest): string | null {
  return (params as { upload?: string }).upload ?? null
}

function webRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value)
  const { body, method } = request
  const path = request.url.split('?', 1)[0]
  return new Request(`http://office${path}`, {
    ...{ method, headers },
    ...(body instanceof Readable
      ? { body: Readable.toWeb(Readable.from(untilBroken(body))), duplex: 'half' }
      : {}),
  } as RequestInit)
}

/** A line that breaks ends a part early: every byte that came is kept, and nobody waits for an answer. */
async function* untilBroken(body: Readable): AsyncGenerator<Buffer> {
  try {
    yield* body
  } catch (error) {
    if (!body.readableAborted) throw error
  }
}

/** What the library refuses, as a problem with our code and sentences. */
function problemOf(
  status: number,
  failure: unknown,
  said: string,
  request: FastifyRequest,
): unknown {
  if (failure instanceof Problem) return failure
  // A header that breaks the protocol is refused without any error.
  if (failure !== undefined && isDiskFull(failure)) return mediaProblem('disk-full', {})
  switch (status) {
    case 404:
    case 410:
      return bulletinProblem('upload-unknown')
    case 409:
      return bulletinProblem('upload-offset')
    case 413: {
      const announced = request.headers['upload-length']
      return mediaProblem('file-too-large', tooLarge(announced ? Number(announced) : null))
    }
    case 500:
      return failure instanceof Error ? failure : new Error(`tus: ${said}`)
    default:
      return bulletinProblem('upload-protocol', { detail: said.trim() })
  }
}
