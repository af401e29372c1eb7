import type { Choice, Placed } from './arrange.ts'
import { rearranged } from './arrange-day.ts'
import { goalOf } from './day-bound.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { VALUE } from './day-value.ts'
import { type OpenDay, openedDay } from './open-day.ts'
import { searchDay } from './search-day.ts'
import { createSheet, type Sheet } from './sheet.ts'

/** Rounds of improving what stands; each is worth something, so there are few. */
const MOST_ROUNDS = 200

/**
 * Fills a day. Without an earlier plan it is searched for; with one, what stands stays where the rules
 * let it, what is open is filled, and single airings give way only to much that is lasting: a floor, a
 * spread, something urgent, and never to whose turn it is. Only when a floor or a spread is missed all
 * the same is the day searched for anew, or for something new, where it would then be heard more often.
 * So a small change leaves the rest of a plan as it was, and planning a plan again gives that plan.
 */
export function fillDay(day: DayToFill): FilledDay {
  const { open, left } = openedDay(day)
  const found = filledOpen(open)
  if (left.length === day.slots.length) return found
  const filled = day.slots.map((): readonly Placed[] => [])
  for (const [index, at] of left.entries()) filled[at] = found.filled[index] ?? []
  return { ...found, filled }
}

function filledOpen(day: OpenDay): FilledDay {
  if (!day.stands) return anew(day)
  const kept = settled(day, day.standing)
  if (!kept.isShort && !mayBeWider(day, kept) && day.newcomers.size === 0) return kept
  const other = anew(day)
  const isWider = other.promised > kept.promised && other.value > kept.value
  const more = other.value - kept.value
  const enough = worthAChange(day)
  const letsIn = more > -enough && newcomersIn(day, other) > newcomersIn(day, kept)
  return isWider || more >= enough || letsIn ? other : kept
}

/** How often anything new is heard. */
function newcomersIn({ newcomers }: DayToFill, { filled }: FilledDay): number {
  return filled.flat().filter(({ choice }) => newcomers.has(choice.candidate.bulletin)).length
}

export type FilledDay = Readonly<{
  filled: Filled
  /** Of what is lasting. */
  value: number
  /** As much of it as floors and spreads bring. */
  promised: number
  /** A floor is missed, or something urgent is left out, though some window could have it. */
  isShort: boolean
}>

function anew(day: OpenDay): FilledDay {
  return settled(
    day,
    searchDay(day).map((placed, slot) =>
      placed.map(({ choice }) => choice).filter((one) => !isHeld(day, slot, one)),
    ),
  )
}

type Filling = {
  readonly day: OpenDay
  /** Counts what is lasting: without whose turn it is. */
  readonly sheet: Sheet
  /** What each window holds, in order, without what is held at a very sample. */
  sequences: readonly (readonly Choice[])[]
  filled: Filled
}

/** A day from what it held, filled up, and exchanged where that is worth it. */
function settled(day: OpenDay, held: readonly (readonly Choice[])[]): FilledDay {
  const may = held.map((list, slot) =>
    list.filter(({ turn }) => day.may[slot * day.choices.length + turn] === 1),
  )
  const filling = holding(day, may) ?? holdingBest(day, may)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    fillUp(filling)
    putPinned(filling)
    if (!exchange(filling)) break
  }
  const { filled, sheet } = filling
  const isMissed = isShort(day, sheet)
  return { filled, value: sheet.value(), promised: sheet.promised(), isShort: isMissed }
}

function withPinned(day: OpenDay): Filling {
  const filling: Filling = {
    ...{ day, sheet: createSheet(day, true) },
    sequences: day.slots.map(() => []),
    filled: day.slots.map((slot) => slot.held),
  }
  putPinned(filling)
  return filling
}

/** All that a day held, window by window; null when a rule keeps some of it out by now. */
function holding(day: OpenDay, held: readonly (readonly Choice[])[]): Filling | null {
  const filling = withPinned(day)
  const stays = held.every((list, slot) =>
    list.every((choice) => isIn(filling, slot, choice) || insertBesidePins(filling, slot, choice)),
  )
  return stays ? filling : null
}

