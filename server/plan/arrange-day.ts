import {
  arrangeSlot,
  type Choice,
  inSequence,
  lastOf,
  type Placed,
  steppedBack,
} from './arrange.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'

/** Everything in its place anew, each window in the best order; null when a rule is in the way. */
export function arrangeDay(
  day: DayToFill,
  contents: readonly (readonly Choice[])[],
): Filled | null {
  const placed: (readonly Placed[])[] = []
  const earlier: Placed[] = []
  for (const [at, slot] of day.slots.entries()) {
    const pinned = day.pinned[at]?.filter((choice) => contents[at]?.includes(choice)) ?? []
    const rest = (contents[at] ?? []).filter((choice) => !pinned.includes(choice))
    const ordered = [...pinned, ...inSequence(rest, day.rules, earlier)]
    const last = lastOf(day.rules, earlier)
    const next = (contents.slice(at + 1).find((later) => later.length > 0) ??
      []) as readonly Choice[]
    const sole = next.length === 1 ? next[0]?.candidate.bulletin : undefined
    const sequence = steppedBack(ordered, last)
    const turned = sole === sequence.at(-1)?.candidate.bulletin ? tailTurned(sequence) : sequence
    const items =
      arrangeSlot(slot, turned, day.rules, earlier) ??
      (turned === sequence ? null : arrangeSlot(slot, sequence, day.rules, earlier))
    if (!items) return null
    placed.push(items)
    earlier.push(...items)
  }
  return placed
}

/** So that the next window does not begin with what this one ends with. */
function tailTurned(sequence: readonly Choice[]): readonly Choice[] {
  const [before, last] = sequence.slice(-2)
  return before && last ? [...sequence.slice(0, -2), last, before] : sequence
}

/**
 * The day with another sequence in one window; the windows after it stay as they are wherever the
 * rules let them. Null when a rule is in the way.
 *
 * @param sequences of all windows, without what is held at a very sample
 */
export function rearranged(
  day: DayToFill,
  placed: Filled,
  sequences: readonly (readonly Choice[])[],
  changed: number,
): Filled | null {
  const anew = placed.slice(0, changed)
  const earlier = anew.flat()
  for (const [at, slot] of day.slots.entries()) {
    if (at < changed) continue
    const sequence = steppedBack(sequences[at] ?? [], lastOf(day.rules, earlier))
    const items = arrangeSlot(slot, sequence, day.rules, earlier)
    if (!items) return null
    anew.push(items)
    earlier.push(...items)
  }
  return anew
}
