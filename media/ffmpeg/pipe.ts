import { ended, explain } from './ending.ts'
import { launch } from './launch.ts'
import { followLines } from './stderr-lines.ts'

/** One run of ffmpeg whose sound goes in or comes out through a pipe, and is never a file. */
export type PipeJob = Readonly<{
  /** Path of the program. */
  program: string
  args: readonly string[]
  /** Kills it; `done` then rejects with its reason. */
  signal: AbortSignal
}>

export type PipedFfmpeg = Readonly<{
  /**
   * Hands over bytes; resolves when it may have more. What is given to one that has ended is lost,
   * and `done` tells why.
   */
  write(bytes: Uint8Array): Promise<void>
  /** Nothing more will be written. */
  endInput(): void
  /** What it puts out, as it comes. */
  output: AsyncIterable<Buffer>
  /** Resolves with the end of stderr when it has left in good order; rejects as `runFfmpeg` does. */
  done: Promise<string>
  kill(): void
}>

/** @param use whether sound is written to it or read from it */
export function pipeFfmpeg({ program, args, signal }: PipeJob, use: 'write' | 'read'): PipedFfmpeg {
  signal.throwIfAborted()
  const child = launch(program, ['-hide_banner', '-y', '-v', 'error', ...args])
  const { stdin, stdout, stderr } = child
  const kill = () => child.kill('SIGKILL')
  signal.addEventListener('abort', kill)
  const said = followLines(stderr, () => {})
  if (use === 'write') stdout.resume()
  else stdin.end()
  const done = ended(child)
    .then((ending) => {
      signal.throwIfAborted()
      const failure = explain(ending, said())
      if (failure !== null) throw failure
      return said()
    })
    .finally(() => signal.removeEventListener('abort', kill))
  // Whoever writes or reads waits for it later.
  done.catch(() => {})
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        if (stdin.destroyed || stdin.write(bytes)) return resolve()
        const go = () => {
          stdin.off('drain', go).off('close', go)
          resolve()
        }
        stdin.once('drain', go).once('close', go)
      }),
    endInput: () => stdin.end(),
    output: stdout,
    done,
    kill,
  }
}
