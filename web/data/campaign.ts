import type { Campaign } from '../api/shapes.ts'

/**
 * The campaign that runs on a date, when it is the only one; null when none or several do. The
 * office's extension stands for the ordered end, as in the server's planning.
 */
export function onlyRunning(campaigns: readonly Campaign[], date: string): Campaign | null {
  const running = campaigns.filter(
    ({ periodFrom, periodTo, extendedUntil }) =>
      periodFrom <= date && date <= (extendedUntil ?? periodTo),
  )
  return running.length === 1 ? (running[0] ?? null) : null
}
