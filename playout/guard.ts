import { type ChildProcess, spawn } from 'node:child_process'
import { BEAT_EVERY_MS, createHeartbeat, STUCK_REASON } from './contract/heartbeat.ts'
import type { Clock } from './contract/time.ts'
import { AS_RUN_LOST } from './exit-code.ts'

/**
 * The small parent of a player that nothing else supervises: one that falls is started again, one
 * that stands still is killed first, and the next one is told why. It knows nothing of sound.
 */
export type GuardParts = Readonly<{
  /** Path of what Node is to run as the player. */
  program: string
  /** The player's own arguments: `run …` or `play …`. */
  args: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  clock: Clock
  signal: AbortSignal
  say(sentence: string): void
  /** Passes on what the player tells. */
  pass(message: unknown): void
}>

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** One that ran this long was well, and its next fall is a first one. */
const WELL_AFTER_MS = 10_000
const FLAGS = ['--max-old-space-size=96']

/** Resolves with an exit code when the player has ended by itself or was told to. */
export async function guard(parts: GuardParts): Promise<number> {
  const { clock, signal } = parts
  let pause = FIRST_PAUSE_MS
  let reason = ''
  for (;;) {
    const began = clock.monotonic()
    const end = await runOnce(parts, reason)
    if (signal.aborted || end.code === 0 || end.code === AS_RUN_LOST) return end.code
    // What never got as far as sounding would not the next time either: its arguments are wrong.
    if (!end.beaten && reason === '') return end.code
    reason = end.isStuck ? STUCK_REASON : `the player before it fell (${end.how})`
    parts.say(`${reason}; starting it again`)
    if (clock.monotonic() - began > WELL_AFTER_MS) pause = FIRST_PAUSE_MS
    await new Promise<void>((resolve) => {
      const cancel = clock.after(pause, resolve)
      signal.addEventListener('abort', () => {
        cancel()
        resolve()
      })
    })
    if (signal.aborted) return 0
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2)
  }
}

type End = Readonly<{ code: number; how: string; beaten: boolean; isStuck: boolean }>

function runOnce(
  { program, args, env, clock, signal, pass }: GuardParts,
  reason: string,
): Promise<End> {
  const child: ChildProcess = spawn(process.execPath, [...FLAGS, program, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...env, ...(reason === '' ? {} : { TIEP_AM_RESTARTED: reason }) },
  })
  const heartbeat = createHeartbeat()
  let beaten = false
  let isStuck = false
  child.on('message', (message: { type?: string }) => {
    if (message.type !== 'beat') return pass(message)
    beaten = true
    heartbeat.beat()
  })
  const look = () => {
    cancel = clock.after(BEAT_EVERY_MS, look)
    if (!heartbeat.look()) return
    isStuck = true
    child.kill('SIGKILL')
  }
  let cancel = clock.after(BEAT_EVERY_MS, look)
  const stop = () => child.kill('SIGTERM')
  signal.addEventListener('abort', stop)
  return new Promise((resolve) => {
    const over = (code: number | null, by: string | null = null) => {
      cancel()
      signal.removeEventListener('abort', stop)
      const how = by === null ? `exit code ${code ?? 1}` : `ended by ${by}`
      resolve({ code: code ?? 1, how, beaten, isStuck })
    }
    child.once('error', () => over(1))
    child.once('close', over)
  })
}
