import { mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { SAMPLE_RATE } from './decode.ts'
import { MediaFault } from './errors.ts'
import { FfmpegFailed } from './ffmpeg/ffmpeg.ts'
import { HIGHEST_TRUE_PEAK, type Loudness, TARGET_LUFS } from './loudness.ts'
import { makeMaster } from './master.ts'
import { type Claims, probe } from './probe.ts'
import { type EncodedFile, encodeRenditions } from './renditions.ts'
import type {
  IngestedSound,
  IngestLimits,
  IngestOutcome,
  IngestProgress,
  IngestWarning,
  Rendition,
  Trim,
} from './sound.ts'
import type { Store } from './store/store.ts'
import { type Refused, refused, type Taken, takeUpload } from './take.ts'
import { readWaveform } from './waveform.ts'

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
/** A header that promises over 2 % more than was decoded means that the end is missing. */
const TRUNCATED_BEYOND = 1.02
const VERY_QUIET_LUFS = -45
const LOUDNESS_TOLERANCE_LU = 0.5

/**
 * Takes in one file: probe, decode once and measure, level to the house format, encode, store. Only
 * a complete result is stored, the original first and the master last; what an interrupted storing
 * leaves are whole files that nothing names. Refusals are the file's doing; anything else throws
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
  { program, store, level }: IngestDeps,
  limits: IngestLimits,
  signal: AbortSignal,
  onProgress: (progress: IngestProgress) => void,
): Promise<Readonly<{ ok: true; value: IngestedSound }> | Refused> {
  const upload = join(work, 'upload')
  await symlink(original, upload)
  const claims = await probe(upload)
  const report = (step: IngestProgress['step'], wholeMs: number | null) => (soundMs: number) =>
    onProgress({ step, fraction: wholeMs === null ? null : Math.min(1, soundMs / wholeMs) })

  const measuring = report('measuring', claims.promisedMs || null)
  const taken = await takeUpload(program, { path: upload, claims }, limits, work, signal, measuring)
  if (!taken.ok) return taken
  const { samples } = taken.value
  const wholeMs = (samples * 1000) / SAMPLE_RATE

  const levelling = report('levelling', wholeMs)
  const master = await makeMaster(program, taken.value, level, work, signal, levelling)
  const encoding = report('encoding', wholeMs)
  const files = await encodeRenditions(program, master.pcmPath, samples, work, signal, encoding)
  const waveform = await readWaveform(master.pcmPath, samples)
  signal.throwIfAborted()

  onProgress({ step: 'storing', fraction: null })
  const { digest: originalDigest } = await store.putFile(original)
  const { container, codec, sampleRate, channels, title } = claims
  const value = {
    id: waveform.digest,
    samples,
    originalDigest,
    loudness: hundredths(master.loudness.integrated),
    truePeak: hundredths(master.loudness.truePeak),
    rms: hundredths(master.loudness.rms),
    measures: {
      ...{ samples, integratedLufs: hundredths(taken.value.loudness.integrated) },
      ...{ truePeakDbtp: hundredths(taken.value.loudness.truePeak) },
      ...{ clippedSamples: 0, clippedPpm: 0, dcOffsetPpm: 0, mixdown: 'mean' as const },
      ...{ leadingSilenceMs: 0, trailingSilenceMs: 0, silencesInside: [] },
      speech: 'unsure' as const,
    },
    trim: null,
    peaks: waveform.peaks,
    renditions: await storeAll(store, files),
    source: { container, codec, sampleRate, channels, title },
    warnings: warn(claims, taken.value, master.loudness, level),
  }
  return { ok: true, value }
}

/** One after the other, in the order given, so that a full disk stops it at the first. */
async function storeAll(store: Store, files: readonly EncodedFile[]): Promise<Rendition[]> {
  const renditions: Rendition[] = []
  for (const { kind, path, samples, contentType } of files) {
    renditions.push({ kind, ...(await store.putFile(path)), samples, contentType })
  }
  return renditions
}

function warn(
  { promisedMs, isCutOff }: Claims,
  taken: Taken,
  result: Loudness,
  level: 'house' | 'as-is',
): IngestWarning[] {
  const warnings: IngestWarning[] = []
  const decodedMs = (taken.samples * 1000) / SAMPLE_RATE
  if (isCutOff || (promisedMs ?? 0) > decodedMs * TRUNCATED_BEYOND) warnings.push('truncated')
  if (taken.loudness.integrated < VERY_QUIET_LUFS) warnings.push('very-quiet')
  const missesLevel =
    Math.abs(result.integrated - TARGET_LUFS) > LOUDNESS_TOLERANCE_LU ||
    result.truePeak > HIGHEST_TRUE_PEAK
  if (level === 'house' && missesLevel) warnings.push('loudness-not-reached')
  return warnings
}

function hundredths(decibels: number): number {
  return Math.round(decibels * 100)
}
