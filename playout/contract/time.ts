/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type Instant = number & { readonly __instant?: never }

/** A calendar date in some zone, `2024-08-15`. */
export type LocalDate = string

/** Samples per second of every timeline, asset and offset in the system. */
export const SAMPLE_RATE = 48_000

/** Samples in one millisecond. */
export const SAMPLES_PER_MS = SAMPLE_RATE / 1000

/**
 * The two clocks of a machine. Wall time may be stepped by somebody; monotonic time never is.
 * Every piece of code that needs a time is handed one of these, or an instant read from it.
 */
export type Clock = Readonly<{
  /** Wall time, integer UTC milliseconds. */
  now(): Instant
  /** Milliseconds since an arbitrary moment, with a fraction; only ever grows. */
  monotonic(): number
  /** Calls `wake` after `ms` milliseconds of monotonic time; the result cancels it. */
  after(ms: number, wake: () => void): () => void
}>

/** The machine's own clocks. Only composition roots hand this out. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, wake) => {
    const timer = setTimeout(wake, ms)
    return () => clearTimeout(timer)
  },
}

/** Resolves after `ms` milliseconds of the clock's monotonic time. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve)
  })
}

/** Length of some samples in whole milliseconds, rounded down. */
export function samplesToMs(samples: number): number {
  return Math.floor(samples / SAMPLES_PER_MS)
}
