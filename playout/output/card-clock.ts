/**
 * Where a sound card stands: when the nth sample that was given to it is (or will be) heard. Learnt
 * from its position reports: the rate from a long stretch, the place from the median of the last
 * two seconds, since single reports are off in either direction. After an underrun everything is
 * later; three reports in a row that say so start the learning afresh.
 */
export type CardClock = Readonly<{
  /** At wall time `at` (ms), `heard` samples had been heard. */
  report(at: number, heard: number): void
  /** Wall time (ms) at which a sample is heard; null before enough is known. */
  heardAt(sample: number): number | null
  reset(): void
}>

const SAMPLES_PER_MS = 48
const MEDIAN_MS = 2_000
const RATE_WINDOW_MS = 60_000
/** A rate is believed after this long. */
const RATE_NEEDS_MS = 5_000
/** No card is further off than this. */
const MAX_RATE_ERROR = 0.001
const BREAK_MS = 3
const NEEDED_REPORTS = 4

export function createCardClock(): CardClock {
  let reports: Readonly<{ at: number; heard: number }>[] = []
  let strange = 0
  let msPerSample = 1 / SAMPLES_PER_MS

  const originOf = (report: Readonly<{ at: number; heard: number }>) =>
    report.at - report.heard * msPerSample

  function origin(): number | null {
    const last = reports.at(-1)
    if (!last || reports.length < NEEDED_REPORTS) return null
    const origins = reports
      .filter((report) => report.at > last.at - MEDIAN_MS)
      .map(originOf)
      .sort((a, b) => a - b)
    const middle = origins[origins.length >> 1]
    return middle ?? null
  }

  function learnRate(): void {
    const first = reports[0]
    const last = reports.at(-1)
    if (!first || !last || last.at - first.at < RATE_NEEDS_MS) return
    const rate = ((last.at - first.at) / (last.heard - first.heard)) * SAMPLES_PER_MS
    if (Math.abs(rate - 1) < MAX_RATE_ERROR) msPerSample = rate / SAMPLES_PER_MS
  }

  return {
    report: (at, heard) => {
      const last = reports.at(-1)
      if (last && (at <= last.at || heard < last.heard)) return
      const expected = origin()
      const off = expected === null ? 0 : originOf({ at, heard }) - expected
      strange = Math.abs(off) > BREAK_MS ? strange + 1 : 0
      reports.push({ at, heard })
      if (strange >= 3) {
        reports = reports.slice(-3)
        strange = 0
      }
      while (reports[0] && reports[0].at < at - RATE_WINDOW_MS) reports.shift()
      learnRate()
    },
    heardAt: (sample) => {
      const zero = origin()
      return zero === null ? null : zero + sample * msPerSample
    },
    reset: () => {
      reports = []
      strange = 0
      msPerSample = 1 / SAMPLES_PER_MS
    },
  }
}
