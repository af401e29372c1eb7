import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type ErrorParams, type MediaErrorCode, MediaFault, showMediaError } from './errors.ts'
import { type IngestDeps, ingest } from './ingest.ts'
import {
  defaultLimits,
  type IngestedSound,
  type IngestLimits,
  type IngestProgress,
  type IngestWarning,
  type Measures,
} from './sound.ts'
import { openStore } from './store/store.ts'

/** What became of one file of a folder. Levels in LUFS and dBTP, lengths in milliseconds. */
export type FolderEntry = AcceptedEntry | RefusedEntry

type AcceptedEntry = Readonly<{
  file: string
  outcome: 'accepted'
  /** The whole sound of the file, as decoded. */
  durationMs: number
  /** What is left of it without the silence at its ends: so long is every rendition. */
  trimmedDurationMs: number
  /** Of the file as it came. */
  integratedLufs: number
  /** Of the file as it came. */
  truePeakDbtp: number
  /** Of the renditions' master. */
  renditionLufs: number
  renditionTruePeakDbtp: number
  leadingSilenceMs: number
  trailingSilenceMs: number
  silencesInside: Measures['silencesInside']
  clippedSamples: number
  /** Share of samples at full scale, in parts per million. */
  clippedPpm: number
  dcOffsetPpm: number
  mixdown: Measures['mixdown']
  speech: Measures['speech']
  source: IngestedSound['source']
  warnings: readonly IngestWarning[]
}>

type RefusedEntry = Readonly<{
  file: string
  outcome: 'refused'
  code: MediaErrorCode
  params: ErrorParams
  /** In English, and in Vietnamese. */
  reason: string
  reasonVi: string
}>

export type FolderDeps = Readonly<{
  /** Path of the ffmpeg program. */
  program: string
  /** Existing and empty; nothing of a file stays in it once its entry is there. */
  workFolder: string
  /** Gives up when aborted; the promise then rejects with its reason. */
  signal?: AbortSignal
  limits?: IngestLimits
}>

/** Files at once: decoding one leaves half of two cores idle. */
const AT_ONCE = 2

/**
 * Takes in every file of a folder for what it tells, and keeps nothing. Subfolders, and files whose
 * names begin with a dot, are passed over. Whatever lies there, it becomes an entry.
 *
 * @param onEntry called as each is done, in any order
 * @param onProgress called as one is begun, and often until it is done
 * @returns entries by file name
 */
export async function ingestFolder(
  folder: string,
  deps: FolderDeps,
  onEntry: (entry: FolderEntry) => void = () => {},
  onProgress: (file: string, progress: IngestProgress) => void = () => {},
): Promise<FolderEntry[]> {
  const names = (await readdir(folder, { encoding: 'buffer', withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    // By bytes, as a name need not be text.
    .filter((name) => name[0] !== DOT)
    .sort(Buffer.compare)
  const entries: FolderEntry[] = []
  let next = 0
  const takeTurns = async () => {
    for (let turn = next++; turn < names.length; turn = next++) {
      const name = names[turn] ?? Buffer.alloc(0)
      const entry = await takeOne(folder, name, turn, deps, onProgress)
      entries[turn] = entry
      onEntry(entry)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns))
  return entries
}

const DOT = '.'.charCodeAt(0)

async function takeOne(
  folder: string,
  name: Buffer,
  turn: number,
  { program, workFolder, signal, limits = defaultLimits }: FolderDeps,
  onProgress: (file: string, progress: IngestProgress) => void,
): Promise<FolderEntry> {
  const file = name.toString('utf8')
  onProgress(file, { step: 'measuring', fraction: null })
  const work = join(workFolder, String(turn))
  const path = Buffer.concat([Buffer.from(`${folder}/`), name])
  try {
    if (!(await lstat(path)).isFile()) return refusedEntry(file, 'not-a-file', {})
    await mkdir(work)
    // A name that is no text is none for ffmpeg either; so it meets a link of ours.
    const link = join(work, 'file')
    await symlink(path, link)
    const store = openStore(join(work, 'store'))
    const options: IngestDeps = { program, store, workFolder: work, level: 'house' }
    const take = () =>
      ingest(link, signal ? { ...options, signal } : options, limits, (progress) =>
        onProgress(file, progress),
      )
    let outcome = await take()
    if (!outcome.ok && outcome.reason === 'not-readable') {
      // What we may read as root, the confined ffmpeg may not: it gets a copy of its own.
      await rm(link)
      // Not `copyFile`, whose copies have their original's owner and rights.
      await pipeline(createReadStream(path), createWriteStream(link, { mode: 0o600 }), {
        ...(signal ? { signal } : {}),
      })
      outcome = await take()
    }
    if (!outcome.ok) return refusedEntry(file, outcome.reason, outcome.params)
    return acceptedEntry(file, outcome.value)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof MediaFault) return refusedEntry(file, error.code, error.params)
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== undefined) return refusedEntry(file, 'not-readable', { detail: code })
    return refusedEntry(file, 'ffmpeg-failed', { detail: message })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function acceptedEntry(file: string, sound: IngestedSound): AcceptedEntry {
  const { measures, source, warnings } = sound
  const { samples, integratedLufs, truePeakDbtp, ...facts } = measures
  return {
    file,
    outcome: 'accepted',
    durationMs: toMs(samples),
    trimmedDurationMs: toMs(sound.samples),
    integratedLufs: integratedLufs / 100,
    truePeakDbtp: truePeakDbtp / 100,
    renditionLufs: sound.loudness / 100,
    renditionTruePeakDbtp: sound.truePeak / 100,
    ...facts,
    source,
    warnings,
  }
}

function refusedEntry(file: string, code: MediaErrorCode, params: ErrorParams): RefusedEntry {
  const [reason, reasonVi] = (['en', 'vi'] as const).map((language) =>
    showMediaError(code, params, language),
  )
  return {
    file,
    outcome: 'refused',
    code,
    params,
    reason: reason ?? code,
    reasonVi: reasonVi ?? code,
  }
}

function toMs(samples: number): number {
  return Math.round(samples / 48)
}
