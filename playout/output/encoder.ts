import { type ChildProcess, spawn } from 'node:child_process'
import { basename } from 'node:path'
import { type Clock, SAMPLE_RATE } from '../contract/time.ts'
import { createBackOff } from './back-off.ts'
import { bytesOf } from './file-output.ts'

/**
 * A program that takes PCM on its standard input for as long as the player runs; started again,
 * with back-off, when it dies. What it does not take within its bound is dropped.
 */
export type Encoder = Readonly<{
  /** False when the samples were dropped. */
  write(pcm: Int16Array): boolean
  /** Whether it takes sound just now. */
  takes(): boolean
  /** The process that runs; null while none does. */
  pid(): number | null
  /** Ends it and starts another at once: what it had taken is not heard any more. */
  restart(): void
  /** Ends it because it is of no use as it is; another is started, with back-off. */
  fail(reason: string): void
  /**
   * Closes its input and waits for it to finish; kills it when it does not within a second.
   * @returns whether it left in good order
   */
  close(): Promise<boolean>
}>

export type EncoderParts = Readonly<{
  program: string
  /** Arguments; `again` is true for every start but the first. */
  args(again: boolean): readonly string[]
  clock: Clock
  /** Takes what it writes to its standard output. */
  onOutput?: (bytes: Buffer) => void
  /** Takes what it writes to its standard error; returns what of that is a complaint. */
  onError?: (text: string) => string
  /** Told when it was started (which is not to say that it works), and when it is lost and why. */
  onState(lost: string | null): void
}>

/** Waiting for the program, in bytes: 4 s. */
const MAX_WAITING = 4 * SAMPLE_RATE * 2
/** A program that lived this long was well, ms. */
const WELL_MS = 10_000

export function startEncoder(parts: EncoderParts): Encoder {
  const { program, args, clock, onOutput, onState } = parts
  const backOff = createBackOff()
  let child: ChildProcess | null = null
  let closing: ((code: number | null) => void) | null = null
  let cancel = () => {}
  let starts = 0
  let restarting: ChildProcess | null = null
  let failing = ''

  function start(): void {
    const since = clock.monotonic()
    let complaint = ''
    failing = ''
    const started = spawn(program, [...args(starts++ > 0)], {
      stdio: ['pipe', onOutput ? 'pipe' : 'ignore', 'pipe'],
      windowsHide: true,
    })
    child = started
    // Its death is told by `close`; a broken pipe before that adds nothing.
    started.stdin?.on('error', () => {})
    started.stdout?.on('data', (bytes: Buffer) => onOutput?.(bytes))
    started.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + (parts.onError?.(text) ?? text)).slice(-300)
    })
    let over = false
    const died = (why: string, code: number | null) => {
      if (over) return
      over = true
      child = null
      if (closing) {
        closing(code)
        return
      }
      if (restarting === started) {
        start()
        return
      }
      onState(failing || why)
      if (clock.monotonic() - since > WELL_MS) backOff.reset()
      cancel = clock.after(backOff.next(), start)
    }
    started.once('error', (error) => died(error.message, null))
    started.once('close', (code, signal) =>
      died(`${basename(program)} left with ${signal ?? code}: ${complaint.trim()}`, code),
    )
    started.once('spawn', () => onState(null))
  }

  start()
  return {
    takes: () => child !== null && child !== restarting && child.stdin?.writable === true,
    write: (pcm) => {
      const input = child?.stdin
      if (!input?.writable) return false
      if (input.writableLength > MAX_WAITING) {
        onState(`${basename(program)} does not take anything`)
        return false
      }
      input.write(bytesOf(pcm))
      return true
    },
    pid: () => child?.pid ?? null,
    restart: () => {
      restarting = child
      child?.kill('SIGKILL')
    },
    fail: (reason) => {
      failing = reason
      child?.kill('SIGKILL')
    },
    close: () =>
      new Promise((resolve) => {
        cancel()
        const running = child
        if (!running) {
          closing = () => {}
          resolve(false)
          return
        }
        const stopKilling = clock.after(1_000, () => running.kill('SIGKILL'))
        closing = (code) => {
          stopKilling()
          resolve(code === 0)
        }
        running.stdin?.end()
      }),
  }
}
