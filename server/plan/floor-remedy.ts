import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import { type Choice, findSpot } from './arrange.ts'
import { rearranged } from './arrange-day.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { fillDay } from './fill-day.ts'
import type { Explanation, ExplanationCode } from './playlist.ts'
import { airingsOf } from './rule-for.ts'

/** One thing that a person can change so that a window takes one more airing. */
export type Change = 'time' | 'share' | 'percent' | 'most' | 'gap' | 'cap'

/**
 * What of a window is changed, for a choice that is to come in: seconds are added, to the station's own
 * part or to what campaigns may take of it; the percentage is what the campaign itself may then take.
 */
export type Remedy = Readonly<{
  slot: number
  choice: Choice
  changes: readonly Change[]
  seconds: number
  share: number
  percent: number
}>

const saidBy: Readonly<Partial<Record<ExplanationCode, readonly Change[]>>> = {
  'floor-lacks-time': ['time'],
  'floor-lacks-much': ['time'],
  'floor-lacks-share': ['share'],
  'floor-lacks-percent': ['percent'],
  'floor-lacks-both': ['time', 'share'],
  'floor-window-full': ['most'],
  'floor-gap': ['gap'],
  'floor-above-cap': ['cap'],
}

/** What an explanation asks a person to change; nothing for one that names no remedy. */
export function changesOf({ code, params }: Explanation): readonly Change[] {
  const two = [params.first, params.second].map((one) => String(one).replace('change-', ''))
  return code === 'floor-needs-two' ? (two as Change[]) : (saidBy[code] ?? [])
}

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
  const { slot: at, choice, changes, seconds, share, percent } = remedy
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
    ...(has('percent') ? { sharePercent: percent } : {}),
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

/**
 * What a choice lacks in a window as it is filled, rounded up: seconds of the window and of what
 * campaigns may take of it, and the percentage that its own campaign would have to have.
 */
export function lackOf(
  day: DayToFill,
  filled: Filled,
  slot: number,
  choice: Choice,
): Pick<Remedy, 'seconds' | 'share' | 'percent'> {
  const window = day.slots[slot] as DayToFill['slots'][number]
  const here = filled[slot] ?? []
  const found = findSpot(choice, { ...window, share: Infinity }, here, day.rules, [])
  const lacking = found.rule === 'too-long' ? found.lacking : 0
  const [all, own] = [here, here.filter((one) => one.choice.order.id === choice.order.id)].map(
    (list) => list.reduce((sum, one) => sum + one.choice.candidate.samples, 0),
  ) as [number, number]
  const { samples } = choice.candidate
  const { sharePercent } = choice.order
  const needed = Math.min(100, Math.ceil((100 * (own + samples)) / Math.max(1, window.room)))
  return {
    seconds: secondsOf(lacking),
    share: secondsOf(Math.max(all + samples - window.share, 0)),
    percent: Math.max(sharePercent, needed),
  }
}

function secondsOf(samples: number): number {
  return Math.ceil(samples / SAMPLES_PER_MS / 1_000)
}
