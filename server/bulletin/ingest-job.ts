import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ErrorParams, type MediaErrorCode, MediaFault } from '../../media/errors.ts'
import { ingest } from '../../media/ingest.ts'
import {
  defaultLimits,
  type IngestedSound,
  type IngestProgress,
  type IngestWarning,
} from '../../media/sound.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { bulletinProblem } from './bulletin-errors.ts'
import { plainFileName } from './file-name.ts'
import type { MediaTools } from './sound.ts'
import { addSound } from './sound-store.ts'

/** An upload on its way: it waits its turn, is taken in, and ends as a sound or a refusal. */
export type Upload = Readonly<{
  id: string
  fileName: string
  by: string
  state:
    | Readonly<{ kind: 'running'; stage: UploadStage; percent: number }>
    | Readonly<{ kind: 'ready'; asset: Digest; warnings: readonly IngestWarning[] }>
    | Readonly<{ kind: 'refused'; code: MediaErrorCode; params: ErrorParams }>
}>

type UploadStage = 'receiving' | 'probing' | 'decoding' | 'normalising' | 'renditions' | 'storing'

/** Largest file that is received. */
export const UPLOAD_LIMIT_BYTES = 500_000_000
const limits = { ...defaultLimits, bytes: UPLOAD_LIMIT_BYTES }
/** Finished uploads that are remembered, and unfinished ones that one person may have. */
const REMEMBERED = 500
const UNFINISHED_EACH = 50

export type Uploads = Readonly<{
  /** Receives a file to its end and queues it. */
  receive(fileName: string, file: Readable & { truncated?: boolean }, by: string): Promise<Upload>
  /** @throws Problem `upload-unknown`, also for somebody else's */
  get(id: string, by: string): Upload
  /**
   * The sound of an upload that is ready.
   * @throws Problem `upload-unknown`, `upload-not-ready`
   */
  soundOf(id: string, by: string): Digest
  /** Resolves when it is ready or refused, or after so many milliseconds. */
  settled(id: string, withinMs: number): Promise<void>
  /** Stops what is under way; what was stored stays, what was not leaves nothing. */
  close(): Promise<void>
}>

type UploadDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'live' | 'log'>

/**
 * The uploads of this process, in memory: after a restart an unfinished one is sent again. One file
 * at a time is taken in, so that an editor with ten files does not starve the sound on air.
 */
