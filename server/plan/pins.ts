import type { VersionId } from '../../playout/contract/ids.ts'
import { type Choice, type DayRules, hindranceAt, type Placed } from './arrange.ts'
import type { Frame } from './frame.ts'
import { overlap, stretchOf } from './frame.ts'
import { localTimeOf } from './local-time.ts'
import { type Explanation, type ExplanationCode, itemSpan } from './playlist.ts'
import { slotOf, stretchOfHeld } from './slot.ts'

/** What a hand put into a window. */
export type HandPin = Readonly<{
  version: VersionId
  /** Sample of the window at which it has to begin; null: where it fits, in the order of the list. */
  offsetSamples: number | null
}>

/** What of the pins of a window can hold: at their very samples, and wherever they fit. */
export type Holding = Readonly<{
  held: readonly Placed[]
  wanted: readonly Choice[]
  said: readonly Explanation[]
}>

/**
 * Pins at a very sample stay exactly there, or are explained: they have to lie in the station's own
 * part, apart from each other and from time signals, and within every rule.
 *
 * @param earlier what is held in the windows before
 */
export function holdPins(
  pins: readonly HandPin[],
  frame: Frame,
  rules: DayRules,
  earlier: readonly Placed[],
): Holding {
  const said: Explanation[] = []
  const held: Placed[] = []
  const wanted: Choice[] = []
  const sorted = pins.toSorted((a, b) => startOf(a) - startOf(b))
  for (const { version, offsetSamples } of sorted) {
    const choice = rules.choices.find(({ candidate }) => candidate.version === version)
    if (!choice) said.push({ code: 'pin-unknown', params: { version } })
    else if (offsetSamples === null) {
      const isNew = [...wanted, ...held.map((one) => one.choice)].every(
        ({ candidate }) => candidate.bulletin !== choice.candidate.bulletin,
      )
      if (isNew) wanted.push(choice)
      else said.push(lostPin(choice, 'same-twice'))
    } else {
      const { startsAt } = itemSpan(frame.occurrence, { offsetSamples, lengthSamples: 0 })
      const one = { choice, offsetSamples, startsAt, stung: false, held: true }
      const rule = hindranceOfPin(one, frame, rules, earlier, held)
      if (rule === null) held.push(one)
      else said.push(lostPin(choice, rule, localTimeOf(startsAt, frame.place.zone)))
    }
  }
  return { held, wanted, said }
}

/** Those with a sample of their own come first. */
function startOf({ offsetSamples }: HandPin): number {
  return offsetSamples ?? Number.MAX_SAFE_INTEGER
}

/** @param at local time at which it was to begin */
export function lostPin(
  { candidate: { title } }: Choice,
  because: ExplanationCode,
  at?: string,
): Explanation {
  return at === undefined
    ? { code: 'pin-lost', params: { title, because } }
    : { code: 'pin-lost-at', params: { title, because, at } }
}

function hindranceOfPin(
  one: Placed,
  frame: Frame,
  rules: DayRules,
  earlier: readonly Placed[],
  held: readonly Placed[],
): ExplanationCode | null {
  const stretch = stretchOfHeld(one)
  if (stretch.from < frame.whole.from || stretch.end > frame.whole.end) return 'outside-own-part'
  if (frame.taken.some((owed) => overlap(owed, stretch))) return 'over-obligation'
  if (frame.signals.some((signal) => overlap(stretchOf(signal), stretch))) return 'on-signal'
  if (held.some((other) => overlap(stretchOfHeld(other), stretch))) return 'on-other'
  // The usual number binds the planner; only one that a person set binds hands.
  const { slot } = slotOf(frame, held, frame.occurrence.window.mostItems ?? Infinity)
  const spot = { offsetSamples: one.offsetSamples, lacking: 0, isByHand: true }
  const rule = hindranceAt(one.choice, slot, held, rules, earlier, spot)
  if (rule === 'most') return 'window-full'
  if (rule !== null) return rule
  const { order } = one.choice
  const airings = [...earlier, ...held].filter(({ choice }) => choice.order.id === order.id).length
  return rules.airedOf(order.id) + airings >= order.cap ? 'cap-reached' : null
}
