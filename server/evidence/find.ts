import { z } from 'zod'
import type { Hearing } from '../../media/hearing/verdict.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { RecordingFindRow, RecordingOverruleRow } from '../db/recording-rows.ts'

/** A stretch of a bulletin, and where it lies in the recording; whole milliseconds. */
const Stretch = z.object({
  fromMs: z.int(),
  toMs: z.int(),
  recordingFromMs: z.int(),
  recordingToMs: z.int(),
})

const Differing = Stretch.extend({
  kind: z.enum(['other-sound', 'no-sound', 'unclear', 'inserted']),
})

/** Stretches as they are stored and sent. */
export const Stretches = z.array(Stretch)
export const DifferingStretches = z.array(Differing)

export type FindVerdict = RecordingFindRow['verdict']

/** One bulletin's sound found in a recording, in integers, as the ledger takes it. */
export type Find = Readonly<{
  /** 1, 2, 3 … in the order of the recording. */
  number: number
  asset: Digest
  verdict: FindVerdict
  /** Where the bulletin's first sample lies in the recording; negative if it began before. */
  startMs: number
  /** 1,000,000: as fast as the bulletin. */
  speedPpm: number
  /** Shares of the bulletin in 0.01 %: heard; certainly; possibly. */
  coverage: number
  coverageFrom: number
  coverageTo: number
  /** Evidence in 0.01 standard deviations. */
  confidence: number
  /** Claims as strong as this that chance would make in a million hours of recordings; at least 1. */
  falseAlarms: number
  /** The plan expected it, so that less evidence was asked for. */
  expected: boolean
  spans: z.infer<typeof Stretches>
  differing: z.infer<typeof DifferingStretches>
  /** Other sounds that fit as well. */
  sameAs: readonly Digest[]
}>

/** What the matcher said, rounded to what it can know, in order of the recording. */
export function findsOf(hearings: readonly Hearing[]): Find[] {
  return hearings
    .map((hearing) => ({
      asset: hearing.bulletin as Digest,
      verdict: hearing.verdict,
      startMs: toMs(hearing.startS),
      speedPpm: whole(hearing.speed * 1_000_000),
      coverage: whole(hearing.coverage * 10_000),
      coverageFrom: whole(hearing.coverageFrom * 10_000),
      coverageTo: whole(hearing.coverageTo * 10_000),
      confidence: whole(hearing.confidence * 100),
      falseAlarms: Math.max(1, whole(hearing.falseAlarmsPerHour * 1_000_000)),
      expected: hearing.isExpected,
      spans: hearing.spans.map(stretchOf),
      differing: hearing.differing.map((span) => ({ ...stretchOf(span), kind: span.kind })),
      sameAs: hearing.sameAs.map((asset) => asset as Digest).toSorted(),
    }))
    .toSorted((a, b) => a.startMs - b.startMs || (a.asset < b.asset ? -1 : 1))
    .map((find, index) => ({ number: index + 1, ...find }))
}

/** What counts as heard once people have spoken: the newest word, or the matcher's. */
export function effectiveVerdict(
  verdict: FindVerdict,
  overrules: readonly Readonly<{ verdict: RecordingOverruleRow['verdict'] }>[],
): FindVerdict {
  const said = overrules.at(-1)?.verdict ?? 'as-heard'
  return said === 'as-heard' ? verdict : said
}

function stretchOf(span: Hearing['spans'][number]): z.infer<typeof Stretch> {
  return {
    fromMs: toMs(span.fromS),
    toMs: toMs(span.toS),
    recordingFromMs: toMs(span.recordingFromS),
    recordingToMs: toMs(span.recordingToS),
  }
}

function toMs(seconds: number): number {
  return whole(seconds * 1000)
}

/** Never −0, which canonical JSON refuses. */
function whole(value: number): number {
  return Math.round(value) + 0
}
