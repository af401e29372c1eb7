/** Waiting times that double from 200 ms (or the most) to some most, and begin anew after a success. */
export type BackOff = Readonly<{
  /** How long to wait before the next try, ms. */
  next(): number
  reset(): void
}>

const FIRST_MS = 200
const MOST_MS = 5_000

export function createBackOff(mostMs = MOST_MS): BackOff {
  const first = Math.min(FIRST_MS, mostMs)
  let wait = first
  return {
    next: () => {
      const now = wait
      wait = Math.min(mostMs, wait * 2)
      return now
    },
    reset: () => {
      wait = first
    },
  }
}
