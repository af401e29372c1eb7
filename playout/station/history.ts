import type { Happening, StationEvent } from '../contract/event.ts'
import type { Tried } from '../timeline/verdict.ts'

/** What has become of each item so far, by item id. */
export type History = Map<string, Tried & Readonly<{ lastAt: number }>>

/** After these the rest of an item is still due; after anything else it is over. */
const REJOINED: readonly string[] = ['power-cut', 'shutdown', 'stalled', 'clock-step', 'emergency']

/** Nothing but the time spoke against these: nobody tried to sound them. */
const TIMED_OUT: readonly string[] = ['missed', 'not-running', 'stopped', 'clock-distrusted']

/** Takes one event of the log into account. */
export function noteEvent(history: History, event: StationEvent | Happening): void {
  switch (event.type) {
    case 'started':
    case 'ended':
    case 'interrupted':
    case 'skipped':
    case 'recall-dropped': {
      const { item, attempt, plannedAt } = event
      const known = history.get(item)
      if (known && known.attempt > attempt) return
      const outcome = event.type === 'started' ? 'on-air' : event.type
      const mayRejoin =
        (event.type === 'interrupted' && REJOINED.includes(event.reason)) ||
        (event.type === 'skipped' && TIMED_OUT.includes(event.reason))
      history.set(item, { attempt, outcome, plannedAt, mayRejoin, lastAt: plannedAt })
    }
  }
}

/** Forgets what was planned before an instant. */
export function forgetBefore(history: History, instant: number): void {
  for (const [item, tried] of history) if (tried.lastAt < instant) history.delete(item)
}
