import { BANDS } from './bands.ts'
import type { Examination } from './examine.ts'
import { FRAME_SECONDS, type Reference } from './reference.ts'
import type { Seam } from './seams.ts'
import type { ReferenceSound, Sound } from './sound.ts'
import { DEAD, OUTSIDE } from './testimony.ts'
import type { DifferingSpan, Span, Verdict } from './verdict.ts'

/** What second-by-second evidence says of one bulletin. */
export type Judgement = Readonly<{
  verdict: Verdict
  coverage: number
  coverageFrom: number
  coverageTo: number
  spans: readonly Span[]
  differing: readonly DifferingSpan[]
}>

/** 1.5 s, in frames: the shortest date that somebody can say. */
const WINDOW = 94
/**
 * Half a second, in frames, and its odds from which it is another word for certain. Fixed on 22
 * November 2026: of 140 airings as approved, at all noises down to −5 dB, 3 have less than −4, and 41
 * of 45 in which an hour, a date or a place was replaced (test/bench/hearing.md).
 */
const WORD = 31
const OTHER_WORD = -4
/** Logarithmic odds of a window from which it is said to be something else, or certainly the same. */
const OTHER = -3
const CERTAIN = 3
/** Breaks shorter than this (0.3 s) do not part two spans. */
const BREAK = 19
const PROVED = 0.8
/** Of a clip, what the bulletin must fill. */
const FILLED = 0.85

export function judge(reference: Reference, recording: Sound, seen: Examination): Judgement {
  const { pairing, heard } = seen
  const frames = heard.length
  const windows = windowEvidence(seen)
  const count = (test: (frame: number) => boolean) => {
    let sum = 0
    for (let f = 0; f < frames; f++) if (test(f)) sum++
    return sum
  }
  const at = (f: number) => windows[f] as number
  const recorded = (f: number) => (pairing[f] as number) >= 0
  const coverage = count((f) => heard[f] === 1) / frames
  const sure = count((f) => heard[f] === 1 && at(f) > CERTAIN) / frames
  const possible = count((f) => heard[f] === 1 || (recorded(f) && at(f) > OTHER)) / frames
  const differing = [
    ...findDiffering(reference.sound, seen, windows),
    ...seen.oddSeams.flatMap((seam) => showSeam(recording, seen, seam)),
  ].sort((a, b) => a.fromS - b.fromS || a.toS - b.toS)
  const verdict =
    differing.length > 0
      ? 'heard-in-part'
      : coverage >= PROVED
        ? 'proved'
        : fillsClip(recording, seen)
          ? 'matches-in-clip'
          : 'heard-in-part'
  return {
    verdict,
    coverage,
    coverageFrom: sure,
    coverageTo: possible,
    spans: findSpans(seen),
    differing,
  }
}

/** Evidence of the 1.5 s around each frame, as far as it was recorded. */
function windowEvidence({ evidence }: Examination): Float64Array {
  const sums = new Float64Array(evidence.length + 1)
  evidence.forEach((value, f) => {
    sums[f + 1] = (sums[f] as number) + value
  })
  return Float64Array.from(evidence, (_, f) => {
    const from = Math.max(0, Math.min(f - WINDOW / 2, evidence.length - WINDOW))
    const to = Math.min(evidence.length, from + WINDOW)
    return (sums[to] as number) - (sums[from] as number)
  })
}

function findDiffering(
  reference: ReferenceSound,
  { pairing, heard, evidence, supposed, other }: Examination,
  windows: Float64Array,
): DifferingSpan[] {
  const frames = heard.length
  const isOther = new Uint8Array(frames)
  for (let f = 0; f < frames; f++) {
    if ((pairing[f] !== OUTSIDE && heard[f] === 0) || supposed[f] === 1) isOther[f] = 1
    if ((windows[f] as number) < OTHER) {
      const from = Math.max(0, Math.min(f - WINDOW / 2, frames - WINDOW))
      for (let i = from; i < Math.min(frames, from + WINDOW); i++) {
        if (pairing[i] !== OUTSIDE && ((evidence[i] as number) < 0 || heard[i] === 0))
          isOther[i] = 1
      }
    }
  }
  const isWord = otherWords(pairing, evidence)
  other?.forEach((is, f) => {
    if (is === 1 && heard[f] === 1) isWord[f] = 1
  })
  isWord.forEach((is, f) => {
    if (is === 1) isOther[f] = 1
  })
  return runs(isOther, BREAK)
    .map(({ from, to }) => trim(reference, from, to))
    .filter(({ from, to }) => to - from >= WINDOW - 6 || isWord.subarray(from, to).includes(1))
    .map(({ from, to }) => {
      let dead = 0
      for (let f = from; f < to; f++) if (pairing[f] === DEAD) dead++
      const unclear = supposed.subarray(from, to).reduce((sum, one) => sum + one, 0)
      const half = (to - from) / 2
      const kind = dead > half ? 'no-sound' : unclear > half ? 'unclear' : 'other-sound'
      return { ...spanOf(pairing, from, to), kind }
    })
}

