import type { NewDeclaration, Problem } from '../api/shapes.ts'

/**
 * What the officer has declared and the server has not yet confirmed. Kept on the phone, sent in the
 * order of tapping, each under the UUID it was given here: sending twice is one declaration.
 *
 *   waiting --sent--> (gone: the day then shows it)
 *      |
 *      +--refused--> refused --read--> (gone)
 */
export type Entry = Readonly<{
  declaration: NewDeclaration
  /** Who tapped: another person's session never sends it. */
  staff: string
  refusal: Problem | null
}>

export type Queue = readonly Entry[]

export function added(queue: Queue, declaration: NewDeclaration, staff: string): Queue {
  return [...queue, { declaration, staff, refusal: null }]
}

export function waitingOf(queue: Queue, staff: string): Queue {
  return queue.filter((entry) => entry.staff === staff && entry.refusal === null)
}

export function without(queue: Queue, id: string): Queue {
  return queue.filter((entry) => entry.declaration.id !== id)
}

export function refused(queue: Queue, id: string, refusal: Problem): Queue {
  return queue.map((entry) => (entry.declaration.id === id ? { ...entry, refusal } : entry))
}

/** What an answer means for an entry: it is kept, it will never be, or one tries again later. */
export function verdictOf(status: number): 'kept' | 'refused' | 'sign-in' | 'later' {
  if (status === 200 || status === 201) return 'kept'
  if (status === 401) return 'sign-in'
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'later'
}

const KEY = 'tiep-am.truc.queue'

/** The queue as it lay on the phone; what cannot be read is left out rather than losing the rest. */
export function readQueue(memory: Pick<Storage, 'getItem'>): Queue {
  try {
    const entries: unknown = JSON.parse(memory.getItem(KEY) ?? '[]')
    return Array.isArray(entries)
      ? entries.filter((entry): entry is Entry => typeof entry?.declaration?.id === 'string')
      : []
  } catch {
    return []
  }
}

export function writeQueue(memory: Pick<Storage, 'setItem'>, queue: Queue): void {
  memory.setItem(KEY, JSON.stringify(queue))
}
