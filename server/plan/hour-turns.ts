import type { Choice } from './arrange.ts'
import type { Filled } from './day-to-fill.ts'
import type { Heard } from './heard.ts'
import type { OpenDay } from './open-day.ts'
import type { Sheet } from './sheet.ts'

/** Never heard in this window: there is no difference then, and whose turn it is comes first. */
const NEVER_THERE = 1_000

/**
 * How long ago each choice was last heard in each window, beside the others in which it was: from 0,
 * last of all there, to `NEVER_THERE`; by window, then choice. Null when nothing was heard before.
 */
export function hoursOf(
  choices: readonly Choice[],
  windows: readonly string[],
  heard: Heard,
): Int16Array | null {
  const hours = new Int16Array(windows.length * choices.length)
  let isKnown = false
  for (const [choice, { candidate }] of choices.entries()) {
    const last = heard.windowsOf(candidate.bulletin)
    if (last.length > 0) isKnown = true
    for (const [at, window] of windows.entries()) {
      const rank = last.indexOf(window)
      hours[at * choices.length + choice] =
        rank < 0 ? NEVER_THERE : Math.floor((NEVER_THERE * rank) / last.length)
    }
  }
  return isKnown ? hours : null
}

/** Swaps that are tried in a day; where a rule depends on the instant, each takes far longer. */
const MOST_TRIES = { plain: 20_000, intricate: 200 } as const

/**
 * Of days that are worth the same, the one in which bulletins sound in windows where they were not
 * heard for longest: who only listens in the morning hears them all in the course of some days. Two
 * bulletins, or two airings, change places as long as that brings them there, costs nothing else, and nothing follows itself.
 *
 * @param locked what hands put there, by window, then choice
 * @param arranged what the sheet holds, in its places; null when a rule is in the way
 */
export function turnOverHours(
  day: OpenDay,
  sheet: Sheet,
  locked: ReadonlySet<number>,
  arranged: () => Filled | null,
): void {
  const { hours } = day
  if (!hours) return
  const since = (slot: number, choice: number) => hours[slot * sheet.choices + choice] as number
  const isFree = (slot: number, choice: number) => !locked.has(slot * sheet.choices + choice)
  const swap = ([a, b, c, d]: Swap) => {
    sheet.take(a, b)
    sheet.take(c, d)
    const can = (at: number, choice: number) => sheet.can(at, choice) && sheet.gain(at, choice) > 0
    if (can(a, d)) {
      sheet.put(a, d)
      if (can(c, b)) {
        sheet.put(c, b)
        return true
      }
      sheet.take(a, d)
    }
    sheet.put(a, b)
    sheet.put(c, d)
    return false
  }
  let tries: number = sheet.isPlain ? MOST_TRIES.plain : MOST_TRIES.intricate
  for (const [one, other] of tradersOf(day, sheet, locked)) {
    const steps = tradeOf(sheet, one, other)
    const gain = steps.reduce((sum, { at, out, into }) => sum + since(at, into) - since(at, out), 0)
    if (gain <= 0) continue
    if (tries-- <= 0) return
    const value = sheet.value()
    for (const { at, out } of steps) sheet.take(at, out)
    const isIn = steps.every(({ at, into }) => {
      const can = sheet.can(at, into)
      if (can) sheet.put(at, into)
      return can
    })
    if (isIn && sheet.value() >= value && (sheet.isPlain || arranged())) continue
    for (const { at, into } of steps) if (sheet.contents(at).includes(into)) sheet.take(at, into)
    for (const { at, out } of steps) sheet.put(at, out)
  }
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (const [a, b, c, d] of pairsOf(sheet)) {
      if (since(a, d) + since(c, b) <= since(a, b) + since(c, d)) continue
      if (!isFree(a, b) || !isFree(c, d) || !sheet.contents(a).includes(b)) continue
      if (!sheet.contents(c).includes(d)) continue
      if (tries-- <= 0) return
      const [value, again] = [sheet.value(), followers(day, sheet)]
      if (!swap([a, b, c, d])) continue
      const costs = sheet.value() < value || followers(day, sheet) > again
      if (costs || (!sheet.isPlain && arranged() === null)) swap([a, d, c, b])
      else isBetter = true
    }
  }
}

/** Pairs of choices that may change places in the whole of a day. */
function tradersOf(
  { choices }: OpenDay,
  sheet: Sheet,
  locked: ReadonlySet<number>,
): [number, number][] {
  const held = new Set([...locked].map((at) => at % sheet.choices))
  const used = new Set<number>()
  for (let slot = 0; slot < sheet.slots; slot++)
    for (const choice of sheet.contents(slot)) if (!held.has(choice)) used.add(choice)
  const free = [...used].sort((a, b) => a - b)
  return free.flatMap((one, at) =>
    free
      .slice(at + 1)
      .filter((other) => choices[one]?.order.id === choices[other]?.order.id)
      .map((other): [number, number] => [one, other]),
  )
}

/** What is taken out and put in where two choices change places: in windows that hold one of them alone. */
function tradeOf(sheet: Sheet, one: number, other: number) {
  const steps: { at: number; out: number; into: number }[] = []
  for (let at = 0; at < sheet.slots; at++) {
    const [has, hasOther] = [one, other].map((choice) => sheet.contents(at).includes(choice))
    if (has && !hasOther) steps.push({ at, out: one, into: other })
    if (hasOther && !has) steps.push({ at, out: other, into: one })
  }
  return steps
}

/** A window and what it holds, a later one and what that holds. */
type Swap = readonly [number, number, number, number]

function pairsOf(sheet: Sheet): Swap[] {
  const pairs: Swap[] = []
  for (let a = 0; a < sheet.slots; a++)
    for (let c = a + 1; c < sheet.slots; c++)
      for (const b of sheet.contents(a))
        for (const d of sheet.contents(c)) if (b !== d) pairs.push([a, b, c, d])
  return pairs
}

/** Windows that hold nothing but what the window before holds alone. */
function followers({ choices }: OpenDay, sheet: Sheet): number {
  let [many, before] = [0, '']
  for (let slot = 0; slot < sheet.slots; slot++) {
    const [first, second] = sheet.contents(slot)
    if (first === undefined) continue
    const sole = second === undefined ? (choices[first]?.candidate.bulletin ?? '') : ''
    if (sole !== '' && sole === before) many += 1
    before = sole
  }
  return many
}
