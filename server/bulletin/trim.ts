import { defaultLimits, type Measures, type Trim } from '../../media/sound.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import { SAMPLES_PER_MS, samplesToMs } from '../../playout/contract/time.ts'
import type { Sound } from './sound.ts'

/** What is to be cut off a sound's original; at least the shortest sound must be left. */
export function cutOf(
  sound: Pick<Sound, 'samples' | 'measures'>,
  { startMs, endMs }: Readonly<{ startMs: number; endMs: number }>,
): Outcome<Trim, 'trim-too-much'> {
  // What was taken in before anything was measured was not cut either.
  const measures: Measures | null = sound.measures === null ? null : JSON.parse(sound.measures)
  const wholeMs = samplesToMs(measures?.samples ?? sound.samples)
  if (wholeMs - startMs - endMs < defaultLimits.shortestMs) return refuse('trim-too-much')
  return ok({ startSamples: startMs * SAMPLES_PER_MS, endSamples: endMs * SAMPLES_PER_MS })
}
