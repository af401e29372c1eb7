import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { SAMPLE_RATE } from './decode.ts'
import type { ErrorParams, IngestRefusal } from './errors.ts'
import { FfmpegFailed, runFfmpeg } from './ffmpeg/ffmpeg.ts'
import { pcmInput, uploadInput } from './ffmpeg/inputs.ts'
import {
  type Loudness,
  MEASURE_LOUDNESS,
  MEASURE_RMS,
  parseLoudness,
  parseRms,
  SILENT_RMS,
} from './loudness.ts'
import type { Claims } from './probe.ts'
import type { IngestLimits } from './sound.ts'

/** An upload after its one full decode: the truth about it. */
export type Taken = Readonly<{
  /** 48 kHz mono 32-bit float PCM: peaks above full scale survive until they are levelled. */
  pcmPath: string
  samples: number
  loudness: Loudness
}>

export type Upload = Readonly<{
  /** Path without an extension, so that only the content speaks. */
  path: string
  claims: Claims
}>

export type Refused = Readonly<{ ok: false; reason: IngestRefusal; params: ErrorParams }>
export type TakeOutcome = Readonly<{ ok: true; value: Taken }> | Refused

const BYTES_PER_FLOAT = 4
const HOUSE_FORM = 'aformat=sample_fmts=flt:sample_rates=48000:channel_layouts=mono'
const FLOAT_PCM = ['-c:a', 'pcm_f32le', '-f', 'f32le']

/**
 * Decodes the upload once, from the first byte to the last, into the work folder, and measures what
 * came out. All later passes read that PCM, so hostile bytes meet a decoder only here.
 */
export async function takeUpload(
  program: string,
  upload: Upload,
  limits: IngestLimits,
  workFolder: string,
  signal: AbortSignal,
  onProgress: (soundMs: number) => void,
): Promise<TakeOutcome> {
  const tooLong = refused('too-long', { limitMinutes: Math.floor(limits.longestMs / 60_000) })
  if (await reachesBeyond(program, upload, limits, workFolder, signal)) return tooLong
  const pcmPath = join(workFolder, 'taken.f32')
  const limitSamples = toSamples(limits.longestMs)
  // Counted in samples, not by `-t`: time stamps are the file's word, and may jump.
  const oneBeyond = `atrim=end_sample=${limitSamples + 1}`
  const read = await readable(
    runFfmpeg({
      program,
      input: uploadInput(upload.path),
      graph: `[0:a:0]${HOUSE_FORM},${oneBeyond},${MEASURE_RMS}[pcm]`,
      outputs: [{ path: pcmPath, options: ['-map', '[pcm]', ...FLOAT_PCM] }],
      signal,
      onProgress,
    }),
  )
  if (!read.ok) return read
  const samples = (await stat(pcmPath)).size / BYTES_PER_FLOAT
  if (samples === 0 && upload.claims.codec === null) return refused('not-sound')
  if (samples > limitSamples) return tooLong
  if (samples < toSamples(limits.shortestMs)) {
    const milliseconds = Math.floor((samples * 1000) / SAMPLE_RATE)
    return refused('too-short', { milliseconds, limitMilliseconds: limits.shortestMs })
  }
  if (!(parseRms(read.stderr) > SILENT_RMS)) return refused('no-sound-in-it')
  const loudness = await measure(program, pcmPath, signal)
  if (loudness.integrated === Number.NEGATIVE_INFINITY) return refused('no-sound-in-it')
  return { ok: true, value: { pcmPath, samples, loudness } }
}

/** A run of its own, because it costs ten times the decode: an overlong file never comes so far. */
async function measure(program: string, pcmPath: string, signal: AbortSignal): Promise<Loudness> {
  const input = pcmInput(pcmPath, 'f32le')
  const graph = `[0:a:0]${MEASURE_RMS},${MEASURE_LOUDNESS}[rest]`
  const outputs = [{ path: null, options: ['-map', '[rest]', '-f', 'null'] }]
  return parseLoudness(await runFfmpeg({ program, input, graph, outputs, signal }))
}

export function refused(reason: IngestRefusal, params: ErrorParams = {}): Refused {
  return { ok: false, reason, params }
}

/**
 * Whether there is sound beyond the limit, found without decoding up to it. Asked only when the
 * header promises so much; believed only when ffmpeg, sent there, really decodes something.
 */
async function reachesBeyond(
  program: string,
  { path, claims }: Upload,
  limits: IngestLimits,
  workFolder: string,
  signal: AbortSignal,
): Promise<boolean> {
  if ((claims.promisedMs ?? 0) <= limits.longestMs) return false
  const beyond = join(workFolder, 'beyond.f32')
  const { source, options } = uploadInput(path)
  const seek = ['-ss', String(limits.longestMs / 1000)]
  const looked = await readable(
    runFfmpeg({
      program,
      input: { source, options: [...options, ...seek] },
      graph: null,
      outputs: [{ path: beyond, options: ['-map', '0:a:0', ...FLOAT_PCM, '-t', '0.1'] }],
      signal,
    }),
  )
  return looked.ok && (await stat(beyond)).size > 0
}

/** Turns ffmpeg's "cannot read this" into a refusal; anything else stays a fault. */
async function readable(
  run: Promise<string>,
): Promise<Readonly<{ ok: true; stderr: string }> | Refused> {
  try {
    return { ok: true, stderr: await run }
  } catch (error) {
    if (!(error instanceof FfmpegFailed)) throw error
    return refused(/matches no streams/.test(error.stderr) ? 'no-audio-stream' : 'not-sound')
  }
}

function toSamples(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1000)
}
