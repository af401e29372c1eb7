import type { Clock, Instant } from '../../playout/contract/time.ts'

/** A clock that moves only when told, waking in order whoever waits for it. */
export type VirtualClock = Clock &
  Readonly<{
    /** Moves both clocks on, waking sleepers at their instants and letting what they start settle. */
    advance(ms: number): Promise<void>
    /** Moves only the wall clock, as a person or a time server would. */
    step(ms: number): void
  }>

type Sleeper = Readonly<{ due: number; order: number; wake: () => void }>

export function makeClock(startsAt: Instant): VirtualClock {
  let elapsed = 0
  let wallOffset = startsAt
  let order = 0
  const sleepers = new Set<Sleeper>()
  return {
    now: () => wallOffset + elapsed,
    monotonic: () => elapsed,
    after: (ms, wake) => {
      const sleeper = { due: elapsed + Math.max(0, ms), order: order++, wake }
      sleepers.add(sleeper)
      return () => sleepers.delete(sleeper)
    },
    advance: async (ms) => {
      const end = elapsed + ms
      for (let next = nextOf(sleepers, end); next; next = nextOf(sleepers, end)) {
        elapsed = Math.max(elapsed, next.due)
        sleepers.delete(next)
        next.wake()
        await settle()
      }
      elapsed = end
      await settle()
    },
    step: (ms) => {
      wallOffset += ms
    },
  }
}

function nextOf(sleepers: ReadonlySet<Sleeper>, end: number): Sleeper | undefined {
  return [...sleepers]
    .filter(({ due }) => due <= end)
    .toSorted((a, b) => a.due - b.due || a.order - b.order)[0]
}

/** Lets promises and input that are ready run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
