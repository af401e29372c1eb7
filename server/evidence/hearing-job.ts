import { rm } from 'node:fs/promises'
import path from 'node:path'
import { MediaFault } from '../../media/errors.ts'
import { hear } from '../../media/hear.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { MediaTools } from '../bulletin/sound.ts'
import { listSounds } from '../bulletin/sound-store.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { isDiskFull } from '../upload/upload-errors.ts'
import type { UploadFolder } from '../upload/upload-folder.ts'
import { listAlike, stretchOf } from './alike-store.ts'
import { chooseReferences, type ReferenceChoice } from './hearable-store.ts'
import { keepHearing, type StoredReference } from './hearing-store.ts'
import type { FailureCode, Recording, RecordingState } from './recording.ts'
import { findSameRecording, listRecordingsIn, saveRecording } from './recording-store.ts'

/** After a fault that is nobody's file, such as a full database disk. */
const TRY_AGAIN_MS = 10_000

/** What hears waiting recordings, one at a time and behind everything else. */
export type HearingJob = Readonly<{
  /** Says that something waits. */
  wake(): void
  /** How many are heard before one that waits, the one under way included. */
  ahead(id: string): Promise<number>
  /** Of the listening; null unless it is under way. */
  percent(id: string): number | null
  /** Breaks off one that is being heard; its row is gone already. */
  breakOff(id: string): void
  /** Stops; what was under way waits for the next start. */
  close(): Promise<void>
}>

type JobDeps = Pick<Deps, 'db' | 'clock' | 'newId' | 'live' | 'log'>

