import type { Digest } from './digest.ts'
import type { ErrorParams, IngestRefusal } from './errors.ts'

/** A sound that was taken in: levelled, measured, and stored in every form that somebody needs. */
export type IngestedSound = Readonly<{
  /** SHA-256 of the master's samples (48 kHz mono 16-bit little-endian PCM, without any header). */
  id: Digest
  /** Exact length of the master, and of its Opus rendition once decoded, at 48 kHz. */
  samples: number
  /** The upload's own bytes, kept as they came. */
  originalDigest: Digest
  /** Integrated loudness of the master in 0.01 LUFS: −1600 is −16 LUFS. */
  loudness: number
  /** Highest true peak of the master in 0.01 dBTP. */
  truePeak: number
  /** Root mean square of the master in 0.01 dBFS. */
  rms: number
  /** What the upload measured as it came. */
  measures: Measures
  /** What was cut off its ends; null when nothing was. */
  trim: Trim | null
  /** Waveform for the eye: 800 pairs of lowest and highest, −128…127. */
  peaks: readonly number[]
  renditions: readonly Rendition[]
  source: SoundSource
  warnings: readonly IngestWarning[]
}>

export type RenditionKind = 'master' | 'opus' | 'mp3'

/** One file of a sound in the store. */
export type Rendition = Readonly<{
  kind: RenditionKind
  digest: Digest
  bytes: number
  /** Decoded length at 48 kHz, counted by decoding it. */
  samples: number
  contentType: string
}>

/** What the upload was, as it said itself. */
type SoundSource = Readonly<{
  container: string | null
  codec: string | null
  /** Hz. */
  sampleRate: number | null
  channels: number | null
  title: string | null
}>

/** Facts about an upload before anything was cut, mixed or levelled; shown before it is approved. */
export type Measures = Readonly<{
  /** Decoded length at 48 kHz: that of the sound, and of what was cut off it. */
  samples: number
  /** Integrated loudness of the channels as they came, after EBU R 128, in 0.01 LUFS. */
  integratedLufs: number
  /** Highest true peak of any channel in 0.01 dBTP; above 0 when it passes full scale. */
  truePeakDbtp: number
  /** Samples in runs at full scale, of all channels. */
  clippedSamples: number
  /** Their share of all samples, in parts per million. */
  clippedPpm: number
  /** Largest mean of a channel, in parts per million of full scale; it was taken out. */
  dcOffsetPpm: number
  /** How two channels became one: their mean, or only the one that is alive. */
  mixdown: Mixdown
  leadingSilenceMs: number
  trailingSilenceMs: number
  /** Pauses of 2 s and more, counted from the beginning of the upload; the first 100. */
  silencesInside: readonly SilentSpan[]
  speech: SpeechVerdict
}>

export type Mixdown = 'mono' | 'mean' | 'left' | 'right'
export type SpeechVerdict = 'present' | 'absent' | 'unsure'
export type SilentSpan = Readonly<{ fromMs: number; toMs: number }>

/** Cut off the beginning and the end of the decoded upload, in samples at 48 kHz. */
export type Trim = Readonly<{ startSamples: number; endSamples: number }>

/**
 * Accepted, but a person should know. `truncated`: the file promised over 2 % more than it holds, or
 * ends in mid-structure. `very-quiet`: noise was raised with it. `loudness-not-reached`: its peaks do
 * not let it become as loud as the others. `clipped`: recorded too loud, so that it distorts.
 * `dead-channel`, `out-of-phase`: one of two channels was silent, or they cancel each other, and only
 * one was taken. `dc-offset`: the recorder is faulty. `no-speech`: nobody seems to speak in it.
 */
export type IngestWarning =
  | 'truncated'
  | 'very-quiet'
  | 'loudness-not-reached'
  | 'clipped'
  | 'dead-channel'
  | 'out-of-phase'
  | 'dc-offset'
  | 'no-speech'

export type IngestLimits = Readonly<{
  /** Largest upload. */
  bytes: number
  shortestMs: number
  longestMs: number
  /** For the whole ingest. */
  timeMs: number
}>

/** Two hours of 24-bit stereo WAV at 48 kHz are 2.1 GB. */
export const defaultLimits: IngestLimits = {
  bytes: 2_200_000_000,
  shortestMs: 500,
  longestMs: 2 * 3_600_000,
  timeMs: 15 * 60_000,
}

/** Which part of the work is done, and how much of that part (0–1, null when it cannot be known). */
export type IngestProgress = Readonly<{
  step: 'measuring' | 'levelling' | 'encoding' | 'storing'
  fraction: number | null
}>

export type IngestOutcome =
  | Readonly<{ ok: true; value: IngestedSound }>
  | Readonly<{ ok: false; reason: IngestRefusal; params: ErrorParams }>
