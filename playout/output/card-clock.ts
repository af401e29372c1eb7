import { SAMPLES_PER_MS } from '../contract/time.ts'

/**
 * Where a sound card stands: when the nth sample that was given to it is (or will be) heard. Learnt
 * from its position reports: the place from the median of the last two seconds, since single reports
 * are off in either direction, and the rate from a line through the medians of the last minute's
 * seconds. After an underrun everything is later; three reports in a row that say so start the
 * learning of the place afresh; the card's rate is still what it was.
 */
export type CardClock = Readonly<{
  /** At wall time `at` (ms), `heard` samples had been heard. */
  report(at: number, heard: number): void
  /** Wall time (ms) at which a sample is heard; null before enough is known. */
  heardAt(sample: number): number | null
  /** Samples of wall time per sample of the card: below 1 when the card runs fast. */
  rate(): number
  reset(): void
}>

const MEDIAN_MS = 2_000
const SECOND_MS = 1_000
const RATE_POINTS = 60
/** A rate is believed after so many seconds. */
const RATE_NEEDS_POINTS = 5
/** No card is further off than this. */
const MAX_RATE_ERROR = 0.001
const BREAK_MS = 3
const NEEDED_REPORTS = 4

type Report = Readonly<{ at: number; heard: number }>
/** When sample 0 would have been heard at the nominal rate, seen from some instant. */
type Point = Readonly<{ at: number; zero: number }>

export function createCardClock(): CardClock {
  let reports: Report[] = []
  let points: Point[] = []
  let second: Report[] = []
  let strange = 0
  let msPerSample = 1 / SAMPLES_PER_MS
  let zero: number | null = null

  const zeroOf = ({ at, heard }: Report) => at - heard * msPerSample

  function learnRate(): void {
    const first = second[0]
    const last = second.at(-1)
    if (!first || !last || last.at - first.at < SECOND_MS) return
    const nominal = second.map(({ at, heard }) => at - heard / SAMPLES_PER_MS)
    points.push({ at: (first.at + last.at) / 2, zero: median(nominal) })
    points = points.slice(-RATE_POINTS)
    second = []
    if (points.length < RATE_NEEDS_POINTS) return
    // How fast the zero moves is how far the card's second is from ours.
    const drift = slopeOf(points)
    if (Math.abs(drift) < MAX_RATE_ERROR) msPerSample = 1 / (1 - drift) / SAMPLES_PER_MS
  }

  return {
    report: (at, heard) => {
      const last = reports.at(-1)
      if (last && (at <= last.at || heard < last.heard)) return
      const off = zero === null ? 0 : zeroOf({ at, heard }) - zero
      strange = Math.abs(off) > BREAK_MS ? strange + 1 : 0
      reports.push({ at, heard })
      second.push({ at, heard })
      if (strange >= 3) {
        reports = reports.slice(-3)
        points = []
        second = []
        strange = 0
      }
      while (reports[0] && reports[0].at <= at - MEDIAN_MS) reports.shift()
      learnRate()
      zero = reports.length < NEEDED_REPORTS ? null : median(reports.map(zeroOf))
    },
    heardAt: (sample) => (zero === null ? null : zero + sample * msPerSample),
    rate: () => msPerSample * SAMPLES_PER_MS,
    reset: () => {
      reports = []
      points = []
      second = []
      strange = 0
      zero = null
    },
  }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] as number
}

/** Of the line that fits best. */
function slopeOf(points: readonly Point[]): number {
  const at = points.reduce((sum, point) => sum + point.at, 0) / points.length
  const zero = points.reduce((sum, point) => sum + point.zero, 0) / points.length
  let above = 0
  let below = 0
  for (const point of points) {
    above += (point.at - at) * (point.zero - zero)
    below += (point.at - at) ** 2
  }
  return above / below
}
