import {
  type Choice,
  findSpot,
  type Hindrance,
  mayRepeat,
  type Placed,
  touchesRelay,
} from './arrange.ts'
import { rearranged } from './arrange-day.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import type { ExplanationCode } from './playlist.ts'

/** Why a choice is not in a window that does not hold its bulletin. */
export function ruleFor(
  day: DayToFill,
  filled: Filled,
  slot: number,
  choice: Choice,
): ExplanationCode {
  const window = day.slots[slot] as DayToFill['slots'][number]
  const [here, earlier] = [filled[slot] ?? [], earlierOf(filled, slot)]
  const found = findSpot(choice, window, here, day.rules, earlier)
  if (found.rule !== null) return codeOf(found.rule)
  const { order } = choice
  if (airingsOf(day, filled, order.id) >= order.cap) return 'cap-reached'
  const at = here.findIndex(({ offsetSamples }) => offsetSamples > found.placed.offsetSamples)
  const all = at < 0 ? [...here, found.placed] : here.toSpliced(at, 0, found.placed)
  const touches = touchesRelay(found.placed, all.indexOf(found.placed), all, day.rules, window)
  if (touches && !mayRepeat(choice, window, day.rules, earlier)) return 'same-twice'
  const sequences = filled.map((placed) =>
    placed.filter(({ held }) => !held).map((one) => one.choice),
  )
  const more = sequences.with(slot, [...(sequences[slot] ?? []), choice])
  return rearranged(day, filled, more, slot) === null ? 'later-rules' : 'enough-today'
}

function codeOf(rule: Exclude<Hindrance, null>): ExplanationCode {
  return rule === 'most' ? 'window-full' : rule
}

/** What sounds that day in the windows before. */
export function earlierOf(filled: Filled, slot: number): readonly Placed[] {
  return filled.slice(0, slot).flat()
}

/** Airings of a campaign that day. */
export function airingsOf(day: DayToFill, filled: Filled, campaign: string): number {
  const placed = filled.flat().filter(({ choice }) => choice.order.id === campaign).length
  return day.rules.airedOf(campaign) + placed
}