/** As much of what a day held as still goes together: what is worth most of it, in its old order. */
function holdingBest(day: OpenDay, held: readonly (readonly Choice[])[]): Filling {
  const filling = withPinned(day)
  const { sheet } = filling
  const left = held.flatMap((list, slot) => list.map((choice) => ({ slot, choice })))
  while (left.length > 0) {
    let [best, most] = [-1, -Infinity]
    for (const [at, { slot, choice }] of left.entries()) {
      const gain = sheet.gain(slot, choice.turn)
      if (gain > most) [best, most] = [at, gain]
    }
    for (const { slot, choice } of left.splice(best, 1))
      if (!isIn(filling, slot, choice)) insertBesidePins(filling, slot, choice)
  }
  const stay = held.map((list, slot) => list.filter((choice) => isIn(filling, slot, choice)))
  return holding(day, stay) ?? filling
}

function isIn({ sequences }: Filling, slot: number, choice: Choice): boolean {
  return sequences[slot]?.includes(choice) ?? false
}

/** What hands put there; what would follow itself may find another before it later on. */
function putPinned(filling: Filling): void {
  for (const slot of filling.day.pinned.keys()) putPinnedIn(filling, slot)
}

function putPinnedIn(filling: Filling, slot: number): void {
  for (const choice of filling.day.pinned[slot] ?? [])
    if (!filling.sequences[slot]?.includes(choice)) insert(filling, slot, choice)
}

/** A pin that waited for another before it comes next: nothing else takes its room. */
function insertBesidePins(filling: Filling, slot: number, choice: Choice): boolean {
  if (!insert(filling, slot, choice)) return false
  putPinnedIn(filling, slot)
  return true
}

function fillUp(filling: Filling): void {
  const { sheet, day } = filling
  for (const slot of day.slots.keys()) {
    const refused = new Set<Choice>()
    for (let isIn = true; isIn; ) {
      const best = day.choices
        .filter((choice) => sheet.can(slot, choice.turn) && !refused.has(choice))
        .map((choice) => ({ choice, gain: sheet.gain(slot, choice.turn) }))
        .filter(({ gain }) => gain > 0)
        .sort((a, b) => b.gain - a.gain)
      // What is refused changes no gain, so the next best is known already.
      isIn = best.some(({ choice }) => {
        const fits = insertBesidePins(filling, slot, choice)
        if (!fits) refused.add(choice)
        return fits
      })
    }
  }
}

/** One airing gives way to another, in its window or where its campaign is not heard yet. */
function exchange(filling: Filling): boolean {
  const { sheet, day, sequences } = filling
  const changes: Readonly<{ gain: number; from: number; out: Choice; to: number; into: Choice }>[] =
    []
  for (const [from, list] of sequences.entries())
    for (const out of list) {
      if (day.pinned[from]?.includes(out)) continue
      const before = sheet.value()
      sheet.take(from, out.turn)
      const loss = sheet.value() - before
      for (const to of day.slots.keys())
        for (const into of day.choices) {
          if ((to === from && into === out) || !sheet.can(to, into.turn)) continue
          // In other windows only what is heard there for the first time can be worth it.
          if (to !== from && sheet.isHeardIn(to, into.turn)) continue
          const gain = loss + sheet.gain(to, into.turn)
          if (gain >= worthAnExchange(out, into)) changes.push({ gain, from, out, to, into })
        }
      sheet.put(from, out.turn)
    }
  changes.sort((a, b) => b.gain - a.gain)
  return changes.some((change) => exchanged(filling, change))
}

/** What stands is moved for nothing that changes from day to day by itself. */
function worthAnExchange({ order: a }: Choice, { order: b }: Choice): number {
  return VALUE.beyond * Math.max(a.weight, b.weight, 1)
}

