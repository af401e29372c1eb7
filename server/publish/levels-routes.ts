import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  LevelsAnswer,
  SignedLevels,
  type StationLevels,
  StationLevelsText,
} from '../../playout/contract/exchange.ts'
import { isSignedBy, type Signed } from '../../playout/contract/signature.ts'
import { parseText } from '../../playout/contract/wire.ts'
import type { Db, Deps } from '../deps.ts'
import { allowStreams } from '../event-streams.ts'
import type { Meters } from '../meters.ts'
import { unitOfStation } from '../station/station-store.ts'
import { publishProblem } from './publish-errors.ts'
import { listStationKeys } from './station-key-store.ts'

/** A batch of a quarter of a second with sixteen outputs is below this. */
const MAX_LEVELS_BYTES = 12_000

/** Meters: from the player to whoever looks, and nowhere else. */
export const levelsRoutes: FastifyPluginAsyncZod<Deps & Readonly<{ meters: Meters }>> = async (
  api,
  { db, meters },
) => {
  const streams = await allowStreams(api)
  const params = z.object({ station: z.string() })

  api.post(
    '/stations/:station/levels',
    {
      config: { access: 'station' },
      bodyLimit: MAX_LEVELS_BYTES,
      schema: {
        summary:
          'The signed levels of a station, while somebody looks; answers whether one still does',
        params,
        body: SignedLevels,
        response: { 200: LevelsAnswer },
      },
    },
    async ({ params, body }) => {
      // Nobody looks: not worth the check of a signature.
      if (!meters.isWatched(params.station)) return { watched: false }
      const levels = await checkLevels(db, params.station, body)
      if (!meters.show(levels)) throw publishProblem('levels-old')
      return { watched: true }
    },
  )

  api.get(
    '/stations/:station/levels',
    {
      config: { access: 'signed-in' },
      sse: 'only',
      preHandler: streams.wanted,
      schema: {
        summary: 'A station’s levels as it sends them, as server-sent events `levels`',
        params,
      },
    },
    async (request, reply) => {
      const { station } = request.params
      await unitOfStation(db, station)
      let lookAway = () => {}
      const send = await streams.open(reply, () => lookAway())
      lookAway = meters.watch(station, ({ at, clockOffsetMs, outputs }) =>
        send('levels', { at: at + (clockOffsetMs ?? 0), outputs }),
      )
    },
  )
}

async function checkLevels(db: Db, station: string, signed: Signed): Promise<StationLevels> {
  const parsed = parseText(StationLevelsText, signed.text)
  if (!parsed.ok) throw publishProblem('levels-malformed', parsed.params)
  const levels = parsed.value
  if (levels.station !== station) throw publishProblem('levels-other-station')
  const key = (await listStationKeys(db, station)).get(levels.key)
  if (!key) throw publishProblem('levels-key-unknown')
  if (!(await isSignedBy(key, 'levels', signed))) throw publishProblem('levels-signature-wrong')
  return levels
}
