import type { Clock } from '../contract/time.ts'
import { findDecoder } from '../engine/find-decoder.ts'
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

/** Composes and runs the player of a schedule file. */
export async function runPlay(
  settings: PlaySettings,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
  clock: Clock,
  fatal: (error: unknown) => never,
  tell: (what: 'beat') => void,
): Promise<void> {
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
  await Promise.all([found, played])
}
