import type { CampaignOrder } from '../campaign/campaign-order.ts'
import type { AiringPlace } from './airworthy.ts'
import { arrangeSlot, type Before, type Choice, type Placed, type Slot } from './arrange.ts'
import { type Airable, createTally, type Tally } from './day-value.ts'

export type DayToFill = Readonly<{
  place: AiringPlace
  /** In order of time. */
  slots: readonly Slot[]
  choices: readonly Choice[]
  /** What campaigns ask of this day. */
  orders: readonly CampaignOrder[]
  /** What each slot holds already, from an earlier plan or by a person's hand. */
  standing: readonly (readonly Choice[])[]
  /** Airings of the day that are over, so that the day counts as a whole; slots below zero. */
  aired: readonly Readonly<{ airable: Airable; slot: number }>[]
  before: Before
  mix: ReadonlyMap<string, number> | null
}>

/** What stands is only moved for as much, so that a small change leaves the rest of a plan alone. */
const WORTH_A_CHANGE = 30
/** Arrangements that are tried while a day is improved: a count, not a time, so that plans stay the same. */
const MOST_TRIES = 1_500
/** Pairs of airings that are lifted out together in one round. */
const MOST_PAIRS = 150

/**
 * Chooses what a day holds. What stands stays where the rules let it. The rest is filled twice, once
 * by what is worth most and once by what is worth most for its length, and the better day is taken;
 * then airings are lifted out, one or two at a time, and the day is filled anew, as long as that makes
 * it better. Deterministic: equals are decided by turn, then by version.
 */
export function fillDay(day: DayToFill): readonly (readonly Placed[])[] {
  const filling = startFilling(day)
  const bare = saved(filling)
  fillUp(filling, byWorth)
  const rich = saved(filling)
  restore(filling, bare)
  fillUp(filling, byDensity)
  if (filling.value < rich.value + WORTH_A_CHANGE) restore(filling, rich)
  improve(filling)
  return filling.placed
}

/** How promising a placement is: higher comes first. */
type Preference = (gain: number, choice: Choice) => number

const byWorth: Preference = (gain) => gain
const byDensity: Preference = (gain, { candidate }) => gain / candidate.samples

type Filling = {
  readonly day: DayToFill
  readonly tally: Tally
  /** In order of turn. */
  readonly ranked: readonly Choice[]
  chosen: readonly (readonly Choice[])[]
  placed: readonly (readonly Placed[])[]
  value: number
  /** Arrangements that were tried. */
  tries: number
  /** What may not come in at the moment. */
  barred: ReadonlySet<Choice>
}

const NOTHING: ReadonlySet<Choice> = new Set()

type Saved = Pick<Filling, 'chosen' | 'placed' | 'value'>

function startFilling(day: DayToFill): Filling {
  const tally = createTally(day.mix)
  for (const { airable, slot } of day.aired) tally.add(airable, slot)
  const filling: Filling = {
    ...{ day, tally, value: 0, tries: 0, barred: NOTHING },
    ...{ chosen: day.slots.map(() => []), placed: day.slots.map(() => []) },
    ranked: [...day.choices].sort((a, b) => a.turn - b.turn),
  }
  for (const [slot, standing] of day.standing.entries())
    for (const choice of standing) insert(filling, slot, choice)
  return filling
}

/** Window by window, so that with room for all the day reads as turns. */
function fillUp(filling: Filling, preference: Preference): void {
  for (const slot of filling.day.slots.keys())
    while (insertBest(filling, slot, preference)) {
      // Each step places one more.
    }
}

