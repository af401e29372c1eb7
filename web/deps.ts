import { createContext, useContext } from 'react'
import type { Clock } from '../playout/contract/time.ts'
import type { ChangeSource } from './live.ts'

/** What the screens are handed instead of reaching for it; made in main.tsx only. */
export type WebDeps = Readonly<{
  clock: Clock
  /** Opens the stream of changes. */
  openChanges(): ChangeSource
  /** Opens the stream of a station's levels; the station sends them while it is open. */
  openLevels(station: string): ChangeSource
  /** A new id for what is ordered once, however often it is sent. */
  newId(): string
  /** Kept on this machine for this person: the language. */
  memory: Pick<Storage, 'getItem' | 'setItem'>
}>

export const DepsContext = createContext<WebDeps | null>(null)

export function useDeps(): WebDeps {
  const deps = useContext(DepsContext)
  if (!deps) throw new Error('DepsContext has no value: main.tsx must give one')
  return deps
}
