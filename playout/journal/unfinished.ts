import { type Happening, SILENCE_MILLIBELS, type StationEvent } from '../contract/event.ts'
import type { Progress } from './progress.ts'

type Started = Extract<StationEvent, { type: 'started' }>

/** Airings that began and whose end nobody wrote down, oldest first. */
export function unfinishedIn(events: readonly StationEvent[]): readonly Started[] {
  const open = new Map<string, Started>()
  for (const event of events) {
    if (event.type === 'started') open.set(event.airing, event)
    else if (
      event.type === 'ended' ||
      event.type === 'interrupted' ||
      event.type === 'recall-dropped'
    )
      open.delete(event.airing)
  }
  return [...open.values()]
}

/** The end of an airing that was cut by a loss of power, as far as its last progress tells. */
export function interruptionOf(started: Started, progress: Progress): Happening {
  const known = progress.airings.find(({ airing }) => airing === started.airing)
  const { format, station, key, seq, prev, clock, checkpoint, type, ...airing } = started
  return {
    ...airing,
    type: 'interrupted',
    reason: 'power-cut',
    outputs: known?.outputs ?? airing.outputs,
    endedAt: known?.endedAt ?? airing.startedAt,
    samplesSent: known?.samplesSent ?? 0,
    levelMillibels: known?.levelMillibels ?? SILENCE_MILLIBELS,
  }
}
