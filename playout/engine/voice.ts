import type { AiringEnd, AiringSound } from '../contract/event.ts'
import { SAMPLES_PER_MS } from '../contract/time.ts'
import { type AirSample, instantOf } from '../timeline/instance.ts'
import { clipped, type Span, together } from './account.ts'
import type { Cue, Cut } from './cue.ts'
import { applyGain, CUT_FADE_SAMPLES, FADE_SAMPLES, factorOf, fadeIn, fadeOut } from './gain.ts'
import { energyOf, levelOf } from './level.ts'
import { type Preparation, prepare } from './preparation.ts'
import { applyShape } from './shape.ts'
import type { OpenSound } from './sound.ts'

/**
 * One cue on its way through the air.
 *
 *   preparing ──first sample──▶ sounding ──▶ over
 *       └──unplayable, out of time, cut before it began──▲
 *
 * What it counts (sent samples, level) is what outputs really took.
 */
export type Voice = {
  /** Its place may still change until it sounds. */
  cue: Cue
  readonly preparation: Preparation
  state: 'preparing' | 'sounding' | 'over'
  /** Sample of the sound at which sounding began, and its place; meaningless before. */
  begunAtSample: number
  begunAt: AirSample
  sent: number
  energy: number
  /** Samples whose turn came before the decoder had them. */
  starved: number
  outputs: Set<string>
  /** Where the last sample that was sent belongs. */
  lastAt: AirSample
  /** The places of all that was sent. */
  spans: readonly Span[]
}

export function openVoice(
  cue: Cue & { path: string },
  fromSample: number,
  open: OpenSound,
  settled: () => void,
): Voice {
  return {
    cue,
    preparation: prepare(open, cue.path, fromSample, cue.lengthSamples, settled),
    state: 'preparing',
    begunAtSample: 0,
    begunAt: 0,
    sent: 0,
    energy: 0,
    starved: 0,
    outputs: new Set(),
    lastAt: cue.startsAt,
    spans: [],
  }
}

/** First place after the voice, as far as is known. */
export function endOf(voice: Voice): AirSample {
  const { cue, preparation } = voice
  const whole = preparation.state().kind !== 'decoding'
  const length = whole
    ? Math.min(cue.lengthSamples, preparation.decodedTo())
    : Math.max(cue.lengthSamples, 0)
  return cue.startsAt + Math.min(length, cue.until?.sample ?? Infinity)
}

/** Takes over what the plan says by now of a voice; one that sounds keeps its place. */
export function follow(voice: Voice, cue: Cue, from: AirSample): void {
  if (voice.state === 'preparing') {
    if (!cue.urgent) voice.cue = cue
    return
  }
  const { until: _, shape: __, ...kept } = voice.cue
  voice.cue = {
    ...kept,
    ...(cue.shape ? { shape: cue.shape } : {}),
    ...(cue.until ? { until: { ...cue.until, sample: untilSample(cue.until.sample) } } : {}),
  }

  /** There must be time left for its fade. */
  function untilSample(sample: number): number {
    const place = Math.max(cue.startsAt + sample, from + CUT_FADE_SAMPLES)
    return place - voice.cue.startsAt
  }
}

/** A piece of sound with its place in the chunk that is being rendered. */
export type Piece = Readonly<{ at: number; pcm: Int16Array }>

/**
 * What the voice contributes to the `length` samples from place `from`; null when nothing. Late
 * sound is dropped, never delayed: every sample sounds in its own place or not at all.
 */
