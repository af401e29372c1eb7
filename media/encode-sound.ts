import { type CheckedFile, checkRenditions } from './check-renditions.ts'
import {
  improveLevelling,
  type Levelling,
  type Outcome,
  planLevelling,
  UNCHANGED,
} from './levelling.ts'
import { type Master, makeMaster } from './master.ts'
import { startEncoders } from './renditions.ts'
import type { Trim } from './sound.ts'
import { type Study, trimSteps } from './study.ts'
import type { Taken } from './take.ts'

/** A sound in house format with all its renditions, in the work folder. */
export type EncodedSound = Readonly<{
  master: Master
  files: readonly CheckedFile[]
  outcome: Outcome
}>

type Tools = Readonly<{
  /** Path of the ffmpeg program. */
  program: string
  /** The work folder. */
  work: string
  signal: AbortSignal
}>

/** The level is foretold so well that the first round nearly always does. */
const MOST_ROUNDS = 3

/**
 * Levels and encodes in one go, and again only if what comes out misses the house format: a decoded
 * Opus may peak higher than the master did. `as-is` keeps the level, for signals whose level is
 * their meaning.
 */
export async function encodeSound(
  tools: Tools,
  { sound, metering }: Taken,
  study: Study,
  trim: Trim | null,
  level: 'house' | 'as-is',
  onProgress: (soundMs: number) => void,
): Promise<EncodedSound> {
  const steps = trimSteps(study.steps, trim)
  let levelling = level === 'as-is' ? UNCHANGED : planLevelling(steps, metering.truePeak)
  for (let round = 1; ; round++) {
    const encoded = await encodeOnce(tools, sound, trim, levelling, onProgress)
    if (level === 'as-is' || round === MOST_ROUNDS) return encoded
    const next = improveLevelling(steps, levelling, encoded.outcome)
    if (next === null) return encoded
    levelling = next
  }
}

async function encodeOnce(
  { program, work, signal }: Tools,
  sound: Taken['sound'],
  trim: Trim | null,
  levelling: Levelling,
  onProgress: (soundMs: number) => void,
): Promise<EncodedSound> {
  const encoders = startEncoders(program, work, signal)
  try {
    const master = await makeMaster(sound, trim, levelling, signal, encoders.take, onProgress)
    const files = await checkRenditions(program, await encoders.finish(), master, signal)
    return { master, files, outcome: outcomeOf(files) }
  } catch (error) {
    await encoders.abandon()
    throw error
  }
}

function outcomeOf(files: readonly CheckedFile[]): Outcome {
  const levels = files.map(({ integrated }) => integrated)
  return {
    softest: Math.min(...levels),
    loudest: Math.max(...levels),
    truePeak: Math.max(...files.map(({ truePeak }) => truePeak)),
  }
}
