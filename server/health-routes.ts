import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Deps } from './deps.ts'

const HealthView = z
  .object({
    status: z.enum(['ok', 'failing']),
    version: z.string(),
    uptimeMs: z.int(),
    database: z.enum(['ok', 'failing']),
    ffmpeg: z.object({ version: z.string(), origin: z.string() }),
    disk: z.object({ freeBytes: z.int() }),
    /** The players that this office knows, by their last contact. */
    players: z.array(
      z.object({ station: z.string(), lastSeenAt: z.int().nullable(), unsent: z.int() }),
    ),
  })
  .meta({ id: 'Health' })
type HealthView = z.infer<typeof HealthView>

/** What only the composition root knows of the machine. */
export type Machine = Readonly<{
  version: string
  ffmpeg: HealthView['ffmpeg']
  /** Bytes free on the disk that holds the data. */
  freeBytes(): Promise<number>
}>

export type HealthDeps = Pick<Deps, 'clock' | 'db' | 'log'> & Readonly<{ machine: Machine }>

/** `GET /healthz`, for supervisors and monitoring: 503 when the database does not answer. */
export const healthRoutes: FastifyPluginAsyncZod<HealthDeps> = async (app, deps) => {
  const { clock, db, log, machine } = deps
  const startedAt = clock.monotonic()

  app.get(
    '/healthz',
    {
      config: { access: 'public' },
      schema: { summary: 'How this server is', response: { 200: HealthView, 503: HealthView } },
    },
    async (_request, reply) => {
      const players = await db
        .selectFrom('station_contact')
        .select(['station_id as station', 'received_at as lastSeenAt', 'status'])
        .orderBy('station_id')
        .execute()
        .catch((error: unknown) => {
          log.error({ err: error }, 'the database does not answer')
          return null
        })
      return reply.code(players ? 200 : 503).send({
        status: players ? 'ok' : 'failing',
        version: machine.version,
        uptimeMs: Math.floor(clock.monotonic() - startedAt),
        database: players ? 'ok' : 'failing',
        ffmpeg: machine.ffmpeg,
        disk: { freeBytes: await machine.freeBytes() },
        players: (players ?? []).map(({ station, lastSeenAt, status }) => ({
          station,
          lastSeenAt,
          unsent: (JSON.parse(status) as { unsent: number }).unsent,
        })),
      })
    },
  )
}