/** @param decoder version of the program that decodes, for the record */
export function startHearingJob(
  deps: JobDeps,
  tools: MediaTools,
  decoder: string,
  folder: UploadFolder,
  changed: (recording: Recording) => void,
): HearingJob {
  const { db, clock, log } = deps
  const closing = new AbortController()
  let current: Readonly<{ recording: Recording; stop: AbortController; percent: number }> | null =
    null
  let working: Promise<void> | null = null
  let wanted = false

  function wake(): void {
    wanted = true
    if (!closing.signal.aborted) working ??= work()
  }

  async function work(): Promise<void> {
    try {
      while (wanted && !closing.signal.aborted) {
        wanted = false
        for (let next = await first(); next; next = await first()) {
          if (closing.signal.aborted) return
          await takeTurn(next)
        }
      }
    } catch (error) {
      log.error({ err: error }, 'recordings cannot be heard for now')
      clock.after(TRY_AGAIN_MS, wake)
    } finally {
      working = null
    }
  }

  async function first(): Promise<Recording | undefined> {
    return (await listRecordingsIn(db, ['waiting']))[0]
  }

  async function become(before: Recording, change: Partial<Recording>): Promise<Recording | null> {
    const after = { ...before, ...change }
    if (!(await saveRecording(db, before, after))) return null
    changed(after)
    return after
  }

  async function takeTurn(recording: Recording): Promise<void> {
    const listening = await become(recording, {
      ...{ state: { kind: 'listening' }, attempts: recording.attempts + 1 },
    })
    if (!listening) return
    const outcome = await listen(listening)
    // Stopped with the server: its turn comes again, and this one does not count.
    if (outcome === 'stopped')
      await become(listening, { state: { kind: 'waiting' }, attempts: recording.attempts })
    else if (outcome !== 'over') await end(listening, outcome)
  }

  async function end(recording: Recording, state: RecordingState): Promise<void> {
    await become(recording, { state })
    await folder.remove(recording.id)
  }

  /** @returns a failure; or `over` when nothing is left to write; or `stopped` with the server */
  async function listen(recording: Recording): Promise<RecordingState | 'over' | 'stopped'> {
    const stop = new AbortController()
    const signal = AbortSignal.any([stop.signal, closing.signal])
    current = { recording, stop, percent: 0 }
    const { program, store } = tools
    const printTo = path.join(tools.workFolder, `print-of-${recording.id}`)
    try {
      const references = await thoseStored(await chooseReferences(db, recording))
      const outcome = await hear(
        {
          ...{ program, printTo, path: folder.pathOf(recording.id) },
          references: references.map(({ asset, file, expected }) => ({
            ...{ id: asset, path: store.pathOf(file), expected },
          })),
        },
        signal,
        ({ heardMs, promisedMs }) => {
          const percent = promisedMs ? Math.min(99, Math.floor((heardMs / promisedMs) * 100)) : 0
          if (current && percent === current.percent) return
          current = { recording, stop, percent }
          changed(recording)
        },
      )
      if (!outcome.ok) return failure(outcome.reason, outcome.params)
      const { soundDigest } = outcome.value
      const same = await findSameRecording(db, { id: recording.id, soundDigest })
      if (same !== null) return failure('recording-already-here', { recording: same })
      await store.putFile(folder.pathOf(recording.id))
      const print = (await store.putFile(printTo)).digest as Digest
      const spoken = outcome.value.hearings.flatMap(stretchOf)
      const alike = await listAlike(db, store, recording, { print, spoken })
      await enter(recording, {
        ...{ said: outcome.value, references, decoder, print, alike },
      })
      return 'over'
    } catch (error) {
      if (closing.signal.aborted) return 'stopped'
      if (stop.signal.aborted) {
        await folder.remove(recording.id)
        return 'over'
      }
      log.error({ err: error, recording: recording.id }, 'a recording could not be heard')
      if (error instanceof MediaFault) return failure(error.code, error.params)
      if (isDiskFull(error)) return failure('disk-full', {})
      return failure('ffmpeg-failed', { detail: 'internal' })
    } finally {
      current = null
      await rm(printTo, { force: true })
    }
  }

  /** A sound whose file is gone can be heard nowhere; the record says which ones were there. */
  async function thoseStored(choices: readonly ReferenceChoice[]): Promise<StoredReference[]> {
    const sounds = await listSounds(
      db,
      choices.map(({ asset }) => asset),
    )
    const stored: StoredReference[] = []
    for (const { asset, expected } of choices) {
      const files = sounds.get(asset)?.renditions ?? []
      // Without loss, so that every decoder makes the same of it.
      const file = (files.find(({ kind }) => kind === 'master') ?? files[0])?.digest
      if (file && (await tools.store.stat(file))) stored.push({ asset, file, expected })
      else log.error({ asset }, 'a sound of the store is missing')
    }
    return stored
  }

  /** All in one: a process that dies before it left nothing, after it everything. */
  async function enter(
    recording: Recording,
    hearing: Parameters<typeof keepHearing>[2],
  ): Promise<void> {
    const now = clock.now()
    const done = await db.transaction().execute(async (tx) => {
      const kept = await keepHearing(tx, recording, hearing, now)
      if (!kept) return null
      await audit(tx, deps, {
        ...{ at: now, staff: recording.madeBy, action: 'recording.heard' },
        subject: `recording/${recording.id}`,
        detail: { station: recording.station, finds: hearing.said.hearings.length },
      })
      return kept
    })
    await folder.remove(recording.id)
    if (done) changed(done)
  }

  function failure(code: FailureCode, params: Extract<RecordingState, { code: string }>['params']) {
    return { kind: 'failed', code, params, finishedAt: clock.now() } as const
  }

  return {
    wake,
    ahead: async (id) => {
      const place = (await listRecordingsIn(db, ['waiting'])).findIndex((one) => one.id === id)
      return Math.max(0, place) + (current ? 1 : 0)
    },
    percent: (id) => (current?.recording.id === id ? current.percent : null),
    breakOff: (id) => {
      if (current?.recording.id === id) current.stop.abort(new Error('the recording was given up'))
    },
    close: async () => {
      closing.abort(new Error('the server is closing'))
      await working
    },
  }
}
