import type { Find } from '../api/shapes.ts'

/** A stretch of a recording on the screen, ms. */
export type View = Readonly<{ fromMs: number; toMs: number }>

type Laid = Pick<Find, 'startMs' | 'speedPpm' | 'spans' | 'lengthMs'>

/**
 * Where a moment of the recording lies in the original, ms; before its first sample, or behind its
 * last, there is none. Recorders lose pieces, so the heard stretches lead; between them, the speed.
 */
export function originalAt(find: Laid, recordingMs: number): number | null {
  const spans = [...find.spans].sort((a, b) => a.recordingFromMs - b.recordingFromMs)
  const last = spans.filter(({ recordingFromMs }) => recordingFromMs <= recordingMs).at(-1)
  const next = last ?? spans[0]
  const from = next
    ? { recording: next.recordingFromMs, original: next.fromMs }
    : { recording: find.startMs, original: 0 }
  const at = from.original + (recordingMs - from.recording) * (find.speedPpm / 1_000_000)
  return at < 0 || at > find.lengthMs ? null : at
}

/** The find with some street before and after it, inside the recording. */
export function aroundFind({ startMs, lengthMs, speedPpm }: Laid, durationMs: number): View {
  const length = lengthMs / (speedPpm / 1_000_000)
  const margin = Math.max(2_000, length * 0.15)
  return {
    fromMs: Math.max(0, startMs - margin),
    toMs: Math.min(durationMs, startMs + length + margin),
  }
}

/** Where the original lies in a view of the recording, as shares of its width. */
export function placeIn(
  { fromMs, toMs }: View,
  from: number,
  to: number,
): Readonly<{ left: number; width: number }> | null {
  const whole = Math.max(1, toMs - fromMs)
  const left = Math.max(0, (from - fromMs) / whole)
  const right = Math.min(1, (to - fromMs) / whole)
  return right <= left ? null : { left, width: right - left }
}

/** The pairs of peaks that a view shows, of a sound of this length. */
export function peaksIn(
  peaks: readonly number[],
  lengthMs: number,
  { fromMs, toMs }: View,
): readonly number[] {
  const pairs = Math.floor(peaks.length / 2)
  const at = (ms: number) => Math.round((ms / Math.max(1, lengthMs)) * pairs)
  return peaks.slice(Math.max(0, at(fromMs)) * 2, Math.min(pairs, Math.max(at(toMs), 1)) * 2)
}
