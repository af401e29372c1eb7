import { SAMPLE_RATE } from '../contract/time.ts'

/** Three soft notes every five seconds: what a station sounds when it has nothing else at all. */
const NOTES = [392, 494, 587]
const NOTE_SAMPLES = 0.6 * SAMPLE_RATE
const EVERY_SAMPLES = 5 * SAMPLE_RATE
const PEAK = 2_600

/** Some of it, from any sample on. */
export function pauseSignal(from: number, samples: number): Int16Array {
  const pcm = new Int16Array(samples)
  for (let i = 0; i < samples; i++) {
    const at = (from + i) % EVERY_SAMPLES
    const hertz = NOTES[Math.floor(at / NOTE_SAMPLES)]
    if (hertz === undefined) continue
    const into = at % NOTE_SAMPLES
    const attack = Math.min(1, into / 480)
    const decay = Math.exp((-4 * into) / NOTE_SAMPLES) * (1 - into / NOTE_SAMPLES)
    const tone = Math.sin((2 * Math.PI * hertz * into) / SAMPLE_RATE)
    pcm[i] = Math.round(PEAK * attack * decay * tone)
  }
  return pcm
}
