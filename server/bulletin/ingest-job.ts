import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { type ErrorParams, type MediaErrorCode, MediaFault } from '../../media/errors.ts'
import { ingest } from '../../media/ingest.ts'
import { defaultLimits, type IngestedSound } from '../../media/sound.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { isDiskFull } from '../upload/upload-errors.ts'
import type { UploadFolder } from '../upload/upload-folder.ts'
import type { MediaTools } from './sound.ts'
import { addSound, findSoundOfFile } from './sound-store.ts'
import { inLine, progressOf, type Upload, type UploadState, type WorkProgress } from './upload.ts'
import { findUpload, listUploadsIn, saveUpload } from './upload-store.ts'

/** After a fault that is nobody's file, such as a full database disk. */
const TRY_AGAIN_MS = 10_000

/** What takes waiting uploads in, one at a time: ten at once would starve the sound on air. */
export type IngestJob = Readonly<{
  /** Says that something waits. */
  wake(): void
  /** How many are taken in before one that waits, the one under way included. */
  ahead(id: string): Promise<number>
  progress(id: string): WorkProgress | null
  /** The sound that this file became before, as the end of its upload; null when there is none. */
  knownAs(upload: Upload): Promise<UploadState | null>
  /** Breaks off one that is being taken in; its row is gone already. */
  breakOff(id: string): void
  /** Stops; what was under way waits for the next start. */
  close(): Promise<void>
}>

type JobDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'live' | 'log'>

export function startIngestJob(
  deps: JobDeps,
  tools: MediaTools,
  folder: UploadFolder,
  changed: (upload: Upload) => void,
): IngestJob {
  const { db, clock, live, log } = deps
  const closing = new AbortController()
  const served: string[] = []
  let current: Readonly<{ id: string; stop: AbortController; progress: WorkProgress }> | null = null
  let working: Promise<void> | null = null
  let wanted = false

  const line = async () => inLine(await listUploadsIn(db, ['waiting']), served)

  function wake(): void {
    wanted = true
    if (!closing.signal.aborted) working ??= work()
  }

  async function work(): Promise<void> {
    try {
      while (wanted && !closing.signal.aborted) {
        wanted = false
        for (let [next] = await line(); next; [next] = await line()) {
          if (closing.signal.aborted) return
          await takeTurn(next)
        }
      }
    } catch (error) {
      log.error({ err: error }, 'uploads cannot be taken in for now')
      clock.after(TRY_AGAIN_MS, wake)
    } finally {
      working = null
    }
  }

  async function become(before: Upload, change: Partial<Upload>): Promise<Upload | null> {
    const after = { ...before, ...change }
    if (!(await saveUpload(db, before, after))) return null
    changed(after)
    return after
  }

  async function takeTurn(upload: Upload): Promise<void> {
    const known = await knownAs(upload)
    if (known) return end(upload, known)
    const running = await become(upload, {
      state: { kind: 'running' },
      attempts: upload.attempts + 1,
    })
    if (!running) return
    served.splice(0, served.length, ...served.filter((by) => by !== upload.by), upload.by)
    const outcome = await takeIn(running)
    // Stopped with the server: its turn comes again, and this one does not count.
    if (outcome === 'stopped')
      await become(running, { state: { kind: 'waiting' }, attempts: upload.attempts })
    else if (outcome !== 'over') await end(running, outcome)
  }

  /** The row first: a file without one is cleared away at the next start. */
  async function end(upload: Upload, state: UploadState): Promise<void> {
    const saved = await saveUpload(db, upload, { ...upload, state })
    await folder.remove(upload.id)
    if (saved) changed({ ...upload, state })
  }

  /** @returns a refusal; or `over` when nothing is left to write; or `stopped` with the server */
  async function takeIn(upload: Upload): Promise<UploadState | 'over' | 'stopped'> {
    const stop = new AbortController()
    const signal = AbortSignal.any([stop.signal, closing.signal])
    current = { id: upload.id, stop, progress: { stage: 'probing', percent: 0 } }
    const { program, store } = tools
    const workFolder = await emptied(path.join(tools.workFolder, 'ingest'))
    try {
      const outcome = await ingest(
        upload.trim ? store.pathOf(upload.original ?? '') : folder.pathOf(upload.id),
        { program, store, workFolder, level: 'house', trim: upload.trim ?? 'auto', signal },
        defaultLimits,
        (step) => {
          const progress = progressOf(step)
          if (progress.percent === current?.progress.percent) return
          current = { id: upload.id, stop, progress }
          live.tell({ topic: 'sound', sound: upload.id })
        },
      )
      if (!outcome.ok) return refusal(outcome.reason, outcome.params)
      await enter(upload, outcome.value)
      return 'over'
    } catch (error) {
      if (closing.signal.aborted) return 'stopped'
      if (stop.signal.aborted) {
        await folder.remove(upload.id)
        return 'over'
      }
      log.error({ err: error, upload: upload.id }, 'an upload could not be taken in')
      if (error instanceof MediaFault) return refusal(error.code, error.params)
      if (isDiskFull(error)) return refusal('disk-full', {})
      return refusal('ffmpeg-failed', { detail: 'internal' })
    } finally {
      current = null
    }
  }

  /** Sound, audit and the upload's end in one: a process that dies before it left nothing, after it all. */
  async function enter(upload: Upload, sound: IngestedSound): Promise<void> {
    const now = clock.now()
    const { id: asset, warnings } = sound
    const state = { kind: 'ready', asset: asset as Digest, warnings, finishedAt: now } as const
    const after: Upload = { ...upload, original: sound.originalDigest as Digest, state }
    const saved = await db.transaction().execute(async (tx) => {
      if (!(await findUpload(tx, upload.id))) return false
      await addSound(tx, sound, upload.fileName, upload.by, now, upload.trim ? 'hand' : 'ingest')
      await audit(tx, deps, {
        ...{ at: now, staff: upload.by, action: 'sound.added', subject: `asset/${asset}` },
        detail: { fileName: upload.fileName, cutByHand: upload.trim !== null },
      })
      return saveUpload(tx, upload, after)
    })
    await folder.remove(upload.id)
    if (saved) changed(after)
  }

  async function knownAs({ original, trim }: Upload): Promise<UploadState | null> {
    const asset = original && !trim ? await findSoundOfFile(db, original) : null
    if (!asset) return null
    return { kind: 'ready', asset, warnings: ['already-here'], finishedAt: clock.now() }
  }

  function refusal(code: MediaErrorCode, params: ErrorParams): UploadState {
    return { kind: 'refused', code, params, finishedAt: clock.now() }
  }

  return {
    wake,
    ahead: async (id) => {
      const place = (await line()).findIndex((upload) => upload.id === id)
      return Math.max(0, place) + (current ? 1 : 0)
    },
    knownAs,
    progress: (id) => (current?.id === id ? current.progress : null),
    breakOff: (id) => {
      if (current?.id === id) current.stop.abort(new Error('the upload was given up'))
    },
    close: async () => {
      closing.abort(new Error('the server is closing'))
      await working
    },
  }
}

/** A folder with nothing in it: what was left by one that was broken off is of no use. */
async function emptied(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}