export function render(
  voice: Voice,
  from: AirSample,
  length: number,
  volume: number,
): Piece | null {
  const { cue } = voice
  const begin = Math.max(from, cue.startsAt)
  const last = Math.min(cue.lengthSamples, cue.until?.sample ?? Infinity)
  const end = Math.min(from + length, cue.startsAt + last)
  if (end <= begin) return null
  const raw = new Int16Array(end - begin)
  const wanted = begin - cue.startsAt
  const got = voice.preparation.take(wanted, raw)
  if (voice.preparation.state().kind === 'decoding') voice.starved += raw.length - got.count
  if (got.count === 0) return null
  const pcm = new Int16Array(got.count)
  applyGain(raw.subarray(got.at, got.at + got.count), pcm, factorOf(cue.gainMillibels + volume))
  const sample = wanted + got.at
  // Sound that does not begin at its beginning is faded in, lest it click.
  const fromSample = voice.state === 'preparing' ? sample : voice.begunAtSample
  const intoIt = sample - fromSample
  if (fromSample > 0 && intoIt < FADE_SAMPLES) fadeIn(pcm, intoIt)
  if (cue.shape) applyShape(pcm, sample, cue.lengthSamples, cue.shape)
  if (last < cue.lengthSamples)
    applyShape(pcm, sample, last, { inSamples: 0, outSamples: CUT_FADE_SAMPLES })
  return { at: begin - from + got.at, pcm }
}

/** The last piece of a voice that is being cut: faded out over at most 30 ms. */
export function renderCut(
  voice: Voice,
  from: AirSample,
  length: number,
  volume: number,
): Piece | null {
  const piece = render(voice, from, Math.min(length, CUT_FADE_SAMPLES), volume)
  if (piece) fadeOut(piece.pcm)
  return piece
}

/** Notes that outputs took a piece of the voice; true when it has begun to sound with it. */
export function noteSent(
  voice: Voice,
  from: AirSample,
  piece: Piece,
  takers: readonly string[],
): boolean {
  if (takers.length === 0) return false
  const begins = voice.state === 'preparing'
  const at = from + piece.at
  if (begins) {
    voice.state = 'sounding'
    voice.begunAt = at
    voice.begunAtSample = at - voice.cue.startsAt
  }
  voice.sent += piece.pcm.length
  voice.energy += energyOf(piece.pcm)
  voice.lastAt = at + piece.pcm.length
  voice.spans = together(voice.spans, { from: at, to: voice.lastAt })
  for (const name of takers) voice.outputs.add(name)
  return begins
}

/** Takes back what was sent and is to be heard at this place or later: it never will be. */
export function takeBack(voice: Voice, place: AirSample): void {
  const over = Math.min(voice.sent, Math.max(0, voice.lastAt - place))
  if (over === 0) return
  voice.energy *= (voice.sent - over) / voice.sent
  voice.sent -= over
  voice.lastAt -= over
  voice.spans = clipped(voice.spans, Number.NEGATIVE_INFINITY, place)
}

export function soundOf(voice: Voice): AiringSound {
  return {
    startedAt: instantOf(voice.begunAt),
    startErrorSamples: voice.begunAt - voice.cue.startsAt - voice.begunAtSample,
    fromSample: voice.begunAtSample,
    outputs: [...voice.outputs].sort().slice(0, 16),
  }
}

export function resultOf(voice: Voice): AiringEnd {
  return {
    endedAt: instantOf(voice.lastAt),
    samplesSent: voice.sent,
    levelMillibels: levelOf(voice.energy, voice.sent),
  }
}

/** How far a voice has got for its listeners by a place: what waits in the lead is not heard yet. */
export function heardOf(voice: Voice, place: AirSample): AiringEnd {
  const sent = resultOf(voice)
  const samplesSent = Math.max(0, sent.samplesSent - Math.max(0, voice.lastAt - place))
  const unheard = sent.samplesSent - samplesSent
  return { ...sent, samplesSent, endedAt: sent.endedAt - Math.floor(unheard / SAMPLES_PER_MS) }
}

/** More than this missing at the end of a file is a truncated file, samples: 10 ms. */
const TRUNCATED_SAMPLES = 480

/** Why a voice that came to its end did not sound whole; null when it did. */
export function shortfallOf(voice: Voice): Cut | null {
  const state = voice.preparation.state()
  const decoded = voice.preparation.decodedTo()
  const { lengthSamples, until } = voice.cue
  if (until && (state.kind === 'decoding' || decoded >= until.sample)) return until.cut
  if (!Number.isFinite(lengthSamples) || decoded >= lengthSamples - TRUNCATED_SAMPLES) return null
  if (state.kind === 'broken') return { reason: `broken-file: ${state.reason}`, recalled: false }
  return {
    reason: `truncated: ${decoded} of ${lengthSamples} samples in the file`,
    recalled: false,
  }
}
