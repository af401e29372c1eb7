import { SAMPLES_PER_MS } from '../contract/time.ts'
import { type Account, clipped, lengthOf, type Span, whyNot } from './account.ts'
import type { AirEvent, Cue, Cut } from './cue.ts'

/**
 * Reports that wait until what they tell of is heard, and until it is known what became of it: till
 * then it may be taken back, or turn out to have gone nowhere.
 */
export type Tellings = Readonly<{
  /**
   * @param at position at which what it tells of is heard
   * @param spans where it was handed out
   */
  add(at: number, event: AirEvent, spans: readonly Span[]): void
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

/** Outputs know within 2 s what became of their sound; nobody is waited for longer than this: 5 s. */
const MOST_WAIT_SAMPLES = 5_000 * SAMPLES_PER_MS
/** Less than this missing is a seam, not a loss, samples: 10 ms. */
const SEAM_SAMPLES = 480

type Telling = Readonly<{ at: number; event: AirEvent; spans: readonly Span[] }>
type Over = Extract<AirEvent, { type: 'ended' | 'interrupted' }>

export function createTellings(
  report: (event: AirEvent) => void,
  account: Pick<Account, 'firstHeard' | 'of'>,
): Tellings {
  let due: readonly Telling[] = []

  const forget = (id: string) => {
    due = due.filter(({ event }) => !('cue' in event) || event.cue.id !== id)
  }

  /** What is to be reported by now; null when that is not known yet. */
  function known({ at, event, spans }: Telling, heard: number): AirEvent | null {
    if (event.type === 'started') {
      const place = account.firstHeard(at, event.cue.outputs)
      return place === null ? null : { ...event, sound: movedTo(event.sound, place - at) }
    }
    if (event.type !== 'ended' && event.type !== 'interrupted') return event
    const became = account.of(spans, event.cue.outputs, heard - at > MOST_WAIT_SAMPLES)
    return became && settled(event, spans, became)
  }

  /** The beginning of something that is over as well need not be waited for. */
  function overOf({ event }: Telling, heard: number): Over | null {
    if (event.type !== 'started') return null
    const end = due.find(
      ({ at, event: other }) =>
        at <= heard &&
        (other.type === 'ended' || other.type === 'interrupted') &&
        other.cue.id === event.cue.id,
    )
    const over = end ? known(end, heard) : null
    return over && (over.type === 'ended' || over.type === 'interrupted') ? over : null
  }

  function tellOne(one: Telling, heard: number): void {
    const event = known(one, heard)
    const over = event === null ? overOf(one, heard) : null
    if (event === null && over === null) return
    due = due.filter((other) => other !== one)
    if (one.event.type === 'started' && over !== null) {
      // Of what nobody heard at all it is said that it did not sound, not that it began and ended.
      if (over.end.samplesSent > 0) report({ ...one.event, sound: over.sound })
      else {
        forget(over.cue.id)
        report({ type: 'unheard', cue: over.cue, reason: whyNot(over.handed ?? []) })
      }
    } else if (event !== null) report(event)
  }

  return {
    forget,
    add: (at, event, spans) => {
      due = [...due, { at, event, spans }]
    },
    tell: (heard) => {
      if (due.length === 0) return
      for (const one of due) if (one.at <= heard && due.includes(one)) tellOne(one, heard)
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
        const spans = clipped(told.spans, Number.NEGATIVE_INFINITY, position)
        return { at: position, event: { ...event, type: 'interrupted', end, cut }, spans }
      })
      for (const id of unheard) forget(id)
      return unheard
    },
    cues: () => due.flatMap(({ event }) => ('cue' in event ? [event.cue] : [])),
  }
}

/** What ended, from what was heard of it. */
function settled(
  event: Over,
  spans: readonly Span[],
  { heard, handed }: NonNullable<ReturnType<Account['of']>>,
): Over {
  const lost = lengthOf(spans) - lengthOf(heard)
  const first = heard[0]?.from ?? spans[0]?.from ?? 0
  const late = Math.max(0, first - (spans[0]?.from ?? 0))
  const early = Math.max(0, (spans.at(-1)?.to ?? 0) - (heard.at(-1)?.to ?? 0))
  const samplesSent = Math.max(0, event.end.samplesSent - lost)
  const moved = {
    sound: {
      ...movedTo(event.sound, late),
      outputs: handed
        .filter(({ samples }) => samples > 0)
        .map(({ name }) => name)
        .sort()
        .slice(0, 16),
    },
    end: {
      ...event.end,
      samplesSent,
      endedAt: heard.length === 0 ? event.end.endedAt : event.end.endedAt - inMs(early),
    },
    handed,
  }
  if (event.type === 'interrupted' || lost <= SEAM_SAMPLES) return { ...event, ...moved }
  const cut = { reason: whyNot(handed), recalled: false }
  return { ...event, ...moved, type: 'interrupted', cut }
}

/** Heard only from some samples on. */
function movedTo<Sound extends { startedAt: number; fromSample: number }>(
  sound: Sound,
  samples: number,
): Sound {
  if (samples <= 0) return sound
  const moved = Math.round(samples)
  return {
    ...sound,
    startedAt: sound.startedAt + inMs(moved),
    fromSample: sound.fromSample + moved,
  }
}

function inMs(samples: number): number {
  return Math.floor(samples / SAMPLES_PER_MS)
}
