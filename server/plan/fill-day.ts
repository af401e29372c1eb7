import type { Choice } from './arrange.ts'
import { rearranged } from './arrange-day.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { searchDay } from './search-day.ts'
import { createSheet, type Sheet } from './sheet.ts'

/** Rounds of improving what stands; each is worth something, so there are few. */
const MOST_ROUNDS = 200

/**
 * Fills a day. Without an earlier plan it is searched for; with one, what stands stays where the rules
 * let it, what is open is filled, and single airings give way only to much that is lasting: a floor, a
 * spread, something urgent, and never to whose turn it is. Only when a floor is missed all the same is
 * the day searched for anew, or for something new, where it would then be heard more often. So a small
 * change leaves the rest of a plan as it was, and planning a plan again gives that plan.
 */
export function fillDay(day: DayToFill): FilledDay {
  if (!day.stands) return anew(day)
  const kept = settled(day, day.standing)
  if (!kept.isShort && day.newcomers.size === 0) return kept
  const other = anew(day)
  const more = other.value - kept.value
  const enough = worthAChange(day)
  const letsIn = more > -enough && newcomersIn(day, other) > newcomersIn(day, kept)
  return more >= enough || letsIn ? other : kept
}

/** How often anything new is heard. */
function newcomersIn({ newcomers }: DayToFill, { filled }: FilledDay): number {
  return filled.flat().filter(({ choice }) => newcomers.has(choice.candidate.bulletin)).length
}

export type FilledDay = Readonly<{
  filled: Filled
  /** Of what is lasting. */
  value: number
  /** A floor is missed, or something urgent is left out, though some window could have it. */
  isShort: boolean
}>

function anew(day: DayToFill): FilledDay {
  return settled(
    day,
    searchDay(day).map((placed, slot) =>
      placed.map(({ choice }) => choice).filter((one) => !isHeld(day, slot, one)),
    ),
  )
}

type Filling = {
  readonly day: DayToFill
  /** Counts what is lasting: without whose turn it is. */
  readonly sheet: Sheet
  /** What each window holds, in order, without what is held at a very sample. */
  sequences: readonly (readonly Choice[])[]
  filled: Filled
}

/** A day from what it held, filled up, and exchanged where that is worth it. */
function settled(day: DayToFill, held: readonly (readonly Choice[])[]): FilledDay {
  const filling: Filling = {
    ...{ day, sheet: createSheet(day, true) },
    sequences: day.slots.map(() => []),
    filled: day.slots.map((slot) => slot.held),
  }
  putPinned(filling)
  for (const [slot, list] of held.entries())
    for (const choice of list) insertBesidePins(filling, slot, choice)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    fillUp(filling)
    putPinned(filling)
    if (!exchange(filling)) break
  }
  const { filled, sheet } = filling
  return { filled, value: sheet.value(), isShort: isShort(day, sheet) }
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

/** One airing gives way to another. */
function exchange(filling: Filling): boolean {
  const { sheet, day, sequences } = filling
  const changes: Readonly<{ gain: number; slot: number; out: Choice; into: Choice }>[] = []
  const enough = worthAChange(day)
  for (const [slot, list] of sequences.entries())
    for (const out of list) {
      if (day.pinned[slot]?.includes(out)) continue
      const before = sheet.value()
      sheet.take(slot, out.turn)
      const loss = sheet.value() - before
      for (const into of day.choices) {
        if (into === out || !sheet.can(slot, into.turn)) continue
        const gain = loss + sheet.gain(slot, into.turn)
        if (gain >= enough) changes.push({ gain, slot, out, into })
      }
      sheet.put(slot, out.turn)
    }
  changes.sort((a, b) => b.gain - a.gain)
  return changes.some(({ slot, out, into }) => {
    const stays = (sequences[slot] ?? []).filter((one) => one !== out)
    if (!arranges(filling, slot, appended(day, slot, stays, into))) return false
    sheet.take(slot, out.turn)
    sheet.put(slot, into.turn)
    return true
  })
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

/** What stands is moved for nothing that changes from day to day by itself. */
function worthAChange({ choices }: DayToFill): number {
  return 100 * choices.reduce((most, { order }) => Math.max(most, order.weight), 1)
}

/** A campaign has less than it has to have, or something urgent is not in the programme. */
function isShort(day: DayToFill, sheet: Sheet): boolean {
  const heard = new Set<string>(day.aired.map(({ airable }) => airable.bulletin))
  for (let slot = 0; slot < sheet.slots; slot++)
    for (const turn of sheet.contents(slot))
      heard.add((day.choices[turn] as Choice).candidate.bulletin)
  return day.choices.some(
    ({ order, airable, turn }) =>
      sheet.ever(turn) &&
      (sheet.airings(turn) < order.floor ||
        (airable.class !== 'ordinary' && !heard.has(airable.bulletin))),
  )
}
