import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorParams, IngestRefusal } from './errors.ts'
import { FfmpegFailed } from './ffmpeg/ending.ts'
import { runFfmpeg } from './ffmpeg/ffmpeg.ts'
import { uploadInput } from './ffmpeg/inputs.ts'
import { pipeFfmpeg } from './ffmpeg/pipe.ts'
import type { Recognised } from './ffmpeg/recognise.ts'
import { houseLoudness } from './house-loudness.ts'
import type { HouseSound } from './house-sound.ts'
import { decibels, SILENT_RMS } from './loudness.ts'
import { HIGHEST_FLOAT_SAMPLE, HIGHEST_SAMPLE } from './measure/bounds.ts'
import { LOWEST_RATE } from './measure/k-weighting.ts'
import { chooseMixdown, type MixdownChoice } from './measure/mixdown.ts'
import type { Metering } from './measure/pcm-meter.ts'
import { meterStream } from './measure/wave-stream.ts'
import type { Claims } from './probe.ts'
import type { IngestLimits } from './sound.ts'

/** An upload after its one full decode: the truth about it. */
export type Taken = Readonly<{
  sound: HouseSound
  /** Of the channels and the rate as they came. */
  metering: Metering
  trouble: MixdownChoice['trouble']
}>

export type Upload = Readonly<{
  /** Path without an extension, so that only the content speaks. */
  path: string
  recognised: Recognised
  claims: Claims
}>

export type Refused = Readonly<{ ok: false; reason: IngestRefusal; params: ErrorParams }>
export type TakeOutcome = Readonly<{ ok: true; value: Taken }> | Refused

const RATE = 48_000
const BYTES_PER_FLOAT = 4
const FLOAT_PCM = ['-c:a', 'pcm_f32le', '-f', 'f32le']
/** The mean of a channel that is worth taking out: −66 dBFS. */
const OFFSET_WORTH_REMOVING = 0.0005
/** Share of impossible samples from which on the bytes are not what the header says. */
const NO_SOUND_BEYOND = 0.25
/** These may hold float PCM, whatever is known of what is in them. */
const MAY_BE_FLOAT: readonly string[] = ['wav', 'w64', 'caf', 'aiff']

/**
 * Decodes the upload once, from the first byte to the last. As it came it flows by and is measured;
 * as 48 kHz of one or two channels it stays in the work folder. All later passes read that, so
 * hostile bytes meet a decoder only here.
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
  const path = join(workFolder, 'taken.f32')
  const limitSamples = toSamples(limits.longestMs)
  const { source, options } = uploadInput(upload.path, upload.recognised)
  // Counted in samples, not by `-t`: time stamps are the file's word, and may jump.
  // The resampler stands on its own branch and converts whatever is asked of it, or else ffmpeg would
  // put one before the fork, and what is measured would not be what came.
  const house = `aresample=${RATE},aformat=channel_layouts=mono|stereo,atrim=end_sample=${limitSamples + 1}`
  const graph = `[0:a:0]aformat=sample_fmts=flt,asplit[came][copy];[copy]${house}[house]`
  const args = [
    ...['-nostdin', ...options, '-i', source, '-filter_complex', graph],
    ...['-map', '[came]', '-map_metadata', '-1', '-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1'],
    ...['-map', '[house]', ...FLOAT_PCM, `file:${path}`],
  ]
  const decoder = pipeFfmpeg({ program, args, signal }, 'read')
  const bound = boundOf(upload)
  const metering = await meterStream(decoder.output, limits.longestMs, bound, onProgress)
  if (metering === 'too-long') {
    decoder.kill()
    await decoder.done.catch(() => {})
    signal.throwIfAborted()
    return tooLong
  }
  const read = await readable(decoder.done)
  if (!read.ok) return read
  const floats = (await stat(path)).size / BYTES_PER_FLOAT
  const channels = metering.channels.length === 1 ? 1 : 2
  const samples = floats / channels
  if (samples === 0 && upload.claims.codec === null) return refused('not-sound')
  if (samples > limitSamples) return tooLong
  if (samples < toSamples(limits.shortestMs)) return tooShort(samples, limits)
  const { mixdown, trouble } = chooseMixdown(metering.channels, metering.covariance)
  const offsets = metering.channels.map(({ offset }) => offset)
  const isOff = channels === offsets.length && largest(offsets) > OFFSET_WORTH_REMOVING
  const sound = {
    path,
    channels,
    samples,
    mixdown,
    offsets: isOff ? offsets : null,
    bound,
  } as const
  const measured = metering.frames * metering.channels.length
  if (metering.damagedSamples > measured * NO_SOUND_BEYOND) return refused('not-sound')
  const isLow = metering.rate < LOWEST_RATE
  const integrated = isLow ? await houseLoudness(sound, signal) : metering.integrated
  if (integrated === Number.NEGATIVE_INFINITY) return refused('no-sound-in-it')
  return { ok: true, value: { sound, metering: { ...metering, integrated }, trouble } }
}

function boundOf({ recognised, claims }: Upload): number {
  const isFloat = MAY_BE_FLOAT.includes(recognised.demuxer) || /float/i.test(claims.codec ?? '')
  return isFloat ? HIGHEST_FLOAT_SAMPLE : HIGHEST_SAMPLE
}

/** Whether a mean square is that of a missing cable. */
export function isSilent(power: number): boolean {
  return !(decibels(Math.sqrt(power)) > SILENT_RMS)
}

export function refused(reason: IngestRefusal, params: ErrorParams = {}): Refused {
  return { ok: false, reason, params }
}

export function tooShort(samples: number, { shortestMs }: IngestLimits): Refused {
  const milliseconds = Math.max(0, Math.floor((samples * 1000) / RATE))
  return refused('too-short', { milliseconds, limitMilliseconds: shortestMs })
}

export function largest(offsets: readonly number[]): number {
  return offsets.reduce((most, offset) => Math.max(most, Math.abs(offset)), 0)
}

/**
 * Whether there is sound beyond the limit, found without decoding up to it. Asked only when the
 * header promises so much; believed only when ffmpeg, sent there, really decodes something.
 */
async function reachesBeyond(
  program: string,
  { path, recognised, claims }: Upload,
  limits: IngestLimits,
  workFolder: string,
  signal: AbortSignal,
): Promise<boolean> {
  if ((claims.promisedMs ?? 0) <= limits.longestMs) return false
  const beyond = join(workFolder, 'beyond.f32')
  const { source, options } = uploadInput(path, recognised)
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

const NO_PERMISSION = /^(?:.*Error opening input|file:.*): Permission denied$/m

/** Turns ffmpeg's "cannot read this" into a refusal; anything else stays a fault. */
async function readable(
  run: Promise<string>,
): Promise<Readonly<{ ok: true; stderr: string }> | Refused> {
  try {
    return { ok: true, stderr: await run }
  } catch (error) {
    if (!(error instanceof FfmpegFailed)) throw error
    // We could open it, so it is ffmpeg's lesser rights that do not reach it.
    if (NO_PERMISSION.test(error.stderr)) return refused('not-readable', { detail: 'EACCES' })
    return refused(/matches no streams/.test(error.stderr) ? 'no-audio-stream' : 'not-sound')
  }
}

function toSamples(ms: number): number {
  return Math.round((ms * RATE) / 1000)
}
