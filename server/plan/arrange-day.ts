import type { Instant } from '../../playout/contract/time.ts'
import {
  arrangeSlot,
  type Choice,
  type DayRules,
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

type Arranged = Readonly<{
  content: readonly Choice[]
  /** The only bulletin of the next window that holds any. */
  sole: string | undefined
  items: readonly Placed[]
}>

/**
 * Puts everything in its place, each window in the best order; null when a rule is in the way. It
 * remembers the windows that it arranged last: those before the first that has changed stay.
 */
export function createArranger(
  day: DayToFill,
): (contents: readonly (readonly Choice[])[]) => Filled | null {
  const known: Arranged[] = []
  return (contents) => {
    const soles = solesOf(contents)
    const stays = known.findIndex(
      ({ content, sole }, at) =>
        sole !== soles[at] || !isSameList(content, contents[at] as readonly Choice[]),
    )
    if (stays >= 0) known.length = stays
    const earlier = known.flatMap(({ items }) => items)
    const heardAt = new Map(
      earlier.map(({ choice, startsAt }) => [choice.candidate.bulletin, startsAt]),
    )
    for (let at = known.length; at < day.slots.length; at++) {
      const [content, sole] = [contents[at] as readonly Choice[], soles[at]]
      const items = arrangedWindow(day, at, content, sole, earlier, heardAt)
      if (!items) return null
      known.push({ content, sole, items })
      earlier.push(...items)
      for (const { choice, startsAt } of items) heardAt.set(choice.candidate.bulletin, startsAt)
    }
    return known.map(({ items }) => items)
  }
}

function arrangedWindow(
  day: DayToFill,
  at: number,
  content: readonly Choice[],
  sole: string | undefined,
  earlier: readonly Placed[],
  heardAt: ReadonlyMap<string, Instant>,
): readonly Placed[] | null {
  const slot = day.slots[at] as Slot
  const pinned = day.pinned[at]?.filter((choice) => content.includes(choice)) ?? []
  const rest = content.filter((choice) => !pinned.includes(choice))
  const ordered = [...pinned, ...inSequence(rest, day.rules, heardAt)]
  const sequence = steppedBack(ordered, repeatsIn(day, slot, earlier), pinned)
  const last = sequence.at(-1)
  const comesAgain =
    last !== undefined &&
    (sole === last.candidate.bulletin || isSame(last, relayAfter(slot, day.rules)))
  const turned = comesAgain ? tailTurned(sequence, pinned) : sequence
  return firstArranged(slot, [turned, sequence, ordered], day.rules, earlier, pinned)
}

/** What was heard last steps back where the rules let it; it is a wish, so the plain order is tried too. */
function firstArranged(
  slot: Slot,
  sequences: readonly (readonly Choice[])[],
  rules: DayRules,
  earlier: readonly Placed[],
  pinned: readonly Choice[],
): readonly Placed[] | null {
  for (const sequence of new Set(sequences)) {
    const items = arrangeSlot(slot, sequence, rules, earlier, pinned)
    if (items) return items
  }
  return null
}

/** For each window the bulletin that the next one to hold any holds alone. */
function solesOf(contents: readonly (readonly Choice[])[]): (string | undefined)[] {
  const soles: (string | undefined)[] = []
  let next: string | undefined
  for (let at = contents.length - 1; at >= 0; at--) {
    soles[at] = next
    const [first, second] = contents[at] as readonly Choice[]
    if (first) next = second ? undefined : first.candidate.bulletin
  }
  return soles
}

function isSameList(one: readonly Choice[], other: readonly Choice[]): boolean {
  return one.length === other.length && one.every((choice, at) => choice === other[at])
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
    const sequence = sequences[at] ?? []
    const stepped = steppedBack(sequence, repeats, pinned)
    const items = firstArranged(slot, [stepped, sequence], day.rules, earlier, pinned)
    if (!items) return null
    anew.push(items)
    earlier.push(...items)
  }
  return anew
}
