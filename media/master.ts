import { join } from 'node:path'
import { runFfmpeg } from './ffmpeg/ffmpeg.ts'
import { pcmInput } from './ffmpeg/inputs.ts'
import {
  improveLevelling,
  type Levelling,
  type Loudness,
  levellingFilter,
  MEASURE_LOUDNESS,
  MEASURE_RMS,
  parseLoudness,
  planLevelling,
  shiftLoudness,
  UNCHANGED,
} from './loudness.ts'
import type { Taken } from './take.ts'

/** The sound in house format, as raw 48 kHz mono 16-bit PCM, and what that measures. */
export type Master = Readonly<{ pcmPath: string; loudness: Loudness }>

/** Rounds of limiting; speech needs two or three, and each costs a pass. */
const MOST_ROUNDS = 6

/**
 * Brings the sound to the house level. A plain gain shifts what was measured by as much, so only a
 * limited result is measured again, until it is right. `as-is` keeps the level, for signals whose
 * level is their meaning.
 */
export async function makeMaster(
  program: string,
  taken: Taken,
  level: 'house' | 'as-is',
  workFolder: string,
  signal: AbortSignal,
  onProgress: (soundMs: number) => void,
): Promise<Master> {
  const pcmPath = join(workFolder, 'master.s16')
  const pcm = { path: pcmPath, options: ['-map', '[pcm]', '-c:a', 'pcm_s16le', '-f', 's16le'] }
  const rest = { path: null, options: ['-map', '[rest]', '-f', 'null'] }
  const input = pcmInput(taken.pcmPath, 'f32le')
  const job = { program, input, signal, onProgress }

  let levelling = level === 'as-is' ? UNCHANGED : planLevelling(taken.loudness)
  if (levelling.limit === null) {
    const graph = `${masterGraph(levelling, taken.samples)}[pcm]`
    await runFfmpeg({ ...job, graph, outputs: [pcm] })
    return { pcmPath, loudness: shiftLoudness(taken.loudness, levelling.gain) }
  }
  let previous: { levelling: Levelling; result: Loudness } | null = null
  for (let round = 1; ; round++) {
    const graph = `${masterGraph(levelling, taken.samples)},${MEASURED}`
    const result = parseLoudness(await runFfmpeg({ ...job, graph, outputs: [pcm, rest] }))
    const next = improveLevelling(levelling, result, previous)
    if (next === null || round === MOST_ROUNDS) return { pcmPath, loudness: result }
    previous = { levelling, result }
    levelling = next
  }
}

const MEASURED = `${MEASURE_RMS},asplit[pcm][copy];[copy]${MEASURE_LOUDNESS}[rest]`

/** Resampling and limiting may lose or add a sample at the end; the cut restores the exact count. */
function masterGraph(levelling: Levelling, samples: number): string {
  const house = 'aformat=sample_fmts=s16:sample_rates=48000:channel_layouts=mono'
  return `[0:a:0]${levellingFilter(levelling)},${house},apad,atrim=end_sample=${samples}`
}
