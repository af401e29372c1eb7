import path from 'node:path'
import type { Readable } from 'node:stream'
import type { Trim } from '../../media/sound.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Deps } from '../deps.ts'
import { plainFileName } from '../upload/file-name.ts'
import { isDiskFull, mediaProblem, tooLarge, uploadProblem } from '../upload/upload-errors.ts'
import { openUploadFolder } from '../upload/upload-folder.ts'
import { bulletinProblem } from './bulletin-errors.ts'
import { startIngestJob } from './ingest-job.ts'
import type { MediaTools } from './sound.ts'
import {
  ATTEMPTS_AT_MOST,
  DONE_KEPT_MS,
  HALF_KEPT_MS,
  isUnfinished,
  UNFINISHED_EACH,
  UPLOAD_LIMIT_BYTES,
  type Upload,
  type WorkProgress,
} from './upload.ts'
import {
  addUpload,
  findUpload,
  listUploadsIn,
  listUploadsOf,
  removeFinishedBefore,
  removeUpload,
  saveUpload,
} from './upload-store.ts'

/** How an upload stands beyond what its row says. */
export type Standing = Readonly<{
  receivedBytes: number
  work: WorkProgress | null
  /** Files taken in before it; null unless it waits. */
  ahead: number | null
}>

/** Sound files on their way in, from their first byte to a sound or a refusal. */
export type Uploads = Readonly<{
  /** Takes up what an earlier process left; done before anything else, at the latest now. */
  begin(): Promise<void>
  /**
   * Expects a file that comes in parts.
   * @throws Problem `upload-too-many`
   */
  announce(entry: Pick<Upload, 'id' | 'fileName' | 'bytes' | 'by'>): Promise<void>
  /**
   * Adds a part at the end of what was received; what came before it broke off stays.
   * @returns how much there is now
   */
  write(id: string, offset: number, part: Readable): Promise<number>
  /** Says that the last part has come. */
  received(id: string): void
  /** Receives a file in one go and queues it. */
  receive(fileName: string, file: Readable & { truncated?: boolean }, by: string): Promise<Upload>
  /** Queues a kept original, to be cut otherwise. */
  cutAnew(
    source: Readonly<{ original: Digest; bytes: number; fileName: string }>,
    trim: Trim,
    by: string,
  ): Promise<Upload>
  /** Anybody's: for one whose owner was looked at. */
  find(id: string): Promise<Upload | null>
  /** @throws Problem `upload-unknown`, also for somebody else's */
  get(id: string, by: string): Promise<Upload>
  /** One's own, newest first. */
  list(by: string): Promise<Upload[]>
  standing(upload: Upload): Promise<Standing>
  /** When it is cleared away unless more of it comes. */
  expiresAt(id: string): Instant
  /**
   * The sound of an upload that is ready.
   * @throws Problem `upload-unknown`, `upload-not-ready`
   */
  soundOf(id: string, by: string): Promise<Digest>
  /** Gives it up, or clears away what became of it. */
  remove(id: string): Promise<void>
  /** Resolves when it is ready, refused or gone, or after so many milliseconds. */
  settled(id: string, withinMs: number): Promise<void>
  /** Stops what is under way; what was stored stays, and the next start goes on. */
  close(): Promise<void>
}>

type UploadDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'live' | 'log'>

const SWEEP_EVERY_MS = 3_600_000
/** Screens hear of bytes this often. */
const TELL_EVERY_MS = 1_000

