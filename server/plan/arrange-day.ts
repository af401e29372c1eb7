import {
  arrangeSlot,
  type Choice,
  inSequence,
  lastOf,
  type Placed,
  relayAfter,
  relayBefore,
  type Slot,
  steppedBack,
} from './arrange.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { isSame } from './relayed.ts'

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
    const next = (contents.slice(at + 1).find((later) => later.length > 0) ??
      []) as readonly Choice[]
    const sole = next.length === 1 ? next[0]?.candidate.bulletin : undefined
    const sequence = steppedBack(ordered, repeatsIn(day, slot, earlier), pinned)
    const last = sequence.at(-1)
    const comesAgain =
      last !== undefined &&
      (sole === last.candidate.bulletin || isSame(last, relayAfter(slot, day.rules)))
    const turned = comesAgain ? tailTurned(sequence, pinned) : sequence
    const items =
      arrangeSlot(slot, turned, day.rules, earlier, pinned) ??
      (turned === sequence ? null : arrangeSlot(slot, sequence, day.rules, earlier, pinned))
    if (!items) return null
    placed.push(items)
    earlier.push(...items)
  }
  return placed
}

/** What sounded last before the window, of its own or relayed. */
function repeatsIn({ rules }: DayToFill, slot: Slot, earlier: readonly Placed[]) {
  const last = lastOf(rules, earlier)
  const relayed = relayBefore(slot, rules, earlier)
  return (choice: Choice) => choice.candidate.bulletin === last || isSame(choice, relayed)
}

/** So that nothing begins with what this window ends with; what hands put there keeps their order. */
function tailTurned(sequence: readonly Choice[], pinned: readonly Choice[]): readonly Choice[] {
  const [before, last] = sequence.slice(-2)
  if (!before || !last || pinned.includes(before)) return sequence
  return [...sequence.slice(0, -2), last, before]
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
    const pinned = day.pinned[at] ?? []
    const repeats = repeatsIn(day, slot, earlier)
    const sequence = steppedBack(sequences[at] ?? [], repeats, pinned)
    const items = arrangeSlot(slot, sequence, day.rules, earlier, pinned)
    if (!items) return null
    anew.push(items)
    earlier.push(...items)
  }
  return anew
}
