import type { z } from 'zod'
import type { Clock } from '../contract/time.ts'
import { parseText } from '../contract/wire.ts'

/** The network, as it is handed in: the platform's `fetch`, or a test's. */
export type Network = (url: string, request: RequestInit) => Promise<Response>

/** The server could not be asked, or said no. */
export class NetworkFault extends Error {
  /** HTTP status; null when there was no answer. */
  readonly status: number | null

  constructor(message: string, status: number | null = null, cause?: unknown) {
    super(message, { cause })
    this.name = 'NetworkFault'
    this.status = status
  }
}

/** Longest wait for an answer to begin, ms; a waiting route states its own. */
const ANSWER_MS = 5_000
/** Longest wait for the next bytes of an answer, ms. */
const STALL_MS = 10_000

export type Question = Readonly<{
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  body?: unknown
  answerMs?: number
  signal?: AbortSignal
}>

/** An answer whose body is still to be read. */
export type Answer = Readonly<{
  status: number
  headers: Headers
  /** Its bytes, each piece within the stall limit; leaving the loop drops the connection. */
  body(): AsyncGenerator<Uint8Array>
  /** Its text, up to a limit of bytes. */
  text(maxBytes: number): Promise<string>
}>

/**
 * Asks a server. Nothing here waits without end: a server that accepts and then says nothing, or
 * stops in the middle, is a fault like one that is not there.
 */
export async function ask(
  network: Network,
  clock: Clock,
  url: string,
  { method = 'GET', headers = {}, body, answerMs = ANSWER_MS, signal }: Question = {},
): Promise<Answer> {
  const abort = new AbortController()
  const stop = () => abort.abort(signal?.reason)
  signal?.addEventListener('abort', stop)
  const giveUp = clock.after(answerMs, () => abort.abort(new Error(`no answer in ${answerMs} ms`)))
  try {
    const request: RequestInit = { method, headers: { ...headers }, signal: abort.signal }
    if (body !== undefined) {
      request.body = JSON.stringify(body)
      request.headers = { ...headers, 'content-type': 'application/json' }
    }
    const response = await network(url, request)
    const pieces = () => piecesOf(response, clock, abort)
    return {
      status: response.status,
      headers: response.headers,
      body: pieces,
      text: (maxBytes) => textOf(pieces(), maxBytes),
    }
  } catch (error) {
    throw faultOf(error, abort.signal)
  } finally {
    giveUp()
    signal?.removeEventListener('abort', stop)
  }
}

/** Asks and takes the answer apart; anything but 2xx of the right shape is a fault. */
export async function askFor<Shape extends z.ZodType>(
  network: Network,
  clock: Clock,
  url: string,
  shape: Shape,
  question: Question = {},
): Promise<z.output<Shape>> {
  const answer = await ask(network, clock, url, question)
  const text = await answer.text(1_000_000)
  if (answer.status < 200 || answer.status > 299)
    throw new NetworkFault(`${answer.status}: ${text.slice(0, 300)}`, answer.status)
  const parsed = parseText(shape, text)
  if (!parsed.ok) throw new NetworkFault(`an answer of another shape: ${parsed.params.problem}`)
  return parsed.value
}

async function* piecesOf(
  response: Response,
  clock: Clock,
  abort: AbortController,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const giveUp = clock.after(STALL_MS, () =>
        abort.abort(new Error(`the answer stopped for ${STALL_MS} ms`)),
      )
      const { done, value } = await reader.read().finally(giveUp)
      if (done) return
      yield value
    }
  } catch (error) {
    throw faultOf(error, abort.signal)
  } finally {
    // Frees the connection when the reader has had enough; says nothing new when it broke.
    reader.cancel().catch(() => {})
  }
}

async function textOf(pieces: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const read: Uint8Array[] = []
  let bytes = 0
  for await (const piece of pieces) {
    bytes += piece.length
    if (bytes > maxBytes) throw new NetworkFault(`an answer of more than ${maxBytes} bytes`)
    read.push(piece)
  }
  return Buffer.concat(read).toString('utf8')
}

function faultOf(error: unknown, signal: AbortSignal): NetworkFault {
  const reason: unknown = signal.aborted ? signal.reason : error
  const cause = reason instanceof Error && reason.cause instanceof Error ? reason.cause : reason
  return new NetworkFault(cause instanceof Error ? cause.message : String(cause), null, error)
}
