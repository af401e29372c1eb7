import type { StaffId, VersionId } from '../../playout/contract/ids.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'

/** Somebody listens to a version as it was when they began. */
export type Listening = Readonly<{
  id: string
  version: VersionId
  /** See seal.ts. */
  seal: string
  staff: StaffId
  startedAt: Instant
  endedAt: Instant | null
}>

export type ListeningRefusal = 'listening-too-short' | 'listening-overtaken' | 'changed-meanwhile'

/**
 * Listening ends where the sound does: not before its whole length has gone by on the server's clock,
 * of the version as it still is, and with no other one begun meanwhile, since a person listens to one
 * thing at a time. Nothing can show that somebody paid attention; this shows that they could.
 *
 * @param now.seal of the version as it is
 * @param now.newest id of the listening that the same person began last
 */
export function endListening(
  listening: Listening,
  now: Readonly<{ at: Instant; seal: string; lengthMs: number; newest: string }>,
): Outcome<Listening, ListeningRefusal> {
  if (listening.endedAt !== null) return ok(listening)
  if (listening.seal !== now.seal) return refuse('changed-meanwhile')
  if (listening.id !== now.newest) return refuse('listening-overtaken')
  const missingMs = listening.startedAt + now.lengthMs - now.at
  if (missingMs > 0)
    return refuse('listening-too-short', { missingMs, seconds: Math.ceil(missingMs / 1000) })
  return ok({ ...listening, endedAt: now.at })
}
