import type { SpeechVerdict } from '../sound.ts'
import { FRAMES_PER_SECOND, type Frame, FrameCutter } from './speech-frames.ts'

/** Two seconds are judged at a time, and every second anew. */
const WINDOW = 2 * FRAMES_PER_SECOND
const SHIFT = FRAMES_PER_SECOND
/** Less than this says nothing. */
const SHORTEST = FRAMES_PER_SECOND
/** A window this much softer than the loudest, in dB, is a pause. */
const PAUSE_BELOW = 35
const PAUSE = -75
/** Of the windows with sound: speech when so many are, or so many in a row; none when so few may be. */
const SPEECH_SHARE = 0.25
const SPEECH_RUN = 5
const DOUBTFUL_SHARE = 0.3

/**
 * Says whether somebody speaks. A voice swings in loudness with its syllables, turns from vowel to
 * hiss and back, and its pitch glides all the time, where a note keeps still; noise has no pitch at
 * all. The voices of telephones and machines do the same.
 */
export class SpeechDetector {
  private readonly cutter = new FrameCutter()
  private frames: Frame[] = []
  private readonly windows: Judged[] = []

  /** @param block one channel at 48 kHz */
  add(block: Float32Array): void {
    this.cutter.cut(block, (frame) => {
      this.frames.push(frame)
      if (this.frames.length < WINDOW) return
      this.windows.push(judge(this.frames))
      this.frames = this.frames.slice(SHIFT)
    })
  }

  /** The sound ends here. */
  verdict(): SpeechVerdict {
    const isShort = this.windows.length === 0 && this.frames.length >= SHORTEST
    return decide(isShort ? [judge(this.frames)] : this.windows)
  }
}

type Judged = Readonly<{ loud: number; verdict: SpeechVerdict }>

function decide(windows: readonly Judged[]): SpeechVerdict {
  const loudest = windows.reduce((most, { loud }) => Math.max(most, loud), PAUSE)
  const heard = windows.filter(({ loud }) => loud > Math.max(PAUSE, loudest - PAUSE_BELOW))
  const count = (wanted: SpeechVerdict) => heard.filter(({ verdict }) => verdict === wanted).length
  if (heard.length === 0) return windows.length === 0 ? 'unsure' : 'absent'
  if (count('present') >= heard.length * SPEECH_SHARE) return 'present'
  if (longestRun(heard) >= SPEECH_RUN) return 'present'
  const isNone = count('present') === 0 && count('unsure') <= heard.length * DOUBTFUL_SHARE
  return isNone ? 'absent' : 'unsure'
}

function longestRun(windows: readonly Judged[]): number {
  let longest = 0
  let run = 0
  for (const { verdict } of windows) {
    run = verdict === 'present' ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/** dB below the loud frames: softer ones are between the words. */
const ACTIVE_WITHIN = 25
const SWING_WITHIN = 40
const VOICED = 0.6
/** In octaves from one frame to the next: less is a note, more is a wrong guess or another note. */
const STILL = 0.004
const JUMP = 0.15

function judge(frames: readonly Frame[]): Judged {
  const levels = frames.map(({ level }) => level)
  const loud = levels.toSorted((one, other) => other - one)[Math.floor(levels.length / 10)] ?? PAUSE
  const active = frames.filter(({ level }) => level > loud - ACTIVE_WITHIN)
  const swing = deviation(levels.map((level) => Math.max(level, loud - SWING_WITHIN)))
  const colours = deviation(active.map(({ brightness }) => brightness))
  const voiced = active.filter(({ voicing }) => voicing > VOICED).length / frames.length
  const gliding = glidingShare(frames, loud - ACTIVE_WITHIN)

  const isSpeech = swing > 5 && colours > 0.2 && gliding > 0.55 && voiced > 0.25 && voiced < 0.97
  if (isSpeech) return { loud, verdict: 'present' }
  const isToneless = voiced < 0.25 && colours < 0.2
  const isNone = swing < 2.5 || colours < 0.12 || (voiced > 0.25 && gliding < 0.35) || isToneless
  return { loud, verdict: isNone ? 'absent' : 'unsure' }
}

/** Of the steps from one voiced frame to the next: how many glide. */
function glidingShare(frames: readonly Frame[], least: number): number {
  let steps = 0
  let gliding = 0
  let before: Frame | null = null
  for (const frame of frames) {
    const isVoiced = frame.voicing > VOICED && frame.level > least
    if (isVoiced && before !== null) {
      const move = Math.abs(Math.log2(frame.pitch / before.pitch))
      steps++
      if (move > STILL && move < JUMP) gliding++
    }
    before = isVoiced ? frame : null
  }
  return steps === 0 ? 0 : gliding / steps
}

function deviation(values: readonly number[]): number {
  if (values.length === 0) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
