import path from 'node:path'
import type { Readable } from 'node:stream'
import type { Instant } from '../../playout/contract/time.ts'
import type { MediaTools } from '../bulletin/sound.ts'
import type { Deps } from '../deps.ts'
import { plainFileName } from '../upload/file-name.ts'
import type { Incoming } from '../upload/incoming.ts'
import { uploadProblem } from '../upload/upload-errors.ts'
import { openUploadFolder } from '../upload/upload-folder.ts'
import { removeChallengesBefore } from './challenge-store.ts'
import { startHearingJob } from './hearing-job.ts'
import { startListeningCopyJob } from './listening-copy-job.ts'
import {
  ATTEMPTS_AT_MOST,
  HALF_KEPT_MS,
  type Recording,
  type RecordingState,
  type Standing,
  UNHEARD_EACH,
} from './recording.ts'
import { recordingProblem } from './recording-errors.ts'
import {
  addRecording,
  countUnheardOf,
  findRecording,
  findSameRecording,
  listRecordingsIn,
  removeRecording,
  saveRecording,
} from './recording-store.ts'
import { letSoundsGo } from './sound-keeping-store.ts'

/** Recordings on their way in, from their announcement to what was heard in them. */
export type Recordings = Readonly<{
  /** Takes up what an earlier process left; done before anything else, at the latest now. */
  begin(): Promise<void>
  /** @throws Problem `recording-too-many` */
  announce(recording: Recording): Promise<void>
  standing(recording: Recording): Promise<Standing>
  /** Its bytes, as they come. */
  incoming: Incoming
  /**
   * Gives one up that was not heard yet, or clears away one that could not be.
   * @throws Problem `recording-stays`
   */
  remove(id: string): Promise<void>
  close(): Promise<void>
}>

const SWEEP_EVERY_MS = 3_600_000
/** A phone without network sends its recording with the challenge of days ago. */
const CHALLENGE_KEPT_MS = 30 * 86_400_000
/** Screens hear of bytes this often. */
const TELL_EVERY_MS = 1_000

type RecordingDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'live' | 'log'>