export function openUploads(deps: UploadDeps, tools: MediaTools): Uploads {
  const { clock, live, log } = deps
  const folder = path.join(tools.workFolder, 'uploads')
  let emptied: Promise<unknown> | null = null
  const uploads = new Map<string, Upload>()
  const waiting = new Map<string, Set<() => void>>()
  const stopped = new AbortController()
  let queue: Promise<void> = Promise.resolve()

  /** What an earlier process left is of no use to anybody; done before the first file comes. */
  async function emptyFolder(): Promise<void> {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true, mode: 0o700 })
  }

  /** The one place where an upload changes. */
  function become(upload: Upload, state: Upload['state']): Upload {
    const next = { ...upload, state }
    uploads.set(upload.id, next)
    if (state.kind !== 'running') {
      for (const wake of waiting.get(upload.id) ?? []) wake()
      waiting.delete(upload.id)
      forgetOldest()
    }
    live.tell({ topic: 'sound', sound: upload.id })
    return next
  }

  function forgetOldest(): void {
    const done = [...uploads.values()].filter(({ state }) => state.kind !== 'running')
    for (const { id } of done.slice(0, Math.max(0, done.length - REMEMBERED))) uploads.delete(id)
  }

  async function takeIn(upload: Upload, file: string): Promise<void> {
    let lastPercent = -1
    const progress = (step: IngestProgress) => {
      const { stage, percent } = stageOf(step)
      if (percent === lastPercent) return
      lastPercent = percent
      become(upload, { kind: 'running', stage, percent })
    }
    const { program, store } = tools
    const { signal } = stopped
    const options = { program, store, workFolder: folder, level: 'house', signal } as const
    try {
      const outcome = await ingest(file, options, limits, progress)
      await rm(file, { force: true })
      become(upload, outcome.ok ? await enter(upload, outcome.value) : refused(outcome))
    } catch (error) {
      await rm(file, { force: true })
      if (signal.aborted) return
      log.error({ err: error, upload: upload.id }, 'an upload could not be taken in')
      become(upload, refusalOf(error))
    }
  }

  async function enter(upload: Upload, sound: IngestedSound): Promise<Upload['state']> {
    const now = clock.now()
    await deps.db.transaction().execute(async (tx) => {
      await addSound(tx, sound, upload.fileName, upload.by, now)
      await audit(tx, deps, {
        ...{ at: now, staff: upload.by, action: 'sound.added', subject: `asset/${sound.id}` },
        detail: { fileName: upload.fileName },
      })
    })
    return { kind: 'ready', asset: sound.id as Digest, warnings: sound.warnings }
  }

  function get(id: string, by: string): Upload {
    const upload = uploads.get(id)
    if (!upload || upload.by !== by) throw bulletinProblem('upload-unknown')
    return upload
  }

  return {
    receive: async (fileName, stream, by) => {
      const unfinished = [...uploads.values()].filter(
        (one) => one.by === by && one.state.kind === 'running',
      )
      if (unfinished.length >= UNFINISHED_EACH) throw bulletinProblem('upload-too-many')
      emptied ??= emptyFolder()
      await emptied
      const id = deps.newId()
      const file = path.join(folder, id)
      const upload = become(
        { id, fileName: plainFileName(fileName), by, state: RECEIVING },
        RECEIVING,
      )
      try {
        await pipeline(stream, createWriteStream(file, { mode: 0o600 }), { signal: stopped.signal })
      } catch (error) {
        await rm(file, { force: true })
        if (isDiskFull(error)) return become(upload, refusalOf(error))
        uploads.delete(id)
        throw bulletinProblem('upload-broken-off')
      }
      if (stream.truncated) {
        await rm(file, { force: true })
        return become(upload, tooLarge(null))
      }
      const queued = become(upload, { kind: 'running', stage: 'probing', percent: 10 })
      queue = queue.then(() => takeIn(queued, file))
      return queued
    },
    get,
    soundOf: (id, by) => {
      const { state } = get(id, by)
      if (state.kind !== 'ready') throw bulletinProblem('upload-not-ready')
      return state.asset
    },
    settled: (id, withinMs) =>
      new Promise((resolve) => {
        if (withinMs === 0 || uploads.get(id)?.state.kind !== 'running') return resolve()
        const wake = () => {
          cancel()
          resolve()
        }
        const cancel = clock.after(withinMs, () => {
          waiting.get(id)?.delete(wake)
          resolve()
        })
        waiting.set(id, (waiting.get(id) ?? new Set()).add(wake))
      }),
    close: async () => {
      stopped.abort(new Error('the server is closing'))
      await queue
    },
  }
}

const RECEIVING = { kind: 'running', stage: 'receiving', percent: 0 } as const

/** @param bytes as announced, or null when it went on beyond the limit */
export function tooLarge(bytes: number | null) {
  const limitMegabytes = UPLOAD_LIMIT_BYTES / 1_000_000
  const megabytes = bytes === null ? `> ${limitMegabytes}` : Math.ceil(bytes / 1_000_000)
  return { kind: 'refused', code: 'file-too-large', params: { megabytes, limitMegabytes } } as const
}

/** How far along the whole way each step begins and ends, in percent: receiving took the first ten. */
const steps: Readonly<
  Record<IngestProgress['step'], Readonly<{ stage: UploadStage; from: number; to: number }>>
> = {
  measuring: { stage: 'decoding', from: 10, to: 45 },
  levelling: { stage: 'normalising', from: 45, to: 70 },
  encoding: { stage: 'renditions', from: 70, to: 95 },
  storing: { stage: 'storing', from: 95, to: 99 },
}

function stageOf({ step, fraction }: IngestProgress) {
  const { stage, from, to } = steps[step]
  return { stage, percent: Math.floor(from + (to - from) * (fraction ?? 0)) }
}

function refused({ reason, params }: Readonly<{ reason: MediaErrorCode; params: ErrorParams }>) {
  return { kind: 'refused', code: reason, params } as const
}

function refusalOf(error: unknown): Upload['state'] {
  if (error instanceof MediaFault) return refused({ reason: error.code, params: error.params })
  if (isDiskFull(error)) return { kind: 'refused', code: 'disk-full', params: {} }
  return { kind: 'refused', code: 'ffmpeg-failed', params: { detail: 'internal' } }
}

function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(String((error as { code?: unknown }).code))
}
