import type { Choice } from './arrange.ts'
import { createArranger } from './arrange-day.ts'
import { goalOf } from './day-bound.ts'
import type { Filled } from './day-to-fill.ts'
import { VALUE } from './day-value.ts'
import { turnOverHours } from './hour-turns.ts'
import { levelOut } from './level-out.ts'
import type { OpenDay } from './open-day.ts'
import { createSheet, type Sheet } from './sheet.ts'

/**
 * Effort of the search: counts, not times, so that plans stay the same on every machine. A step looks
 * at each choice in each window, so that a large day takes fewer of them.
 */
const EFFORT = { plain: 100_000, intricate: 6_000 } as const
const MOST_STEPS = 2_500
/** After so many steps in vain, out of all, it is over. */
const IN_VAIN = 0.35
/** What is found by searching is taken only for so much more than what reads as turns. */
const WORTH_A_SEARCH = 30
/** What sounded last before comes first only where it is worth so much more than another. */
const AGAIN = 15
/** A step is compared with where the search stood so many steps ago. */
const MEMORY = 40
/** After so many steps in vain it may get worse by two floors, to come away from where it is stuck. */
const STUCK = 300
const DOWNHILL = 2 * VALUE.floor
/** As many of all steps force something in; the others take something out. */
const FORCED = 0.3

/** How promising a placement is: higher comes first. */
type Preference = (gain: number, samples: number) => number

const byWorth: Preference = (gain) => gain
const byDensity: Preference = (gain, samples) => gain / samples

/**
 * Chooses what a day holds, from nothing but the day itself: filled twice, window by window, by what is
 * worth most and by what is worth most for its length; from the better one, some airings at a time are
 * taken out, or something without room is forced in, and the day is filled anew (late acceptance), until it is as good as any can be, or the
 * steps are used up. Then bulletins take turns over the hours. Chance is a fixed sequence, so the same day always comes out the same.
 */
export function searchDay(day: OpenDay): Filled {
  const sheet = createSheet(day, false)
  const arranged = arrangedBy(day, sheet)
  const locked = lockPinned(day, sheet, arranged)
  const bare = contentsOf(sheet)
  const rich = filledBy(day, sheet, byWorth, arranged, locked)
  const richValue = sheet.value()
  setContents(sheet, bare)
  const dense = filledBy(day, sheet, byDensity, arranged, locked)
  const start = dense && (!rich || sheet.value() >= richValue + WORTH_A_SEARCH) ? dense : rich
  if (!start) return day.slots.map(({ held }) => held)
  setContents(sheet, start.contents)
  const best = improved(day, sheet, arranged, locked, start)
  setContents(sheet, best.contents)
  levelOut(day, sheet, locked, arranged)
  turnOverHours(day, sheet, locked, arranged)
  return arranged() ?? best.filled
}

/** What the sheet holds, in its places; null when a rule is in the way. */
type Arranged = () => Filled | null

type State = Readonly<{ contents: readonly (readonly number[])[]; filled: Filled }>

/** What hands put there stays, as far as it can. */
function lockPinned(day: OpenDay, sheet: Sheet, arranged: Arranged): ReadonlySet<number> {
  const locked = new Set<number>()
  for (const [slot, { held }] of day.slots.entries())
    for (const { choice } of held) locked.add(slot * sheet.choices + choice.turn)
  for (const [slot, list] of day.pinned.entries())
    for (const { turn } of list) {
      if (!sheet.can(slot, turn)) continue
      sheet.put(slot, turn)
      if (arranged()) locked.add(slot * sheet.choices + turn)
      else sheet.take(slot, turn)
    }
  return locked
}

/** Window by window, so that with room for all the day reads as turns; then levelled out. */
function filledBy(
  day: OpenDay,
  sheet: Sheet,
  preference: Preference,
  arranged: Arranged,
  locked: ReadonlySet<number>,
): State | null {
  let filled = sheet.isPlain ? null : arranged()
  if (!sheet.isPlain && !filled) return null
  for (let slot = 0; slot < sheet.slots; slot++) {
    const refused = new Set<number>()
    for (let isIn = true; isIn; ) {
      // What is refused changes no gain, so the next best is known already.
      isIn = bestFor(sheet, slot, preference, refused).some((choice) => {
        sheet.put(slot, choice)
        const fits = sheet.isPlain || arranged()
        if (fits === null) {
          sheet.take(slot, choice)
          refused.add(choice)
          return false
        }
        if (fits !== true) filled = fits
        return true
      })
    }
  }
  levelOut(day, sheet, locked, arranged)
  filled = arranged()
  return filled && { contents: contentsOf(sheet), filled }
}

/** What may come in, best first. */
function bestFor(
  sheet: Sheet,
  slot: number,
  preference: Preference,
  refused: ReadonlySet<number>,
): number[] {
  const worths: Readonly<{ choice: number; worth: number }>[] = []
  if (sheet.isFull(slot)) return []
  for (let choice = 0; choice < sheet.choices; choice++) {
    if (!sheet.can(slot, choice) || refused.has(choice)) continue
    const gain = sheet.gain(slot, choice)
    const liked = gain - (sheet.repeats(slot, choice) ? AGAIN : 0)
    if (gain > 0) worths.push({ choice, worth: preference(liked, sheet.samples(choice)) })
  }
  return worths.sort((a, b) => b.worth - a.worth).map(({ choice }) => choice)
}

