import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Store, Stored } from '../../media/store/store.ts'
import { parseRange } from './byte-range.ts'
import { uploadProblem } from './upload-errors.ts'

/** Bytes that never change, and who may keep a copy on the way. */
export type Sending = Readonly<{
  stored: Stored
  contentType: string
  reach: 'public' | 'private'
}>

/**
 * Sends a file of the store: Range, ETag, kept by whoever may.
 * @throws Problem `range-outside`
 */
export function sendStored(
  request: FastifyRequest,
  reply: FastifyReply,
  store: Store,
  { stored: { digest, bytes }, contentType, reach }: Sending,
): FastifyReply {
  const etag = `"${digest}"`
  reply
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', `${reach}, max-age=31536000, immutable`)
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const condition = request.headers['if-range']
  const asked = condition === undefined || condition === etag ? request.headers.range : undefined
  const range = parseRange(asked, bytes)
  if (range === 'outside') {
    reply.header('content-range', `bytes */${bytes}`)
    throw uploadProblem('range-outside')
  }
  reply.type(contentType)
  if (range === 'whole') return reply.header('content-length', bytes).send(store.open(digest))
  return reply
    .code(206)
    .header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
    .header('content-length', range.end - range.start + 1)
    .send(store.open(digest, range))
}
