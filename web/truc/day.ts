import type { Declaration, DutyDay, DutyWindow, NewDeclaration } from '../api/shapes.ts'
import type { Entry, Queue } from './queue.ts'

/** What is said of a window, by the server or still only here. */
export type Said = Readonly<
  Pick<Declaration, 'id' | 'verdict' | 'reason' | 'note'> & { waiting: boolean }
>

export type Card = Readonly<{ window: DutyWindow; said: Said | null; refusals: readonly Entry[] }>

/** The day in the order of a thumb: what goes on, what waits to be declared (newest first), the rest. */
export type Day = Readonly<{
  now: readonly Card[]
  toDeclare: readonly Card[]
  next: Card | null
  /** Newest first. */
  done: readonly Card[]
}>

export function sortDay(day: DutyDay, queue: Queue, now: number): Day {
  const cards = day.windows.map((window): Card => {
    const mine = queue.filter(
      ({ declaration }) =>
        declaration.station === day.station &&
        declaration.window === window.window &&
        declaration.date === day.date,
    )
    const refusals = mine.filter((entry) => entry.refusal !== null)
    const waiting = mine.filter((entry) => entry.refusal === null).at(-1)
    return { window, refusals, said: waiting ? saidHere(waiting) : saidThere(window.declaration) }
  })
  const ended = cards.filter((card) => card.window.endsAt <= now).reverse()
  return {
    now: cards.filter((card) => card.window.startsAt <= now && now < card.window.endsAt),
    toDeclare: ended.filter((card) => card.said === null || card.refusals.length > 0),
    next: cards.find((card) => card.window.startsAt > now) ?? null,
    done: ended.filter((card) => card.said !== null && card.refusals.length === 0),
  }
}

function saidHere({ declaration }: Entry): Said {
  const { id, verdict, reason = null, note = null } = declaration
  return { id, verdict, reason, note, waiting: true }
}

function saidThere(declaration: Declaration | null): Said | null {
  if (!declaration) return null
  const { id, verdict, reason, note } = declaration
  return { id, verdict, reason, note, waiting: false }
}

export type Answer = Readonly<Pick<NewDeclaration, 'verdict'>> &
  Readonly<{ reason: NonNullable<NewDeclaration['reason']> | null; note: string }>

/** What is still missing before an answer may be declared; null when nothing is. */
export function missing(answer: Answer, correcting: boolean): 'reason' | 'note' | null {
  if (answer.verdict !== 'full' && answer.reason === null) return 'reason'
  const needsNote = correcting || (answer.verdict !== 'full' && answer.reason === 'other')
  return needsNote && answer.note.trim() === '' ? 'note' : null
}

/** The server's answer to a sent entry, put into the day that is shown. */
export function withDeclaration(day: DutyDay, declaration: Declaration): DutyDay {
  if (declaration.station !== day.station || declaration.date !== day.date) return day
  return {
    ...day,
    windows: day.windows.map((window) =>
      window.window === declaration.window ? { ...window, declaration } : window,
    ),
  }
}