function insertBest(filling: Filling, slot: number, preference: Preference): boolean {
  const promising = filling.ranked
    .filter((choice) => mayCome(filling, slot, choice))
    .map((choice) => ({ choice, gain: gainOf(filling, choice, slot) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => preference(b.gain, b.choice) - preference(a.gain, a.choice))
  return promising.some(({ choice }) => insert(filling, slot, choice))
}

/** Any single exchange first; where none helps, airings are lifted out and the day filled anew. */
function improve(filling: Filling): void {
  filling.tries = 0
  while (filling.tries < MOST_TRIES)
    if (!exchange(filling) && !(isShort(filling) && liftAndFill(filling))) return
}

type Change = Readonly<{ gain: number; slot: number; out: Choice; into: Choice }>

/** One airing gives way to another. */
function exchange(filling: Filling): boolean {
  const { tally, day, ranked } = filling
  const changes: Change[] = []
  for (const slot of day.slots.keys())
    for (const out of here(filling, slot)) {
      if (out.pinned) continue
      const loss = tally.remove(out.airable, slot)
      for (const into of ranked) {
        if (into === out || !mayCome(filling, slot, into)) continue
        const gain = loss + gainOf(filling, into, slot)
        if (gain >= WORTH_A_CHANGE) changes.push({ gain, slot, out, into })
      }
      tally.add(out.airable, slot)
    }
  changes.sort((a, b) => b.gain - a.gain)
  for (const { slot, out, into } of changes) {
    const before = saved(filling)
    if (take(filling, slot, out) && insert(filling, slot, into)) {
      fillUp(filling, byWorth)
      return true
    }
    restore(filling, before)
  }
  return false
}

/** Some campaign has less than it has to have: only then is it worth turning the day over. */
function isShort({ tally, day }: Filling): boolean {
  return day.orders.some((order) => tally.airings(order) < order.floor)
}

function liftAndFill(filling: Filling): boolean {
  const airings = filling.chosen.flatMap((choices, slot) =>
    choices.filter(({ pinned }) => !pinned).map((choice) => ({ slot, choice })),
  )
  const lifts = [
    ...airings.map((one) => [one]),
    ...airings.flatMap((one, at) => airings.slice(at + 1).map((other) => [one, other])),
  ].slice(0, airings.length + MOST_PAIRS)
  const before = saved(filling)
  for (const lift of lifts)
    for (const preference of [byDensity, byWorth]) {
      if (filling.tries >= MOST_TRIES) return false
      if (lift.every(({ slot, choice }) => take(filling, slot, choice))) {
        // What was lifted out does not come straight back.
        filling.barred = new Set(lift.map(({ choice }) => choice))
        fillUp(filling, preference)
        filling.barred = NOTHING
        fillUp(filling, byWorth)
        if (filling.value >= before.value + WORTH_A_CHANGE) return true
      }
      restore(filling, before)
    }
  return false
}

function gainOf({ tally }: Filling, { airable }: Choice, slot: number): number {
  const gain = tally.add(airable, slot)
  tally.remove(airable, slot)
  return gain
}

/** Places one more, when all rules of the day let it be: also those of the windows after. */
function insert(filling: Filling, slot: number, choice: Choice): boolean {
  if (!mayCome(filling, slot, choice)) return false
  if (!arranged(filling, slot, [...here(filling, slot), choice])) return false
  filling.value += filling.tally.add(choice.airable, slot)
  return true
}

/** Takes one out; what stays must be within the rules without it. */
function take(filling: Filling, slot: number, choice: Choice): boolean {
  const stays = here(filling, slot).filter((one) => one !== choice)
  if (!arranged(filling, slot, stays)) return false
  filling.value += filling.tally.remove(choice.airable, slot)
  return true
}

function arranged(filling: Filling, slot: number, contents: readonly Choice[]): boolean {
  filling.tries += 1
  const { place, before, slots, choices } = filling.day
  const placed: (readonly Placed[])[] = []
  const earlier: Placed[] = []
  for (const [index, one] of slots.entries()) {
    const chosen = index === slot ? contents : here(filling, index)
    const items =
      chosen.length === 0 ? [] : arrangeSlot(one, chosen, place, before, earlier, choices)
    if (!items) return false
    placed.push(items)
    earlier.push(...items)
  }
  filling.chosen = filling.chosen.with(slot, contents)
  filling.placed = placed
  return true
}

function mayCome(filling: Filling, slot: number, choice: Choice): boolean {
  const { order, candidate } = choice
  if (filling.barred.has(choice)) return false
  if (filling.tally.airings(order) >= order.cap) return false
  return here(filling, slot).every((one) => one.candidate.bulletin !== candidate.bulletin)
}

function here({ chosen }: Filling, slot: number): readonly Choice[] {
  return chosen[slot] ?? []
}

function saved({ chosen, placed, value }: Filling): Saved {
  return { chosen, placed, value }
}

function restore(filling: Filling, to: Saved): void {
  const { tally } = filling
  for (const [slot, choices] of filling.chosen.entries())
    for (const { airable } of choices) tally.remove(airable, slot)
  for (const [slot, choices] of to.chosen.entries())
    for (const { airable } of choices) tally.add(airable, slot)
  Object.assign(filling, to)
}
