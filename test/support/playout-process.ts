import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** A real player process. */
export type PlayerProcess = Readonly<{
  child: ChildProcess
  /** Messages that it sent to its parent. */
  told(): readonly string[]
  log(): string
  /** Ends it with a signal and waits; returns exit code, or the signal's name. */
  end(signal: NodeJS.Signals): Promise<number | string>
  exited: Promise<number | string>
}>

const PLAYER = join(import.meta.dirname, '../../playout/launch.cjs')

export function startPlayer(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): PlayerProcess {
  const child = spawn(process.execPath, [PLAYER, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  })
  const told: string[] = []
  let log = ''
  child.on('message', (message: { type: string }) => told.push(message.type))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const exited = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  return {
    child,
    told: () => told,
    log: () => log,
    exited,
    end: (signal) => {
      child.kill(signal)
      return exited
    },
  }
}

/** Waits until something holds, looking often; fails with what it waited for. */
export async function until(what: string, holds: () => boolean, limitMs = 15_000): Promise<void> {
  const end = performance.now() + limitMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
