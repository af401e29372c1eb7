import type { EncodedSound } from './encode-sound.ts'
import { isHouseFormat } from './levelling.ts'
import type { Claims } from './probe.ts'
import type { IngestWarning, Measures } from './sound.ts'
import type { Study } from './study.ts'
import { largest, type Taken } from './take.ts'

const MILLION = 1_000_000
/** A header that promises over 2 % more than was decoded means that the end is missing. */
const TRUNCATED_BEYOND = 1.02
/** Padding of an MP3's first and last frames at 8 kHz, which a header counts and decoding takes off. */
const PADDING_MS = 250
const VERY_QUIET_LUFS = -45
/** Share of clipped samples from which on it can be heard. */
const CLIPPED_PPM = 200
/** 1 % of full scale: half of what a faulty sound card leaves. */
const OFF_CENTRE_PPM = 10_000

/** The facts that are shown before approval. */
export function showMeasures({ sound, metering }: Taken, { silence, speech }: Study): Measures {
  return {
    samples: sound.samples,
    integratedLufs: hundredths(metering.integrated),
    truePeakDbtp: hundredths(metering.truePeak),
    clippedSamples: clippedSamples(metering),
    clippedPpm: clippedPpm(metering),
    dcOffsetPpm: offsetPpm(metering),
    mixdown: sound.mixdown,
    leadingSilenceMs: silence.leadingMs,
    trailingSilenceMs: silence.trailingMs,
    silencesInside: silence.inside,
    speech,
  }
}

/** What a person should know of a sound that was accepted. */
export function warn(
  { promisedMs, isCutOff }: Claims,
  { sound, metering, trouble }: Taken,
  { speech }: Study,
  { outcome }: EncodedSound,
  level: 'house' | 'as-is',
): IngestWarning[] {
  const decodedMs = sound.samples / 48
  const found: Readonly<Record<IngestWarning, boolean>> = {
    truncated: isCutOff || (promisedMs ?? 0) > decodedMs * TRUNCATED_BEYOND + PADDING_MS,
    'very-quiet': metering.integrated < VERY_QUIET_LUFS,
    'loudness-not-reached': level === 'house' && !isHouseFormat(outcome),
    clipped: clippedPpm(metering) >= CLIPPED_PPM || metering.damagedSamples > 0,
    'dead-channel': trouble === 'dead-channel',
    'out-of-phase': trouble === 'out-of-phase',
    'dc-offset': offsetPpm(metering) >= OFF_CENTRE_PPM,
    'no-speech': level === 'house' && speech === 'absent',
  }
  return (Object.keys(found) as IngestWarning[]).filter((warning) => found[warning])
}

/** A decibel value as it leaves `media/`. */
export function hundredths(decibels: number): number {
  return Math.round(decibels * 100)
}

/** What was brought down into bounds is flat too, and may have been counted as such already. */
function clippedSamples({ clippedSamples, damagedSamples }: Taken['metering']): number {
  return Math.max(clippedSamples, damagedSamples)
}

function clippedPpm(metering: Taken['metering']): number {
  const samples = metering.frames * metering.channels.length
  return Math.round((clippedSamples(metering) * MILLION) / Math.max(1, samples))
}

function offsetPpm({ channels }: Taken['metering']): number {
  return Math.round(largest(channels.map(({ offset }) => offset)) * MILLION)
}
