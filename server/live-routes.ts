import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Deps } from './deps.ts'
import { allowStreams } from './event-streams.ts'

/** `GET /live`: what changed, as server-sent events. */
export const liveRoutes: FastifyPluginAsyncZod<Pick<Deps, 'live'>> = async (api, { live }) => {
  const streams = await allowStreams(api)

  api.get(
    '/live',
    {
      config: { access: 'signed-in' },
      sse: 'only',
      preHandler: streams.wanted,
      schema: { summary: 'What changes on screen, as server-sent events `change`' },
    },
    async (_request, reply) => {
      let stopListening = () => {}
      const send = await streams.open(reply, () => stopListening())
      stopListening = live.listen((change) => send('change', change))
    },
  )
}
