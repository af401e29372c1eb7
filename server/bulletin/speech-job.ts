import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { SpeechFault } from '../../media/speech/errors.ts'
import { type SpeakOptions, speak } from '../../media/speech/speak.ts'
import type { Voices } from '../../media/speech/voices.ts'
import { problem } from '../errors.ts'
import { problemOfFault, speechProblem } from './speech-errors.ts'
import type { Upload } from './upload.ts'
import type { Uploads } from './upload-job.ts'

/** What this machine speaks with; looked for anew while something of it is missing. */
export type SpeechTools = Readonly<{ findVoices(): Promise<Voices> }>

export type SpeechJob = Readonly<{
  /** The voices of this machine. */
  voices(): Promise<Voices>
  /**
   * One short text as a WAV file, to be listened to.
   * @throws Problem of a fault, `speech-busy`
   */
  listen(text: string, options: SpeakOptions): Promise<Buffer>
  /**
   * A whole text as an upload, like any file that somebody sends.
   * @throws Problem of a fault, `speech-under-way`, `speech-busy`, and those of uploads
   */
  make(text: string, options: SpeakOptions, by: string): Promise<Upload>
  /** Sentences of somebody's own that are spoken so far; null when nothing is being made. */
  progress(by: string): Readonly<{ spoken: number; of: number }> | null
  /** Stops what is under way; nothing of it stays. */
  close(): Promise<void>
}>

/** Texts that are read at once, and that may wait: the player's sound comes first. */
const AT_ONCE = 2
const WAITING_AT_MOST = 20

/** @param workFolder its part `speech` is emptied before the first */
export function openSpeech(tools: SpeechTools, uploads: Uploads, workFolder: string): SpeechJob {
  const folder = path.join(workFolder, 'speech')
  const stopped = new AbortController()
  const making = new Map<string, { spoken: number; of: number }>()
  const running = new Set<Promise<unknown>>()
  const waiting: (() => void)[] = []
  let free = AT_ONCE
  let emptied: Promise<unknown> | null = null
  let found: Promise<Voices> | null = null

  async function voices(): Promise<Voices> {
    found ??= tools.findVoices()
    const known = await found
    if (known.faults.length > 0) found = null
    return known
  }

  /** What an earlier process left is of no use to anybody. */
  async function emptyFolder(): Promise<void> {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
  }

  /** Speaks into a file that lives as long as `use`. */
  async function inTurn<Result>(
    text: string,
    options: SpeakOptions,
    onProgress: (spoken: number, of: number) => void,
    use: (file: string) => Promise<Result>,
  ): Promise<Result> {
    await takeTurn()
    const work = spoken(text, options, onProgress, use)
    running.add(work)
    try {
      return await work
    } catch (error) {
      throw error instanceof SpeechFault ? problemOfFault(error) : error
    } finally {
      running.delete(work)
      passTurn()
    }
  }

  async function takeTurn(): Promise<void> {
    if (free > 0) {
      free -= 1
      return
    }
    if (waiting.length >= WAITING_AT_MOST) throw speechProblem('speech-busy')
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function passTurn(): void {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  async function spoken<Result>(
    text: string,
    options: SpeakOptions,
    onProgress: (spoken: number, of: number) => void,
    use: (file: string) => Promise<Result>,
  ): Promise<Result> {
    emptied ??= emptyFolder()
    await emptied
    const own = await mkdtemp(path.join(folder, 'text-'))
    try {
      const file = path.join(own, 'speech.wav')
      const { signal } = stopped
      await speak(text, options, { file, folder: own, signal, onProgress })
      return await use(file)
    } finally {
      await rm(own, { recursive: true, force: true })
    }
  }

  return {
    voices,
    listen: (text, options) =>
      inTurn(
        text,
        options,
        () => {},
        (file) => readFile(file),
      ),
    make: async (text, options, by) => {
      if (making.has(by)) throw speechProblem('speech-under-way')
      making.set(by, { spoken: 0, of: 0 })
      const onProgress = (spoken: number, of: number) => making.set(by, { spoken, of })
      try {
        const name = `giong-doc-${options.voice.id}.wav`
        return await inTurn(text, options, onProgress, (file) =>
          uploads.receive(name, createReadStream(file), by),
        )
      } finally {
        making.delete(by)
      }
    },
    progress: (by) => making.get(by) ?? null,
    close: async () => {
      stopped.abort(problem('closing'))
      await Promise.allSettled(running)
    },
  }
}