function exchanged(
  filling: Filling,
  { from, out, to, into }: Readonly<{ from: number; out: Choice; to: number; into: Choice }>,
): boolean {
  const { sheet, day, sequences, filled } = filling
  const stays = (sequences[from] ?? []).filter((one) => one !== out)
  const isHere = from === to
  if (!arranges(filling, from, isHere ? appended(day, from, stays, into) : stays)) return false
  sheet.take(from, out.turn)
  if (isHere) {
    sheet.put(from, into.turn)
    return true
  }
  if (insert(filling, to, into)) return true
  sheet.put(from, out.turn)
  Object.assign(filling, { sequences, filled })
  return false
}

function insert(filling: Filling, slot: number, choice: Choice): boolean {
  const { sheet, day, sequences } = filling
  if (!sheet.can(slot, choice.turn)) return false
  if (!arranges(filling, slot, appended(day, slot, sequences[slot] ?? [], choice))) return false
  sheet.put(slot, choice.turn)
  return true
}

function arranges(filling: Filling, slot: number, sequence: readonly Choice[]): boolean {
  const sequences = filling.sequences.with(slot, sequence)
  const filled = rearranged(filling.day, filling.filled, sequences, slot)
  if (!filled) return false
  filling.filled = filled
  filling.sequences = filled.map((placed, at) =>
    placed.map(({ choice }) => choice).filter((one) => !isHeld(filling.day, at, one)),
  )
  return true
}

/** Behind what is there; only what is pinned, as hands gave it, then emergencies, come before. */
function appended(
  { pinned }: DayToFill,
  slot: number,
  sequence: readonly Choice[],
  choice: Choice,
): readonly Choice[] {
  const first = (one: Choice) => {
    const place = pinned[slot]?.indexOf(one) ?? -1
    if (place >= 0) return place - (pinned[slot]?.length ?? 0)
    return one.candidate.class === 'emergency' ? 1 : 2
  }
  const at = sequence.findIndex((one) => first(one) > first(choice))
  return at < 0 ? [...sequence, choice] : sequence.toSpliced(at, 0, choice)
}

function isHeld({ slots }: DayToFill, slot: number, choice: Choice): boolean {
  return slots[slot]?.held.some((one) => one.choice === choice) ?? false
}

/** A day comes out anew for no less than an airing of what counts most. */
function worthAChange({ choices }: DayToFill): number {
  return VALUE.beyond * choices.reduce((most, { order }) => Math.max(most, order.weight), 1)
}

/** A campaign has less than it has to have, or something urgent is not in the programme. */
function isShort(day: OpenDay, sheet: Sheet): boolean {
  const heard = new Set<string>(day.aired.map(({ airable }) => airable.saying))
  for (let slot = 0; slot < sheet.slots; slot++)
    for (const turn of sheet.contents(slot)) heard.add((day.choices[turn] as Choice).airable.saying)
  return day.choices.some(
    ({ order, airable, turn }) =>
      day.ever[turn] === 1 &&
      (sheet.airings(turn) < order.floor ||
        (airable.class !== 'ordinary' && !heard.has(airable.saying))),
  )
}

/**
 * A campaign is heard in fewer windows than it wishes and could be, and the day is not as good as any
 * can be: another one may have more of them.
 */
function mayBeWider(day: OpenDay, { filled, value }: FilledDay): boolean {
  const over = new Map<string, Set<number>>()
  for (const { airable, slot } of day.aired) {
    const windows = over.get(airable.order.id) ?? new Set()
    over.set(airable.order.id, windows.add(slot))
  }
  const isNarrow = [...Map.groupBy(day.choices, ({ order }) => order).entries()].some(
    ([order, own]) => {
      const before = over.get(order.id)?.size ?? 0
      const could = day.slots.filter((_, slot) =>
        own.some(({ turn }) => day.may[slot * day.choices.length + turn] === 1),
      ).length
      const has = filled.filter((placed) =>
        placed.some(({ choice }) => choice.order.id === order.id),
      ).length
      return has + before < Math.min(order.spread, order.cap, could + before)
    },
  )
  return isNarrow && value < goalOf(day, true)
}