export function openUploads(deps: UploadDeps, tools: MediaTools): Uploads {
  const { db, clock, live, log } = deps
  const folder = openUploadFolder(path.join(tools.workFolder, 'uploads'))
  const job = startIngestJob(deps, tools, folder, changed)
  const waiting = new Map<string, Set<() => void>>()
  /** When a byte of it came last in this process. */
  const heardAt = new Map<string, Instant>()
  const startedAt = clock.now()
  let begun: Promise<void> | null = null
  let checks: Promise<void> = Promise.resolve()
  let stopSweeping = () => {}

  function changed(upload: Upload): void {
    if (!isUnfinished(upload)) wakeThoseWhoWait(upload.id)
    live.tell({ topic: 'sound', sound: upload.id })
  }

  function wakeThoseWhoWait(id: string): void {
    for (const wake of waiting.get(id) ?? []) wake()
    waiting.delete(id)
  }

  /**
   * What an earlier process left: whole files go into the queue again, half ones wait for more, files
   * and rows that lack each other go.
   */
  async function takeUp(): Promise<void> {
    await folder.make()
    const left = await listUploadsIn(db, ['receiving', 'waiting', 'running'])
    for (const upload of left) await takeUpOne(upload)
    const known = new Set(left.map(({ id }) => id))
    for (const name of await folder.names()) if (!known.has(name)) await folder.remove(name)
    job.wake()
    await sweep()
  }

  async function takeUpOne(upload: Upload): Promise<void> {
    const size = upload.trim ? upload.bytes : await folder.sizeOf(upload.id)
    if (size === null) return removeUpload(db, upload.id)
    if (upload.state.kind === 'receiving') {
      if (size === upload.bytes) received(upload.id)
      return
    }
    if (upload.attempts < ATTEMPTS_AT_MOST) {
      await saveUpload(db, upload, { ...upload, state: { kind: 'waiting' } })
      return
    }
    log.error({ upload: upload.id }, 'taking this upload in never came to an end')
    const params = { detail: `${ATTEMPTS_AT_MOST} ×` }
    const refused = { kind: 'refused', code: 'ffmpeg-failed', params } as const
    await saveUpload(db, upload, { ...upload, state: { ...refused, finishedAt: clock.now() } })
    await folder.remove(upload.id)
  }

  async function sweep(): Promise<void> {
    const now = clock.now()
    for (const { id } of await listUploadsIn(db, ['receiving']))
      if (expiresAt(id) <= now) await remove(id)
    await removeFinishedBefore(db, now - DONE_KEPT_MS)
    stopSweeping = clock.after(SWEEP_EVERY_MS, () => {
      checks = checks.then(sweep).catch(fault)
    })
  }

  function fault(error: unknown): void {
    log.error({ err: error }, 'uploads could not be looked after')
  }

  function expiresAt(id: string): Instant {
    return (heardAt.get(id) ?? startedAt) + HALF_KEPT_MS
  }

  /** One after another: reading two gigabytes twice is enough for one disk. */
  function received(id: string): void {
    checks = checks.then(() => check(id)).catch(fault)
  }

  /** A whole file: is it here already, or does it wait for its turn? */
  async function check(id: string): Promise<void> {
    const upload = await findUpload(db, id)
    if (upload?.state.kind !== 'receiving') return
    const whole = { ...upload, original: await folder.seal(id) }
    const known = await job.knownAs(whole)
    const after: Upload = { ...whole, state: known ?? { kind: 'waiting' } }
    if (!(await saveUpload(db, upload, after))) return
    heardAt.delete(id)
    if (known) await folder.remove(id)
    changed(after)
    job.wake()
  }

  function begin(): Promise<void> {
    begun ??= takeUp()
    return begun
  }

  async function add(
    entry: Pick<Upload, 'fileName' | 'by' | 'bytes'> & Partial<Upload>,
  ): Promise<Upload> {
    const upload: Upload = {
      ...{ id: deps.newId(), original: null, trim: null, attempts: 0 },
      ...{ createdAt: clock.now(), state: { kind: 'receiving' } },
      ...entry,
      fileName: plainFileName(entry.fileName),
    }
    heardAt.set(upload.id, upload.createdAt)
    await addUpload(db, upload)
    changed(upload)
    return upload
  }

  async function refuseTooMany(by: string): Promise<void> {
    await begin()
    const unfinished = (await listUploadsOf(db, by)).filter(isUnfinished)
    if (unfinished.length >= UNFINISHED_EACH) throw bulletinProblem('upload-too-many')
  }

  async function get(id: string, by: string): Promise<Upload> {
    await begin()
    const upload = await findUpload(db, id)
    if (upload?.by !== by) throw uploadProblem('upload-unknown')
    return upload
  }

  async function remove(id: string): Promise<void> {
    await removeUpload(db, id)
    job.breakOff(id)
    heardAt.delete(id)
    await folder.remove(id)
    wakeThoseWhoWait(id)
    live.tell({ topic: 'sound', sound: id })
  }

  async function write(id: string, offset: number, part: Readable): Promise<number> {
    let told = clock.monotonic()
    return folder.write(id, offset, part, () => {
      heardAt.set(id, clock.now())
      if (clock.monotonic() - told < TELL_EVERY_MS) return
      told = clock.monotonic()
      live.tell({ topic: 'sound', sound: id })
    })
  }

  return {
    begin,
    get,
    received,
    remove,
    write,
    expiresAt,
    announce: async (entry) => {
      await refuseTooMany(entry.by)
      const { id } = await add(entry)
      await folder.create(id)
    },
    find: async (id) => {
      await begin()
      return findUpload(db, id)
    },
    receive: async (fileName, stream, by) => {
      await refuseTooMany(by)
      const id = deps.newId()
      await folder.create(id)
      const bytes = await folder
        .write(id, 0, stream, () => {})
        .catch(async (error: unknown) => {
          await folder.remove(id)
          throw isDiskFull(error)
            ? mediaProblem('disk-full', {})
            : bulletinProblem('upload-broken-off')
        })
      if (stream.truncated) {
        await folder.remove(id)
        throw mediaProblem('file-too-large', tooLarge(null, UPLOAD_LIMIT_BYTES))
      }
      await add({ id, fileName, bytes, by })
      received(id)
      await checks
      return get(id, by)
    },
    cutAnew: async ({ original, bytes, fileName }, trim, by) => {
      await refuseTooMany(by)
      const state = { kind: 'waiting' } as const
      const upload = await add({ fileName, bytes, by, original, trim, state })
      job.wake()
      return upload
    },
    list: async (by) => {
      await begin()
      return listUploadsOf(db, by)
    },
    standing: async (upload) => {
      const { kind } = upload.state
      return {
        receivedBytes:
          kind === 'receiving' ? ((await folder.sizeOf(upload.id)) ?? 0) : upload.bytes,
        work: job.progress(upload.id),
        ahead: kind === 'waiting' ? await job.ahead(upload.id) : null,
      }
    },
    soundOf: async (id, by) => {
      const { state } = await get(id, by)
      if (state.kind !== 'ready') throw bulletinProblem('upload-not-ready')
      return state.asset
    },
    settled: async (id, withinMs) => {
      if (withinMs === 0) return
      await new Promise<void>((resolve) => {
        const wake = () => {
          cancel()
          waiting.get(id)?.delete(wake)
          resolve()
        }
        const cancel = clock.after(withinMs, wake)
        waiting.set(id, (waiting.get(id) ?? new Set()).add(wake))
        // It may have ended before anybody waited.
        void findUpload(db, id).then((upload) => {
          if (!upload || !isUnfinished(upload)) wake()
        }, wake)
      })
    },
    close: async () => {
      await begun?.catch(() => undefined)
      await job.close()
      await checks
      stopSweeping()
    },
  }
}
