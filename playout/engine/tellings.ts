import { SAMPLES_PER_MS } from '../contract/time.ts'
import type { AirEvent, Cue, Cut } from './cue.ts'

/** Reports that wait until what they tell of is heard: until then it may still be taken back. */
export type Tellings = Readonly<{
  /** @param at position at which what it tells of is heard */
  add(at: number, event: AirEvent): void
  /** Tells what has been heard by now. */
  tell(heard: number): void
  /**
   * What ended beyond a position was cut there instead; returns the ids of cues of which nobody
   * will have heard anything, and forgets them.
   */
  takeBack(position: number, cut: Cut): readonly string[]
  forget(id: string): void
  /** What waits to be told of. */
  cues(): readonly Cue[]
}>

export function createTellings(report: (event: AirEvent) => void): Tellings {
  let due: readonly Readonly<{ at: number; event: AirEvent }>[] = []

  const forget = (id: string) => {
    due = due.filter(({ event }) => !('cue' in event) || event.cue.id !== id)
  }

  return {
    forget,
    add: (at, event) => {
      due = [...due, { at, event }]
    },
    tell: (heard) => {
      if (due.length === 0) return
      const now = due.filter((told) => told.at <= heard)
      if (now.length === 0) return
      due = due.filter((told) => told.at > heard)
      for (const told of now) report(told.event)
    },
    takeBack: (position, cut) => {
      const unheard: string[] = []
      due = due.map((told) => {
        const { event } = told
        const over = told.at - position
        if ((event.type !== 'ended' && event.type !== 'interrupted') || over <= 0) return told
        const samplesSent = Math.max(0, event.end.samplesSent - over)
        if (samplesSent === 0) unheard.push(event.cue.id)
        const endedAt = event.end.endedAt - Math.floor(over / SAMPLES_PER_MS)
        const end = { ...event.end, samplesSent, endedAt }
        return { at: position, event: { ...event, type: 'interrupted', end, cut } }
      })
      for (const id of unheard) forget(id)
      return unheard
    },
    cues: () => due.flatMap(({ event }) => ('cue' in event ? [event.cue] : [])),
  }
}
