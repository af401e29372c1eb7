import { fastifySSE } from '@fastify/sse'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Deps } from './deps.ts'
import { problem } from './errors.ts'
import type { Change } from './live.ts'

/** A comment this often keeps proxies and phones from hanging up. */
const HEARTBEAT_MS = 15_000

/** `GET /live`: what changed, as server-sent events. The only importer of the plugin, which is young. */
export const liveRoutes: FastifyPluginAsyncZod<Pick<Deps, 'live'>> = async (api, { live }) => {
  await api.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS })
  const open = new Set<() => void>()

  // A stream never ends by itself, and a server that closes waits for its requests.
  api.addHook('preClose', async () => {
    for (const close of open) close()
  })

  api.get(
    '/live',
    {
      config: { access: 'signed-in' },
      sse: 'only',
      preHandler: async ({ headers }) => {
        if (!/text\/event-stream|\*\/\*/.test(headers.accept ?? '*/*'))
          throw problem('wrong-format')
      },
      schema: { summary: 'What changes on screen, as server-sent events `change`' },
    },
    async (_request, reply) => {
      const { sse } = reply
      const tell = (change: Change) => {
        if (sse.isConnected) void sse.send({ event: 'change', data: change }).catch(stop)
      }
      const stopListening = live.listen(tell)
      const close = () => sse.close()
      open.add(close)
      function stop(): void {
        stopListening()
        open.delete(close)
      }
      sse.onClose(stop)
      sse.keepAlive()
      // Tells the page that it is connected, and how soon to come back after a restart.
      await sse.send({ event: 'open', data: {}, retry: 2_000 })
    },
  )
}
