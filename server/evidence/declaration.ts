import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'

type Verdict = 'full' | 'partial' | 'none'
export type MissReason =
  | 'power-cut'
  | 'no-signal'
  | 'equipment'
  | 'interference'
  | 'storm'
  | 'absent'
  | 'other'

/** A named person's word about one window on one date; never changed, only corrected by another. */
export type Declaration = Readonly<{
  /** Made on the phone. */
  id: string
  station: string
  /** The station's own window. */
  window: string
  date: LocalDate
  verdict: Verdict
  reason: MissReason | null
  note: string | null
  declaredBy: string
  /** The phone's clock. */
  declaredAt: Instant
  receivedAt: Instant
  /** The earlier declaration that this one corrects. */
  replaces: string | null
}>

export type DeclarationRefusal =
  | 'declaration-window-unknown'
  | 'declaration-too-early'
  | 'declaration-exists'
  | 'declaration-replaces-unknown'
  | 'declaration-replaced-already'
  | 'declaration-correction-unexplained'

/**
 * Whether a new declaration may be taken in.
 *
 * @param window when the window that it speaks of ended on its date; null when the station has none
 *   there that it must relay
 * @param others what was declared before about the same station, window and date
 */
export function checkDeclaration(
  wanted: Declaration,
  window: Readonly<{ endsAt: Instant }> | null,
  others: readonly Declaration[],
): Outcome<Declaration, DeclarationRefusal> {
  if (!window) return refuse('declaration-window-unknown', { window: wanted.window })
  if (wanted.receivedAt < window.endsAt)
    return refuse('declaration-too-early', { endsAt: window.endsAt })
  const current = currentOf(others)
  if (wanted.replaces === null)
    return current ? refuse('declaration-exists', { current: current.id }) : ok(wanted)
  if (!others.some(({ id }) => id === wanted.replaces))
    return refuse('declaration-replaces-unknown', { replaces: wanted.replaces })
  if (current?.id !== wanted.replaces)
    return refuse('declaration-replaced-already', { current: current?.id ?? '' })
  if (wanted.reason === null && !wanted.note) return refuse('declaration-correction-unexplained')
  return ok(wanted)
}

/** The one that no other corrects. */
export function currentOf(declarations: readonly Declaration[]): Declaration | null {
  const replaced = new Set(declarations.map(({ replaces }) => replaces))
  return declarations.find(({ id }) => !replaced.has(id)) ?? null
}
