import { spawn } from 'node:child_process'
import type { FileHandle } from 'node:fs/promises'
import os from 'node:os'

/** A decoder that writes plain PCM to its standard output, which is a file. */
export type RunInto = Readonly<{
  program: string
  args: readonly string[]
  /** Open for writing; the decoder writes from where it stands. */
  file: FileHandle
  /** Kills the decoder. */
  signal: AbortSignal
  /** A decoder that writes nothing for so long is killed, ms. */
  stallMs?: number
}>

/** The disk would not take what was decoded; the sound may be good. */
export class DiskFault extends Error {}

const STALL_MS = 10_000
const DISK_COMPLAINT = /No space left on device|Disk quota exceeded|Read-only file system/

/**
 * Runs a decoder whose output goes straight to the disk: nothing of it passes through this process,
 * which must stay small and has better things to do. Resolves when it has left in good order, or
 * was called off.
 *
 * @throws DiskFault
 * @throws Error with the decoder's complaint
 */
export async function runInto(run: RunInto): Promise<void> {
  const { program, args, file, signal, stallMs = STALL_MS } = run
  if (signal.aborted) return
  const child = spawn(program, [...args], {
    stdio: ['ignore', file.fd, 'pipe'],
    signal,
    killSignal: 'SIGKILL',
    windowsHide: true,
  })
  giveWay(child.pid)
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-300)
  })
  let size = -1
  let stalled = false
  const watching = setInterval(async () => {
    const now = await file.stat().catch(() => null)
    stalled = now !== null && now.size === size
    size = now?.size ?? size
    if (stalled) child.kill('SIGKILL')
  }, stallMs)
  const code = await new Promise<number | Error | null>((resolve) => {
    child.once('error', resolve)
    child.once('close', resolve)
  })
  clearInterval(watching)
  if (code === 0 || signal.aborted) return
  if (code instanceof Error) throw code
  if (stalled) throw new Error(`the decoder wrote nothing for ${stallMs} ms`)
  if (DISK_COMPLAINT.test(complaint)) throw new DiskFault(complaint.trim())
  throw new Error(complaint.trim() || `the decoder left with ${code}`)
}

/** Whoever starts it may stand before all others; a decoder has no such claim. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    if (os.getPriority() < 0) os.setPriority(pid, 0)
  } catch {
    // It has left already, or the system knows nothing of it.
  }
}
