import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { getPriority, setPriority } from 'node:os'
import { CLEAN_ENVIRONMENT, confinement } from './confine.ts'

/** Below the player, whose sound must not suffer from an upload. */
const NICENESS = 10

/**
 * Starts ffmpeg with the least rights that this system can give. Killing the child kills ffmpeg
 * itself: the programs that stand before it replace themselves by it.
 */
export function launch(program: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const { launcher } = confinement()
  const [first = program, ...rest] = [...launcher, program, ...args]
  const child = spawn(first, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: CLEAN_ENVIRONMENT,
    cwd: '/',
    windowsHide: true,
  })
  // A broken pipe says only that it ended; why, its exit says.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {})
  lower(child.pid)
  return child
}

/** By the system call, not by the program `nice`, which a small system may lack. */
function lower(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    // Never before the one that starts it, which may stand further back.
    setPriority(pid, Math.max(NICENESS, getPriority()))
  } catch {
    // It has ended already, or the system knows no priorities: it runs as it is.
  }
}