/** 1 where half a second that was recorded is another word for certain. */
function otherWords(pairing: Int32Array, evidence: Float32Array): Uint8Array {
  const isWord = new Uint8Array(evidence.length)
  const recorded = Array.from(pairing.keys()).filter((f) => (pairing[f] as number) >= 0)
  let sum = 0
  recorded.forEach((frame, index) => {
    sum += evidence[frame] as number
    const first = recorded[index - WORD + 1]
    if (first === undefined) return
    if (sum < OTHER_WORD) isWord.fill(1, first, frame + 1)
    sum -= evidence[first] as number
  })
  return isWord
}

/** Without the silence of the bulletin itself at either end. */
function trim(
  { loudness }: ReferenceSound,
  from: number,
  to: number,
): Readonly<{ from: number; to: number }> {
  const isQuiet = (frame: number) => (loudness[frame] as number) < 1
  let first = from
  let last = to
  while (first < last && isQuiet(first)) first++
  while (last > first && isQuiet(last - 1)) last--
  return { from: first, to: last }
}

/** A seam that no recorder makes, in the recording's time as well; nothing if it gained only silence. */
function showSeam(
  recording: Sound,
  { pairing }: Examination,
  { before, after, extra }: Seam,
): DifferingSpan[] {
  const [from, to] = [pairing[before] ?? OUTSIDE, pairing[after] ?? OUTSIDE]
  const isGain = extra > 0
  if (isGain && (extra < LEAST_GAIN || !hasSound(recording, from, to))) return []
  const span = {
    fromS: before * FRAME_SECONDS,
    toS: after * FRAME_SECONDS,
    recordingFromS: Math.max(0, from) * FRAME_SECONDS,
    recordingToS: Math.max(0, to) * FRAME_SECONDS,
  }
  return [{ ...span, kind: isGain ? 'inserted' : 'other-sound' }]
}
/** Echoes of other horns move a line by less than this (0.2 s), or leave the old one standing. */
const LEAST_GAIN = 12

/** Is it about as loud between the two as around them? */
function hasSound({ energies, frames }: Sound, from: number, to: number): boolean {
  const mean = (first: number, last: number) => {
    let sum = 0
    const a = Math.max(0, first) * BANDS
    const b = Math.min(frames, last) * BANDS
    for (let i = a; i < b; i++) sum += energies[i] as number
    return sum / Math.max(1, b - a)
  }
  const edge = Math.min(10, Math.floor((to - from) / 4))
  return (
    mean(from + edge, to - edge) >
    0.1 * Math.max(mean(from - 2 * WINDOW, from), mean(to, to + 2 * WINDOW))
  )
}

function fillsClip(recording: Sound, { pairing, heard }: Examination): boolean {
  let filled = 0
  for (let f = 0; f < heard.length; f++) {
    if (heard[f] === 1) filled++
    else if (pairing[f] !== OUTSIDE && isFarFrom(heard, f)) return false
  }
  return filled >= FILLED * recording.frames
}

/** More than half a second from anything heard: not the blur at the edge of the recording. */
function isFarFrom(heard: Uint8Array, frame: number): boolean {
  return !heard.subarray(Math.max(0, frame - 31), frame + 32).includes(1)
}

function findSpans({ pairing, heard }: Examination): Span[] {
  return runs(heard, BREAK).flatMap(({ from, to }) => {
    const spans = []
    let begin = from
    for (let f = from + 1; f <= to; f++) {
      const here = pairing[f] ?? -1
      const before = pairing[f - 1] as number
      if (f < to && (here < 0 || before < 0 || Math.abs(here - before - 1) < 6)) continue
      spans.push(spanOf(pairing, begin, f))
      begin = f
    }
    return spans
  })
}

type Run = Readonly<{ from: number; to: number }>

function runs(flags: Uint8Array, join: number): Run[] {
  const found: { from: number; to: number }[] = []
  for (let f = 0; f < flags.length; f++) {
    if (flags[f] === 0) continue
    const last = found.at(-1)
    if (last !== undefined && f - last.to < join) last.to = f + 1
    else found.push({ from: f, to: f + 1 })
  }
  return found
}

function spanOf(pairing: Int32Array, from: number, to: number): Span {
  let first = from
  let last = to - 1
  while (first < last && (pairing[first] as number) < 0) first++
  while (last > first && (pairing[last] as number) < 0) last--
  const begin = Math.max(0, (pairing[first] as number) - (first - from))
  return {
    fromS: from * FRAME_SECONDS,
    toS: to * FRAME_SECONDS,
    recordingFromS: begin * FRAME_SECONDS,
    recordingToS: Math.max(begin, (pairing[last] as number) + (to - last)) * FRAME_SECONDS,
  }
}