function improved(
  day: OpenDay,
  sheet: Sheet,
  arranged: Arranged,
  locked: ReadonlySet<number>,
  start: State,
): State {
  const goal = goalOf(day, false)
  const begun = sheet.value()
  if (begun >= goal) return start
  const chance = sequenceOfChance()
  const memory = new Float64Array(MEMORY).fill(begun - DOWNHILL)
  const effort = sheet.isPlain ? EFFORT.plain : EFFORT.intricate
  const steps = Math.min(MOST_STEPS, Math.ceil(effort / (sheet.slots * sheet.choices)))
  let [best, bestValue, since] = [start, begun, 0]
  for (let step = 0; step < steps && since < steps * IN_VAIN; step++, since++) {
    if (since > 0 && since % STUCK === 0) memory.fill(sheet.value() - DOWNHILL)
    const before = sheet.value()
    const undo =
      chance() < FORCED ? forcedIn(sheet, locked, chance) : takenOut(sheet, locked, chance)
    undo.push(...putIn(sheet, chance))
    const value = sheet.value()
    const at = step % MEMORY
    const takes = value >= before || value >= (memory[at] as number)
    const filled = takes && (!sheet.isPlain || value > bestValue) ? arranged() : null
    const stays = takes && (filled !== null || (sheet.isPlain && value <= bestValue))
    if (!stays) undoAll(sheet, undo)
    memory[at] = sheet.value()
    if (!stays || !filled || value <= bestValue) continue
    best = { contents: contentsOf(sheet), filled }
    bestValue = value
    since = 0
    if (value >= goal) break
  }
  return bestValue >= begun + WORTH_A_SEARCH ? best : start
}

type Step = Readonly<{ slot: number; choice: number; out: boolean }>

function takenOut(sheet: Sheet, locked: ReadonlySet<number>, chance: () => number): Step[] {
  const free = freeIn(sheet, locked)
  const many = Math.min(free.length, 1 + Math.floor(chance() * 4))
  const whole = chance() < 0.15 ? Math.floor(chance() * sheet.slots) : -1
  const steps: Step[] = whole < 0 ? [] : free.filter(({ slot }) => slot === whole)
  while (whole < 0 && steps.length < many)
    steps.push(...free.splice(Math.floor(chance() * free.length), 1))
  for (const { slot, choice } of steps) sheet.take(slot, choice)
  return steps
}

/** Something that has no room comes in; what is in its way goes out, by chance. */
function forcedIn(sheet: Sheet, locked: ReadonlySet<number>, chance: () => number): Step[] {
  const slot = Math.floor(chance() * sheet.slots)
  const choice = Math.floor(chance() * sheet.choices)
  const steps: Step[] = []
  if (!sheet.mayHold(slot, choice)) return steps
  const outOf = (free: readonly Step[]) => {
    const step = free[Math.floor(chance() * free.length)]
    if (!step) return false
    sheet.take(step.slot, step.choice)
    steps.push(step)
    return true
  }
  if (sheet.isAtCap(choice))
    outOf(freeIn(sheet, locked).filter((one) => sheet.isOfSame(one.choice, choice)))
  while (!sheet.can(slot, choice))
    if (!outOf(freeIn(sheet, locked).filter((one) => one.slot === slot))) return steps
  sheet.put(slot, choice)
  steps.push({ slot, choice, out: false })
  return steps
}

/** What may be taken out. */
function freeIn(sheet: Sheet, locked: ReadonlySet<number>): Step[] {
  const free: Step[] = []
  for (let slot = 0; slot < sheet.slots; slot++)
    for (const choice of sheet.contents(slot))
      if (!locked.has(slot * sheet.choices + choice)) free.push({ slot, choice, out: true })
  return free
}

/** Filled up again anywhere, by worth or density, now and then overlooking something. */
function putIn(sheet: Sheet, chance: () => number): Step[] {
  const preference = chance() < 0.5 ? byWorth : byDensity
  const overlooked = 0.25 * chance()
  const steps: Step[] = []
  for (;;) {
    let [best, most] = [-1, 0]
    for (let slot = 0; slot < sheet.slots; slot++) {
      if (sheet.isFull(slot)) continue
      for (let choice = 0; choice < sheet.choices; choice++) {
        if (!sheet.can(slot, choice)) continue
        const worth = preference(sheet.gain(slot, choice), sheet.samples(choice))
        const at = slot * sheet.choices + choice
        if (worth > most && chance() >= overlooked) [best, most] = [at, worth]
      }
    }
    if (best < 0) return steps
    const [slot, choice] = [Math.floor(best / sheet.choices), best % sheet.choices]
    sheet.put(slot, choice)
    steps.push({ slot, choice, out: false })
  }
}

function undoAll(sheet: Sheet, steps: readonly Step[]): void {
  for (const { slot, choice, out } of steps.toReversed())
    if (out) sheet.put(slot, choice)
    else sheet.take(slot, choice)
}

function arrangedBy(day: OpenDay, sheet: Sheet): Arranged {
  const arrange = createArranger(day)
  return () =>
    arrange(
      day.slots.map(({ held }, slot) =>
        sheet
          .contents(slot)
          .map((at) => day.choices[at] as Choice)
          .filter((choice) => !held.some((one) => one.choice === choice)),
      ),
    )
}

function contentsOf(sheet: Sheet): number[][] {
  return Array.from({ length: sheet.slots }, (_, slot) => [...sheet.contents(slot)])
}

function setContents(sheet: Sheet, contents: readonly (readonly number[])[]): void {
  for (let slot = 0; slot < sheet.slots; slot++)
    for (const choice of [...sheet.contents(slot)]) sheet.take(slot, choice)
  for (const [slot, list] of contents.entries()) for (const choice of list) sheet.put(slot, choice)
}

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
function sequenceOfChance(): () => number {
  let state = 0x7a11
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
