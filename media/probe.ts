import { Worker } from 'node:worker_threads'
import type { Demuxer, Recognised } from './ffmpeg/recognise.ts'

/** What a file says of itself. Shown to people; nothing is decided by it but a second look. */
export type Claims = Readonly<{
  container: string | null
  codec: string | null
  /** Hz. */
  sampleRate: number | null
  channels: number | null
  title: string | null
  /** Length that its header promises, in ms. Never a length: that comes from decoding alone. */
  promisedMs: number | null
  /** Its own structure says that there should be more of it. */
  isCutOff: boolean
}>

/** What the reader of headers is asked. */
export type ProbeQuestion = Readonly<{ path: string; recognised: Recognised }>

/** Reading the headers of the largest whole file takes a fraction of it. */
const TIME_LIMIT_MS = 5000
/** Kept for the next file of a batch. */
const IDLE_MS = 20_000
const HEAP_MEGABYTES = 96

/** One file after the other, so that a reader that is stopped takes no other file's answer with it. */
let turn: Promise<unknown> = Promise.resolve()
let reader: Worker | null = null
let idle: NodeJS.Timeout | undefined

/**
 * Reads the headers of a file that came from anybody, in a thread of its own with little memory that
 * is ended when it takes too long. Whatever is wrong with the file, the answer is claims, perhaps
 * empty ones: whether it is sound, decoding will tell.
 */
export function probe(path: string, recognised: Recognised): Promise<Claims> {
  const answer = turn.then(() => ask({ path, recognised }))
  turn = answer
  return answer
}

async function ask(question: ProbeQuestion): Promise<Claims> {
  clearTimeout(idle)
  reader ??= startReader()
  const claims = await answerOf(reader, question)
  if (claims === null) endReader()
  else idle = setTimeout(endReader, IDLE_MS).unref()
  const named = containers[question.recognised.demuxer] ?? null
  return { ...NOTHING, ...claims, container: claims?.container ?? named }
}

/** Null when it said nothing in time. */
function answerOf(worker: Worker, question: ProbeQuestion): Promise<Claims | null> {
  return new Promise((resolve) => {
    const nothing = () => settle(null)
    const timer = setTimeout(nothing, TIME_LIMIT_MS)
    const settle = (claims: Claims | null) => {
      clearTimeout(timer)
      worker.off('message', settle).off('error', nothing).off('exit', nothing)
      resolve(claims)
    }
    worker.on('message', settle).on('error', nothing).on('exit', nothing)
    worker.postMessage(question)
  })
}

function startReader(): Worker {
  const worker = new Worker(new URL('./probe-worker.ts', import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  })
  worker.on('error', () => {})
  worker.on('exit', () => {
    if (reader === worker) reader = null
  })
  // It must not keep a program running that has nothing else to do.
  worker.unref()
  return worker
}

/** Nobody waits for its end: a thread that does not stop must not stop us. */
function endReader(): void {
  const ending = reader
  reader = null
  void ending?.terminate()
}

const NOTHING: Claims = {
  container: null,
  codec: null,
  sampleRate: null,
  channels: null,
  title: null,
  promisedMs: null,
  isCutOff: false,
}

/** Names of formats whose headers nobody reads but the decoder. */
const containers: Readonly<Partial<Record<Demuxer, string>>> = {
  amr: 'AMR',
  caf: 'CAF',
  w64: 'Wave64',
}
