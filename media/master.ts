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
} from './loudness.ts'
import type { Taken } from './take.ts'

/** The sound in house format, as raw 48 kHz mono 16-bit PCM, and what that measures. */
export type Master = Readonly<{ pcmPath: string; loudness: Loudness }>

/** Rounds of limiting; speech needs one to three, and each costs a pass. */
const MOST_ROUNDS = 6
const UNCHANGED: Levelling = { gain: 0, limit: null, trim: 0 }

/**
 * Brings the sound to the house level, measuring each result until it is right. `as-is` keeps the
 * level, for signals whose level is their meaning.
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
  const render = async (levelling: Levelling): Promise<Loudness> => {
    const graph = masterGraph(levelling, taken.samples)
    const input = pcmInput(taken.pcmPath, 'f32le')
    const outputs = [
      { path: pcmPath, options: ['-map', '[pcm]', '-c:a', 'pcm_s16le', '-f', 's16le'] },
      { path: null, options: ['-map', '[rest]', '-f', 'null'] },
    ]
    return parseLoudness(await runFfmpeg({ program, input, graph, outputs, signal, onProgress }))
  }
  if (level === 'as-is') return { pcmPath, loudness: await render(UNCHANGED) }

  let levelling = planLevelling(taken.loudness)
  let previous: { levelling: Levelling; result: Loudness } | null = null
  for (let round = 1; ; round++) {
    const result = await render(levelling)
    const next = improveLevelling(levelling, result, previous)
    if (next === null || round === MOST_ROUNDS) return { pcmPath, loudness: result }
    previous = { levelling, result }
    levelling = next
  }
}

/** Resampling and limiting may lose or add a sample at the end; the cut restores the exact count. */
function masterGraph(levelling: Levelling, samples: number): string {
  const exact = `apad,atrim=end_sample=${samples}`
  const house = 'aformat=sample_fmts=s16:sample_rates=48000:channel_layouts=mono'
  const measured = `${MEASURE_RMS},asplit[pcm][copy];[copy]${MEASURE_LOUDNESS}[rest]`
  return `[0:a:0]${levellingFilter(levelling)},${house},${exact},${measured}`
}
