import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import { type Choice, findSpot } from './arrange.ts'
import { rearranged } from './arrange-day.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { fillDay } from './fill-day.ts'
import { airingsOf } from './rule-for.ts'

/** One thing that a person can change so that a window takes one more airing. */
export type Change = 'time' | 'share' | 'most' | 'gap' | 'cap'

/** What of a window is changed, for a choice that is to come in. Seconds are what is added. */
export type Remedy = Readonly<{
  slot: number
  choice: Choice
  changes: readonly Change[]
  seconds: number
  share: number
}>

/** Larger days are not planned anew to make sure: arranging the window is enough there. */
const SMALL_DAY = 400

/** True when the airing comes in with the changes made: it is tried, in its window and on its day. */
export function helps(day: DayToFill, filled: Filled, remedy: Remedy): boolean {
  const changed = withChanges(day, remedy)
  if (!changed) return false
  const { slot, choice } = remedy
  const { id } = choice.order
  const placed = airingsOf(day, filled, id)
  const known = (one: Choice) => changed.choices[one.turn] as Choice
  const sequences = filled.map((here) =>
    here.filter(({ held }) => !held).map((one) => known(one.choice)),
  )
  const into = known(choice)
  const isThere = sequences[slot]?.some(
    ({ candidate }) => candidate.bulletin === into.candidate.bulletin,
  )
  if (isThere || placed >= into.order.cap) return false
  const more = sequences.with(slot, [...(sequences[slot] ?? []), into])
  const again = filled.map((here) => here.map((one) => ({ ...one, choice: known(one.choice) })))
  if (!rearranged(changed, again, more, slot)) return false
  if (day.slots.length * day.choices.length > SMALL_DAY) return true
  return airingsOf(changed, fillDay({ ...changed, stands: false }).filled, id) > placed
}

/** The day as it would be; null when the window cannot be made longer, since another one begins. */
function withChanges(day: DayToFill, remedy: Remedy): DayToFill | null {
  const { slot: at, choice, changes, seconds, share } = remedy
  const has = (change: Change) => changes.includes(change)
  const slot = day.slots[at] as DayToFill['slots'][number]
  const next = day.slots[at + 1]?.occurrence.startsAt ?? Infinity
  const longer = has('time') ? seconds : 0
  if (slot.occurrence.endsAt + longer * 1_000 > next) return null
  const more = longer * 1_000 * SAMPLES_PER_MS
  const room = slot.room + more
  const sharing = has('share') ? share * 1_000 * SAMPLES_PER_MS : 0
  const order: CampaignOrder = {
    ...choice.order,
    ...(has('gap') ? { bulletinGapMs: 0, campaignGapMs: 0 } : {}),
    ...(has('cap') ? { cap: choice.order.cap + 1 } : {}),
    ...(sharing > 0
      ? {
          sharePercent: Math.min(
            100,
            Math.ceil(choice.order.sharePercent + (100 * sharing) / Math.max(1, room)),
          ),
        }
      : {}),
  }
  const choices = day.choices.map((one) =>
    one.order.id === order.id ? { ...one, order, airable: { ...one.airable, order } } : one,
  )
  const gaps = slot.gaps.map((gap, index) =>
    index === slot.gaps.length - 1 ? { ...gap, end: gap.end + more } : gap,
  )
  const known = (one: Choice) => choices[one.turn] as Choice
  const held = (one: DayToFill['slots'][number]) =>
    one.held.map((placed) => ({ ...placed, choice: known(placed.choice) }))
  return {
    ...day,
    ...{ choices, rules: { ...day.rules, choices } },
    orders: day.orders.map((one) => (one.id === order.id ? order : one)),
    pinned: day.pinned.map((list) => list.map(known)),
    standing: day.standing.map((list) => list.map(known)),
    slots: day.slots.map((one, index) =>
      index === at
        ? {
            ...{ ...one, held: held(one), gaps, room, share: one.share + sharing },
            most: one.most + (has('most') ? 1 : 0),
          }
        : { ...one, held: held(one) },
    ),
  }
}

/** Seconds that a choice lacks in a window as it is filled, and of the share, rounded up. */
export function lackOf(day: DayToFill, filled: Filled, slot: number, choice: Choice) {
  const window = day.slots[slot] as DayToFill['slots'][number]
  const here = filled[slot] ?? []
  const found = findSpot(choice, { ...window, share: Infinity }, here, day.rules, [])
  const lacking = found.rule === 'too-long' ? found.lacking : 0
  const [all, own] = [here, here.filter((one) => one.choice.order.id === choice.order.id)].map(
    (list) => list.reduce((sum, one) => sum + one.choice.candidate.samples, 0),
  ) as [number, number]
  const most = (window.room * choice.order.sharePercent) / 100
  const { samples } = choice.candidate
  const beyond = Math.max(
    all + samples - window.share,
    choice.order.sharePercent < 100 ? own + samples - most : 0,
    0,
  )
  return { seconds: secondsOf(lacking), share: secondsOf(beyond) }
}

function secondsOf(samples: number): number {
  return Math.ceil(samples / SAMPLES_PER_MS / 1_000)
}
