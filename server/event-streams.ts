import { fastifySSE } from '@fastify/sse'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from './errors.ts'

/** A comment this often keeps proxies and phones from hanging up. */
const HEARTBEAT_MS = 15_000

/** Server-sent events within one plugin. The only importer of the library, which is young. */
export type EventStreams = Readonly<{
  /** Refuses who does not ask for a stream; to stand before the route. */
  wanted(request: FastifyRequest): Promise<void>
  /**
   * Opens a stream and tells the page that it is connected, and how soon to come back.
   * @returns sends one event; nothing once the page has gone
   */
  open(reply: FastifyReply, ended: () => void): Promise<(event: string, data: unknown) => void>
}>

/** Lets routes of this plugin answer with streams, which close before the server does. */
export async function allowStreams(api: FastifyInstance): Promise<EventStreams> {
  await api.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS })
  const open = new Set<() => void>()

  // A stream never ends by itself, and a server that closes waits for its requests.
  api.addHook('preClose', async () => {
    for (const close of open) close()
  })

  return {
    wanted: async ({ headers }) => {
      if (!/text\/event-stream|\*\/\*/.test(headers.accept ?? '*/*')) throw problem('wrong-format')
    },
    open: async ({ sse }, ended) => {
      const close = () => sse.close()
      open.add(close)
      let isOver = false
      const stop = () => {
        if (isOver) return
        isOver = true
        open.delete(close)
        ended()
      }
      sse.onClose(stop)
      sse.keepAlive()
      await sse.send({ event: 'open', data: {}, retry: 2_000 })
      return (event, data) => {
        if (sse.isConnected) void sse.send({ event, data }).catch(stop)
      }
    },
  }
}
