import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Instant } from '../playout/contract/time.ts'
import type { Db, Deps } from './deps.ts'
import { problem } from './errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Holds a change of what sounds to what was read before it: the first thing in its transaction.
     * @throws Problem `reading-missing`, `reading-stale`
     */
    heldToReading(tx: Db): Promise<void>
  }
}

/** What a route that changes what sounds takes beside its body. */
export const AsRead = z.looseObject({
  'if-match': z
    .string()
    .max(100)
    .optional()
    .describe(
      'The `revision` that was answered when this change was played through (`/plan/rehearsals`, `/make-good/preview`). If anything that the plan is made of, or the record itself, has changed since, nothing is saved and 412 `reading-stale` is answered: play it through again. `*` saves without having read. Without this header nothing is saved: 428 `reading-missing`.',
    ),
})

/** @param findReading the revision of everything that a reading was made of, as it is now */
export function holdToReadings(
  app: FastifyInstance,
  { clock }: Pick<Deps, 'clock'>,
  findReading: (tx: Db, now: Instant) => Promise<string>,
): void {
  app.decorateRequest('heldToReading', async function (this: FastifyRequest, tx: Db) {
    const said = this.headers['if-match']?.trim().replace(/^"(.*)"$/, '$1')
    if (!said) throw problem('reading-missing')
    if (said !== '*' && said !== (await findReading(tx, clock.now())))
      throw problem('reading-stale')
  })
}
