import { type Disk, nodeDisk } from '../../media/store/durable.ts'
import type { AiringSubject, Happening } from '../contract/event.ts'
import type { Manifest } from '../contract/manifest.ts'
import { type Clock, sleep } from '../contract/time.ts'
import type { AirEvent, Cue, OnAir } from '../engine/cue.ts'
import { type Progress, writeProgress } from '../journal/progress.ts'

/** The log line for something that happened on air; null when it is not worth one. */
export function happeningOf(
  event: AirEvent,
  subjectOf: (cue: Cue) => AiringSubject | null,
): Happening | null {
  if (event.type === 'clock-step') {
    const { amountMs, reason } = event
    return { type: 'clock-step', about: 'wall clock', reason, amountMs }
  }
  if (event.type === 'stalled') {
    const { amountMs, type } = event
    return { type, about: 'player', reason: 'it did not come round in time', amountMs }
  }
  if (event.type === 'measured' || event.type === 'placed') return null
  const subject = subjectOf(event.cue)
  if (!subject) throw new Error(`nothing is known of ${event.cue.id}, which was on air`)
  switch (event.type) {
    case 'started':
      return { type: 'started', ...subject, ...event.sound }
    case 'ended':
      return { type: 'ended', ...subject, ...event.sound, ...event.end }
    case 'interrupted': {
      const reason = event.cut.reason.slice(0, 300)
      return { type: 'interrupted', reason, ...subject, ...event.sound, ...event.end }
    }
    case 'unplayable':
      return { type: 'skipped', ...subject, reason: `unplayable: ${event.reason}`.slice(0, 300) }
    case 'unheard':
      return { type: 'skipped', ...subject, reason: event.reason }
  }
}

/** A cut by a recall is told twice: how far the airing got, and that the item is dropped. */
export function recallOf(
  event: AirEvent,
  subjectOf: (cue: Cue) => AiringSubject | null,
): Happening | null {
  if (event.type !== 'interrupted' || !event.cut.recalled) return null
  const subject = subjectOf(event.cue)
  return subject && { type: 'recall-dropped', ...subject, reason: event.cut.reason }
}

/** Why all that is heard now has to stop at once; null when not all of it was recalled. */
export function recallOfHeard(
  { recalls }: Manifest,
  underWay: readonly Cue[],
  heardAt: number,
  subjectOf: (cue: Cue) => AiringSubject | null,
): string | null {
  const heard = underWay.filter(({ startsAt }) => startsAt <= heardAt)
  const reasons = heard.map((cue) => {
    const version = subjectOf(cue)?.version
    return recalls.find((recall) => recall.version === version)?.reason
  })
  const [first] = reasons
  const isAll = first !== undefined && reasons.every((reason) => reason !== undefined)
  return isAll ? `recalled: ${first}`.slice(0, 300) : null
}

const EVERY_MS = 1_000

/** Writes down every second how far what is on air has got; silent while nothing is. */
export function keepProgress(
  path: string,
  clock: Clock,
  onAir: () => readonly OnAir[],
  failed: (message: string | null) => void,
  disk: Disk = nodeDisk,
): () => void {
  let stopped = false
  let wroteEmpty = false

  async function run(): Promise<void> {
    while (!stopped) {
      const airings = onAir().map(progressOf)
      if (airings.length > 0 || !wroteEmpty) {
        try {
          await writeProgress(path, { airings }, disk)
          wroteEmpty = airings.length === 0
          failed(null)
        } catch (error) {
          // A full disk must not stop the sound; the next second tries again.
          failed((error as Error).message)
        }
      }
      await sleep(clock, EVERY_MS)
    }
  }

  void run()
  return () => {
    stopped = true
  }
}

function progressOf({ cue, sound, end }: OnAir): Progress['airings'][number] {
  return { airing: cue.id, outputs: [...sound.outputs], ...end }
}
