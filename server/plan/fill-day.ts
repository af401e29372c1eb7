import type { AiringPlace } from './airworthy.ts'
import { arrangeSlot, type Before, type Choice, type Placed, type Slot } from './arrange.ts'
import type { CampaignOrder } from './campaign-order.ts'
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
/** Changes of a day at most; each makes it better, so this only bounds the time. */
const MOST_CHANGES = 200
/** Placements that are tried for one change, the most promising first. */
const MOST_TRIES = 60

/**
 * Chooses what a day holds: what stands stays where the rules let it, then each window takes what is
 * worth most, then single changes are made while any makes the day better. Deterministic: equals are
 * decided by turn, then by version.
 */
export function fillDay(day: DayToFill): readonly (readonly Placed[])[] {
  const filling = startFilling(day)
  fillUp(filling)
  improve(filling)
  return filling.placed
}

type Filling = {
  readonly day: DayToFill
  readonly tally: Tally
  /** In order of turn. */
  readonly ranked: readonly Choice[]
  chosen: Choice[][]
  placed: (readonly Placed[])[]
}

function startFilling(day: DayToFill): Filling {
  const tally = createTally(day.mix)
  for (const { airable, slot } of day.aired) tally.add(airable, slot)
  const filling: Filling = {
    ...{ day, tally, chosen: day.slots.map(() => []), placed: day.slots.map(() => []) },
    ranked: [...day.choices].sort((a, b) => a.turn - b.turn),
  }
  for (const [slot, standing] of day.standing.entries())
    for (const choice of standing)
      if (mayAir(filling, choice) && arranged(filling, slot, [...here(filling, slot), choice]))
        tally.add(choice.airable, slot)
  return filling
}

/** Window by window, so that with room for all the day reads as turns. */
function fillUp(filling: Filling): void {
  for (const slot of filling.day.slots.keys())
    while (insertBest(filling, slot)) {
      // Each step places one more.
    }
}

function insertBest(filling: Filling, slot: number): boolean {
  const { tally } = filling
  const promising = filling.ranked
    .filter((choice) => mayAir(filling, choice) && !isHere(filling, slot, choice))
    .map((choice) => ({ choice, gain: gainOf(filling, choice, slot) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
  for (const { choice } of promising) {
    if (!arranged(filling, slot, [...here(filling, slot), choice])) continue
    tally.add(choice.airable, slot)
    return true
  }
  return false
}

/** One airing comes, goes or gives way to another, here or in another window. */
type Change = Readonly<{
  gain: number
  slot: number
  out: Choice | null
  into: Choice
}>

function improve(filling: Filling): void {
  for (let changes = 0; changes < MOST_CHANGES; changes++) {
    const promising = changesOf(filling).slice(0, MOST_TRIES)
    const made = promising.some((change) => tryChange(filling, change))
    if (!made) return
    fillUp(filling)
  }
}

function changesOf(filling: Filling): Change[] {
  const { tally, day, ranked } = filling
  const changes: Change[] = []
  for (const slot of day.slots.keys())
    for (const out of here(filling, slot)) {
      if (out.pinned) continue
      const airable = out.airable
      const loss = tally.remove(airable, slot)
      for (const into of ranked) {
        if (into === out || isHere(filling, slot, into) || !mayAir(filling, into)) continue
        const gain = loss + gainOf(filling, into, slot)
        if (gain >= WORTH_A_CHANGE) changes.push({ gain, slot, out, into })
      }
      tally.add(airable, slot)
    }
  return changes.sort((a, b) => b.gain - a.gain)
}

function tryChange(filling: Filling, { slot, out, into }: Change): boolean {
  const { tally } = filling
  const stays = here(filling, slot).filter((choice) => choice !== out)
  if (!arranged(filling, slot, [...stays, into])) return false
  if (out) tally.remove(out.airable, slot)
  tally.add(into.airable, slot)
  return true
}

function gainOf({ tally }: Filling, choice: Choice, slot: number): number {
  const airable = choice.airable
  const gain = tally.add(airable, slot)
  tally.remove(airable, slot)
  return gain
}

/** Takes the new contents of a slot, when all rules of the day let them be: also of the windows after. */
function arranged(filling: Filling, slot: number, contents: Choice[]): boolean {
  const { place, before, slots, choices } = filling.day
  const placed = filling.placed.slice(0, slot)
  const earlier = placed.flat()
  for (const [index, one] of slots.entries()) {
    if (index < slot) continue
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

function mayAir({ tally }: Filling, { order }: Choice): boolean {
  return tally.airings(order) < order.cap
}

function here({ chosen }: Filling, slot: number): readonly Choice[] {
  return chosen[slot] ?? []
}

function isHere(filling: Filling, slot: number, { candidate }: Choice): boolean {
  return here(filling, slot).some((one) => one.candidate.bulletin === candidate.bulletin)
}