/** @param decoder version of the program that decodes, for the record */
export function openRecordings(
  deps: RecordingDeps,
  tools: MediaTools,
  decoder: string,
): Recordings {
  const { db, clock, live, log } = deps
  const folder = openUploadFolder(path.join(tools.workFolder, 'recordings'))
  const copies = startListeningCopyJob(deps, tools, changed)
  const job = startHearingJob(deps, tools, decoder, folder, (recording) => {
    changed(recording)
    if (recording.state.kind === 'done') copies.wake()
  })
  /** When a byte of it came last in this process. */
  const heardAt = new Map<string, Instant>()
  const startedAt = clock.now()
  let begun: Promise<void> | null = null
  let checks: Promise<void> = Promise.resolve()
  let stopSweeping = () => {}

  function changed({ id, station }: Pick<Recording, 'id' | 'station'>): void {
    live.tell({ topic: 'recording', recording: id, station })
  }

  function begin(): Promise<void> {
    begun ??= takeUp()
    return begun
  }

  /** Whole files go into the queue again, half ones wait for more, what has lost its file goes. */
  async function takeUp(): Promise<void> {
    await folder.make()
    const left = await listRecordingsIn(db, ['receiving', 'waiting', 'listening'])
    for (const recording of left) await takeUpOne(recording)
    const known = new Set(left.map(({ id }) => id))
    for (const name of await folder.names()) if (!known.has(name)) await folder.remove(name)
    job.wake()
    copies.wake()
    await sweep()
  }

  async function takeUpOne(recording: Recording): Promise<void> {
    const { id, bytes, state, attempts } = recording
    const size = await folder.sizeOf(id)
    if (size === null) {
      await removeRecording(db, id)
      return
    }
    if (state.kind === 'receiving') {
      if (size === bytes) received(id)
      return
    }
    if (attempts < ATTEMPTS_AT_MOST) {
      await saveRecording(db, recording, { ...recording, state: { kind: 'waiting' } })
      return
    }
    log.error({ recording: id }, 'hearing this recording never came to an end')
    const params = { detail: `${ATTEMPTS_AT_MOST} ×` }
    const failed: RecordingState = {
      ...{ kind: 'failed', code: 'ffmpeg-failed', params, finishedAt: clock.now() },
    }
    await saveRecording(db, recording, { ...recording, state: failed })
    await folder.remove(id)
  }

  async function sweep(): Promise<void> {
    const now = clock.now()
    for (const { id } of await listRecordingsIn(db, ['receiving']))
      if (expiresAt(id) <= now) await remove(id)
    await removeChallengesBefore(db, now - CHALLENGE_KEPT_MS)
    for (const id of await letSoundsGo(deps, tools.store, now)) {
      const recording = await findRecording(db, id)
      if (recording) changed(recording)
    }
    stopSweeping = clock.after(SWEEP_EVERY_MS, () => {
      checks = checks.then(sweep).catch(fault)
    })
  }

  function fault(error: unknown): void {
    log.error({ err: error }, 'recordings could not be looked after')
  }

  function expiresAt(id: string): Instant {
    return (heardAt.get(id) ?? startedAt) + HALF_KEPT_MS
  }

  /** One after another: reading two gigabytes twice is enough for one disk. */
  function received(id: string): void {
    checks = checks.then(() => check(id)).catch(fault)
  }

  /** A whole file: was it sent before, or does it wait for its turn? */
  async function check(id: string): Promise<void> {
    const recording = await findRecording(db, id)
    if (recording?.state.kind !== 'receiving') return
    const digest = await folder.seal(id)
    const now = clock.now()
    const same = await findSameRecording(db, { id, digest })
    const state: RecordingState =
      same === null
        ? { kind: 'waiting' }
        : {
            ...{ kind: 'failed', code: 'recording-already-here', finishedAt: now },
            params: { recording: same },
          }
    const after = { ...recording, digest, receivedAt: now, state }
    if (!(await saveRecording(db, recording, after))) return
    heardAt.delete(id)
    if (same !== null) await folder.remove(id)
    changed(after)
    job.wake()
  }

  async function remove(id: string): Promise<void> {
    const recording = await findRecording(db, id)
    if (!recording) return
    if (!(await removeRecording(db, id))) throw recordingProblem('recording-stays')
    job.breakOff(id)
    heardAt.delete(id)
    await folder.remove(id)
    changed(recording)
  }

  async function write(id: string, offset: number, part: Readable): Promise<number> {
    const recording = await findRecording(db, id)
    let told = clock.monotonic()
    return folder.write(id, offset, part, () => {
      heardAt.set(id, clock.now())
      if (!recording || clock.monotonic() - told < TELL_EVERY_MS) return
      told = clock.monotonic()
      changed(recording)
    })
  }

  async function receivedBytes({ id, bytes, state }: Recording): Promise<number> {
    return state.kind === 'receiving' ? ((await folder.sizeOf(id)) ?? 0) : bytes
  }

  return {
    begin,
    remove,
    announce: async (recording) => {
      await begin()
      if ((await countUnheardOf(db, recording.madeBy)) >= UNHEARD_EACH)
        throw recordingProblem('recording-too-many')
      heardAt.set(recording.id, clock.now())
      await folder.create(recording.id)
      const named = { ...recording, fileName: plainFileName(recording.fileName) }
      await addRecording(db, named)
      changed(named)
    },
    standing: async (recording) => {
      const { id, bytes, state } = recording
      const come = await receivedBytes(recording)
      const percent = {
        receiving: Math.floor((come / Math.max(1, bytes)) * 100),
        ...{ waiting: 0, listening: job.percent(id) ?? 0, done: 100, failed: 100 },
      }
      return {
        receivedBytes: come,
        percent: percent[state.kind],
        ahead: state.kind === 'waiting' ? await job.ahead(id) : null,
        soundPercent:
          state.kind === 'done' && state.heard.copyDue !== null ? (copies.percent(id) ?? 0) : null,
      }
    },
    incoming: {
      ...{ announce: null, write, received, remove, expiresAt },
      find: async (id) => {
        await begin()
        const recording = await findRecording(db, id)
        if (!recording) return null
        const { fileName, bytes, state } = recording
        const isReceiving = state.kind === 'receiving'
        return { fileName, bytes, receivedBytes: await receivedBytes(recording), isReceiving }
      },
      get: async (id, by) => {
        await begin()
        const recording = await findRecording(db, id)
        if (recording?.madeBy !== by) throw uploadProblem('upload-unknown')
        return recording
      },
    },
    close: async () => {
      await begun?.catch(() => undefined)
      await job.close()
      await copies.close()
      await checks
      stopSweeping()
    },
  }
}
