import { Readable } from 'node:stream'
import { Server } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Access, visitorOf } from '../access.ts'
import { Problem } from '../errors.ts'
import type { Incoming } from './incoming.ts'
import { TusStore } from './tus-store.ts'
import { isDiskFull, mediaProblem, tooLarge, uploadProblem } from './upload-errors.ts'

const VERSION = '1.0.0'
const PART = 'application/offset+octet-stream'
const Params = z.object({ upload: z.string() })
/** What of the library's answers goes out; whom to trust across sites is not for it to say. */
const passedOn = ['location', 'cache-control', 'upload-offset', 'upload-length', 'upload-metadata']
const offered = ['tus-version', 'tus-extension', 'tus-max-size']

/** Which files come in where, and from whom. */
export type TusOffer = Readonly<{
  /** Below the prefix of the API, such as `/uploads/tus`. */
  path: string
  access: Access
  incoming: Incoming
  /** Largest file. */
  limitBytes: number
  newId(): string
}>

type Asked = Readonly<{ method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE' | 'OPTIONS' }>

const routes: readonly (Asked & Readonly<{ summary: string; one: boolean }>)[] = [
  { method: 'OPTIONS', one: false, summary: 'What of the tus protocol is offered' },
  { method: 'POST', one: false, summary: 'Announce a file that comes in parts (tus 1.0.0)' },
  { method: 'HEAD', one: true, summary: 'How much of it has come (tus 1.0.0)' },
  { method: 'PATCH', one: true, summary: 'Send on from there (tus 1.0.0)' },
  { method: 'DELETE', one: true, summary: 'Give it up (tus 1.0.0)' },
]

/**
 * Uploads that survive a bad line, by the tus protocol 1.0.0 (termination, expiration, and creation
 * unless files are announced otherwise): https://tus.io/protocols/resumable-upload. It adds hooks, so
 * `api` is a register of its own.
 */
export function serveTus(api: FastifyInstance, offer: TusOffer): void {
  const { path, access, incoming, limitBytes, newId } = offer
  const owners = new WeakMap<object, string>()
  const failures = new WeakMap<object, unknown>()
  const tus = new Server({
    path: `${api.prefix}${path}`,
    datastore: new TusStore(incoming),
    relativeLocation: true,
    maxSize: limitBytes,
    // A line that hangs is let go this soon when the same person comes on another.
    lockDrainTimeout: 300,
    namingFunction: () => newId(),
    onUploadCreate: async (request, { id, size = 0, metadata }) => {
      const by = owners.get(request) ?? ''
      await incoming.announce?.({ id, fileName: metadata?.filename ?? '', bytes: size, by })
      return {}
    },
    onUploadFinish: async (_request, { id }) => {
      incoming.received(id)
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
      throw problemOf(answer.status, failures.get(asked), await answer.text(), request, limitBytes)
    for (const name of [...passedOn, ...(request.method === 'OPTIONS' ? offered : [])]) {
      const value = answer.headers.get(name)
      if (value !== null) reply.header(name, value)
    }
    const id = answer.headers.get('location')?.split('/').at(-1) ?? idOf(request)
    const file = id && request.method !== 'DELETE' ? await incoming.find(id) : null
    if (id && file?.isReceiving)
      reply.header('upload-expires', new Date(incoming.expiresAt(id)).toUTCString())
    return reply.code(answer.status).send()
  }

  api.addContentTypeParser(PART, (_request, payload, done) => done(null, payload))
  api.addHook('onRequest', async (request, reply) => {
    reply.header('tus-resumable', VERSION)
    if (request.method === 'OPTIONS' || request.headers['tus-resumable'] === VERSION) return
    reply.header('tus-version', VERSION)
    throw uploadProblem('upload-version')
  })

  for (const { method, one, summary } of routes) {
    if (method === 'POST' && !incoming.announce) continue
    api.route({
      method,
      url: one ? `${path}/:upload` : path,
      config: { access },
      schema: { summary, ...(one ? { params: Params } : {}) },
      // Somebody else's upload is one that is not there.
      preHandler: async (request) => {
        const id = idOf(request)
        if (id) await incoming.get(id, visitorOf(request).id)
      },
      handler: handOn,
    })
  }
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
  limitBytes: number,
): unknown {
  if (failure instanceof Problem) return failure
  // A header that breaks the protocol is refused without any error.
  if (failure !== undefined && isDiskFull(failure)) return mediaProblem('disk-full', {})
  switch (status) {
    case 404:
    case 410:
      return uploadProblem('upload-unknown')
    case 409:
      return uploadProblem('upload-offset')
    case 413: {
      const announced = request.headers['upload-length']
      const bytes = announced ? Number(announced) : null
      return mediaProblem('file-too-large', tooLarge(bytes, limitBytes))
    }
    case 500:
      return failure instanceof Error ? failure : new Error(`tus: ${said}`)
    default:
      return uploadProblem('upload-protocol', { detail: said.trim() })
  }
}
