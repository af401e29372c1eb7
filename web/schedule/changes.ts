import { createContext, useContext } from 'react'
import type { Change, ChangesMade } from '../api/planning.ts'

/** Asks for changes by hand: they are looked at, settled, read, and only then written. */
export type Changes = Readonly<{
  /** @param undo true when it takes back what was written last */
  ask(changes: readonly Change[], undo?: boolean): void
  /** Something is being looked at or sent. */
  busy: boolean
  saved: Saved | null
  dismiss(): void
}>

/** What was written last, and how far it has got. */
export type Saved = Readonly<{
  made: ChangesMade
  at: number
  /** Manifest versions of all stations before it was written. */
  published: ReadonlyMap<string, number>
  /** True when it took back something else. */
  undo: boolean
  changes: readonly Change[]
}>

export const ChangesContext = createContext<Changes | null>(null)

export function useChanges(): Changes {
  const changes = useContext(ChangesContext)
  if (!changes) throw new Error('ChangesContext has no value: change-flow.tsx gives one')
  return changes
}
