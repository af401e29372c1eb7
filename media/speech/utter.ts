import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { CLEAN_ENVIRONMENT, confinement } from '../ffmpeg/confine.ts'
import { SpeechFault } from './errors.ts'
import { type Pcm, parseWav } from './pcm.ts'
import { argumentsFor, type Voice } from './voice.ts'

export type UtterDeps = Readonly<{
  /** Where a voice may write; what it wrote is gone when this ends. */
  folder: string
  signal: AbortSignal
}>

/** Most that one sentence may weigh: five minutes of 48 kHz stereo. */
const LARGEST_SOUND = 60_000_000
/** Of what it complains about, this much is passed on. */
const COMPLAINT = 300
/** Below the player, whose sound must not suffer. */
const NICENESS = 10

/**
 * One sentence, spoken. The text goes in on standard input and nowhere else, so nothing in it can
 * become an option; there is no shell.
 * @param spoken as `readAloud` leaves it
 * @param percent of the voice's own pace
 * @throws SpeechFault `speech-voice-failed`, `speech-took-too-long`; the signal's reason when aborted
 */
export async function utter(
  voice: Voice,
  spoken: string,
  percent: number,
  { folder, signal }: UtterDeps,
): Promise<Pcm> {
  signal.throwIfAborted()
  const own = await mkdtemp(join(folder, 'voice-'))
  try {
    const out = join(own, 'out.wav')
    const args = argumentsFor(voice.args, percent, out)
    const toFile = voice.args.some((arg) => arg.includes('{out}'))
    const said = await run(voice, args, `${spoken}\n`, own, signal)
    return parseWav(toFile ? await readBounded(out) : said)
  } catch (error) {
    if (error instanceof SpeechFault || signal.aborted) throw error
    throw failed(voice, error instanceof Error ? error.message : String(error), error)
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

/** What it writes to standard output. */
function run(
  voice: Voice,
  args: readonly string[],
  input: string,
  folder: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const launcher = voice.confined ? confinement().launcher : []
  const [program = voice.command, ...rest] = [...launcher, voice.command, ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...CLEAN_ENVIRONMENT, LC_ALL: 'C.UTF-8', HOME: folder, TMPDIR: folder },
      // A group of its own, so that a script ends with all that it started.
      ...{ cwd: folder, detached: true, windowsHide: true },
    })
    const timer = setTimeout(
      () => end(new SpeechFault('speech-took-too-long', tooLong(voice))),
      voice.timeLimitSeconds * 1000,
    )
    const chunks: Buffer[] = []
    let bytes = 0
    let complaint = ''
    let ended = false
    const abort = () => end(signal.reason as Error)
    const end = (error: Error | null) => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      if (error === null) return resolve(Buffer.concat(chunks))
      killGroup(child)
      reject(error)
    }
    signal.addEventListener('abort', abort)
    lower(child.pid)
    // A broken pipe says only that it ended; why, its exit says.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {})
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > LARGEST_SOUND) end(failed(voice, `more than ${LARGEST_SOUND} bytes of sound`))
      else chunks.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < COMPLAINT) complaint += chunk.toString('utf8')
    })
    child.on('error', (error) => end(failed(voice, error.message, error)))
    child.on('close', (code, killed) => {
      if (code === 0) return end(null)
      const why = complaint.trim().slice(0, COMPLAINT) || `exit ${code ?? killed}`
      end(failed(voice, why))
    })
    child.stdin.end(input)
  })
}

/** A file of its own making, when it is no larger than it may be. */
async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size > LARGEST_SOUND) throw new Error(`more than ${LARGEST_SOUND} bytes of sound`)
    return await file.readFile()
  } finally {
    await file.close()
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

/** By the system call, not by the program `nice`, which a small system may lack. */
function lower(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, NICENESS)
  } catch {
    // It has ended already, or the system knows no priorities: it runs as it is.
  }
}

function failed({ id }: Voice, detail: string, cause?: unknown): SpeechFault {
  return new SpeechFault('speech-voice-failed', { voice: id, detail }, cause)
}

function tooLong({ id, timeLimitSeconds }: Voice) {
  return { voice: id, limitSeconds: timeLimitSeconds }
}
