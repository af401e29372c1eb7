import { mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { CheckedFile } from './check-renditions.ts'
import { SAMPLE_RATE } from './decode.ts'
import { encodeSound } from './encode-sound.ts'
import { MediaFault } from './errors.ts'
import { isCopyProtected } from './ffmpeg/copy-protection.ts'
import { FfmpegFailed } from './ffmpeg/ending.ts'
import { recogniseFile } from './ffmpeg/recognise.ts'
import { type Silence, trimSilence } from './measure/silence.ts'
import { hundredths, showMeasures, warn } from './measures.ts'
import { probe } from './probe.ts'
import type {
  IngestedSound,
  IngestLimits,
  IngestOutcome,
  IngestProgress,
  Rendition,
  Trim,
} from './sound.ts'
import type { Store } from './store/store.ts'
import { studySound } from './study.ts'
import { isSilent, type Refused, refused, takeUpload, tooShort } from './take.ts'

export type IngestDeps = Readonly<{
  /** Path of the ffmpeg program. */
  program: string
  store: Store
  /** Existing folder on a disk with room; each ingest makes and removes its own folder inside. */
  workFolder: string
  /** `as-is` keeps the level, for test signals; everything else is levelled to the house format. */
  level: 'house' | 'as-is'
  /**
   * What is cut off the ends: silence (`auto`, and when nothing is said), or exactly so much, which
   * is how somebody undoes or changes it. A sound taken in `as-is` is cut only when told exactly.
   */
  trim?: 'auto' | Trim
  /** Gives up when aborted; the promise then rejects with its reason. */
  signal?: AbortSignal
}>

const MEGABYTE = 1_000_000

/**
 * Takes in one file: recognise, decode once and measure, study what is left as one channel, level to
 * the house format while it is encoded, check by decoding, store. Only a complete result is stored,
 * the original first; what an interrupted storing leaves are whole files that nothing names. Refusals are the file's doing; anything else throws
 * (`MediaFault` with a code, or the abort reason).
 */
export async function ingest(
  path: string,
  deps: IngestDeps,
  limits: IngestLimits,
  onProgress: (progress: IngestProgress) => void = () => {},
): Promise<IngestOutcome> {
  const { size } = await stat(path)
  if (size === 0) return refused('empty-file')
  if (size > limits.bytes) {
    const megabytes = Math.ceil(size / MEGABYTE)
    const limitMegabytes = Math.floor(limits.bytes / MEGABYTE)
    return refused('file-too-large', { megabytes, limitMegabytes })
  }
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), limits.timeMs)
  const signal = AbortSignal.any([late.signal, ...(deps.signal ? [deps.signal] : [])])
  const work = await mkdtemp(join(resolve(deps.workFolder), 'ingest-'))
  try {
    return await ingestIn(work, resolve(path), deps, limits, signal, onProgress)
  } catch (error) {
    if (late.signal.aborted && deps.signal?.aborted !== true) {
      return refused('took-too-long', { limitSeconds: Math.round(limits.timeMs / 1000) })
    }
    if (error instanceof FfmpegFailed) {
      throw new MediaFault('ffmpeg-failed', { detail: error.message.slice(0, 300) }, error)
    }
    throw error
  } finally {
    clearTimeout(timer)
    await rm(work, { recursive: true, force: true })
  }
}

async function ingestIn(
  work: string,
  original: string,
  deps: IngestDeps,
  limits: IngestLimits,
  signal: AbortSignal,
  onProgress: (progress: IngestProgress) => void,
): Promise<Readonly<{ ok: true; value: IngestedSound }> | Refused> {
  const { program, store, level } = deps
  const path = join(work, 'upload')
  await symlink(original, path)
  const recognised = await recogniseFile(path)
  if (recognised === null) return refused('not-sound')
  if (recognised.demuxer === 'mov' && (await isCopyProtected(path))) {
    return refused('protected-sound')
  }
  const claims = await probe(path, recognised)
  const report = (step: IngestProgress['step'], wholeMs: number | null) => (soundMs: number) =>
    onProgress({ step, fraction: wholeMs === null ? null : Math.min(1, soundMs / wholeMs) })

  const upload = { path, recognised, claims }
  const measuring = report('measuring', claims.promisedMs || null)
  const taken = await takeUpload(program, upload, limits, work, signal, measuring)
  if (!taken.ok) return taken
  const { sound } = taken.value
  const wholeMs = (sound.samples * 1000) / SAMPLE_RATE
  const study = await studySound(sound, signal, report('levelling', wholeMs))
  if (isSilent(study.power)) return refused('no-sound-in-it')
  const trim = chooseTrim(deps, study.silence)
  const left = sound.samples - (trim?.startSamples ?? 0) - (trim?.endSamples ?? 0)
  if (toMs(left) < limits.shortestMs) return tooShort(left, limits)

  const encoding = report('encoding', toMs(left))
  const encoded = await encodeSound(
    { program, work, signal },
    taken.value,
    study,
    trim,
    level,
    encoding,
  )
  signal.throwIfAborted()

  onProgress({ step: 'storing', fraction: null })
  const { digest: originalDigest } = await store.putFile(original)
  const { container, codec, sampleRate, channels, title } = claims
  const { master } = encoded
  const value = {
    ...{ id: master.digest, samples: master.samples, originalDigest },
    loudness: hundredths(master.loudness.integrated),
    truePeak: hundredths(master.loudness.truePeak),
    rms: hundredths(master.loudness.rms),
    measures: showMeasures(taken.value, study),
    trim,
    peaks: master.peaks,
    renditions: await storeAll(store, encoded.files),
    source: { container, codec, sampleRate, channels, title },
    warnings: warn(claims, taken.value, study, encoded, level),
  }
  return { ok: true, value }
}

/** What is cut; null when nothing is. */
function chooseTrim({ level, trim }: IngestDeps, silence: Silence): Trim | null {
  if (trim === undefined || trim === 'auto') return level === 'as-is' ? null : trimSilence(silence)
  return trim.startSamples + trim.endSamples === 0 ? null : trim
}

/** One after the other, in the order given, so that a full disk stops it at the first. */
async function storeAll(store: Store, files: readonly CheckedFile[]): Promise<Rendition[]> {
  const renditions: Rendition[] = []
  for (const { kind, path, samples, contentType } of files) {
    renditions.push({ kind, ...(await store.putFile(path)), samples, contentType })
  }
  return renditions
}

function toMs(samples: number): number {
  return (samples * 1000) / SAMPLE_RATE
}
