import type { Clock } from '../contract/time.ts'
import { findDecoder } from '../engine/find-decoder.ts'
import { AS_RUN_LOST } from '../exit-code.ts'
import { outputTools } from '../output/output-tools.ts'
import type { OutputWish } from '../output/output-wish.ts'
import { anyDecoder } from './open-any.ts'
import { playSchedule } from './play.ts'

/** What the command line says of a schedule to be played. */
export type PlaySettings = Readonly<{
  schedule: string
  asRun: string
  state: string
  outputs: readonly OutputWish[]
}>

/** Composes and runs the player of a schedule file; resolves with an exit code. */
export async function runPlay(
  settings: PlaySettings,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
  clock: Clock,
  fatal: (error: unknown) => never,
  tell: (what: 'beat') => void,
): Promise<number> {
  // What was decoded before the last fall sounds again without waiting for a decoder.
  const found = findDecoder(env)
  const ffmpeg = async () => (await found).path
  const played = playSchedule({
    ...settings,
    clock,
    signal,
    fatal,
    tell,
    tools: outputTools(ffmpeg, env),
    decoder: anyDecoder(ffmpeg),
    log: (message, facts) =>
      process.stderr.write(`${JSON.stringify({ at: clock.now(), message, ...facts })}\n`),
  })
  const [unwritten] = await Promise.all([played, found])
  if (!unwritten) return 0
  const { text, lost, reason } = unwritten
  // Whoever reads this by hand, or sees the exit code, still has what sounded.
  process.stderr.write(
    `The as-run could not be written to ${settings.asRun} (${reason}); these are its lines${lost === 0 ? '' : `, without ${lost} for which there was no room`}:\n${text}`,
  )
  return AS_RUN_LOST
}
