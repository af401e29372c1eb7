import { SAMPLE_RATE } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import type { Choice } from './arrange.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { type Change, helps, lackOf, type Remedy } from './floor-remedy.ts'
import { localTimeOf } from './local-time.ts'
import type { Explanation, ExplanationCode } from './playlist.ts'
import { airingsOf, ruleFor } from './rule-for.ts'

type SaidOf = Readonly<{ slot: number; explanation: Explanation }>

/** Tries are counted, not timed, so that the same day gets the same words everywhere. */
const MOST_TRIES = 24

/**
 * A floor that was missed is explained once, in the window that is easiest to open: with the smallest
 * change that was tried and lets one more airing in, alone or together with another; where none does,
 * it is said that none does.
 */
export function explainFloors(day: DayToFill, filled: Filled): SaidOf[] {
  const choices = Map.groupBy(day.choices, ({ order }) => order.id)
  return day.orders.flatMap((order): SaidOf[] => {
    const placed = airingsOf(day, filled, order.id)
    if (placed >= order.floor) return []
    const params = { campaign: order.name, placed, floor: order.floor, nth: placed + 1 }
    const options = optionsFor(day, filled, order, choices.get(order.id) ?? [])
    if (options === null) {
      const own = choices.get(order.id) ?? []
      return [{ slot: 0, explanation: nothingOf(day, filled, order, own, params) }]
    }
    let tries = 0
    const found = options.find((one) => tries++ < MOST_TRIES && helps(day, filled, one))
    if (!found) return [{ slot: 0, explanation: { code: 'floor-no-change', params } }]
    const { slot, choice, seconds, share, percent, changes } = found
    const at = { ...windowOf(day, slot), title: choice.candidate.title, station: '' }
    const [first = 'time', second] = changes
    const isBoth = changes.includes('time') && changes.includes('share')
    const code = second ? (isBoth ? 'floor-lacks-both' : 'floor-needs-two') : codeOf(found, first)
    const both = second && !isBoth ? { first: `change-${first}`, second: `change-${second}` } : {}
    const lacks = { seconds, share, percent }
    return [{ slot, explanation: { code, params: { ...params, ...at, ...lacks, ...both } } }]
  })
}

/** The window as people speak of it, by the clock. */
function windowOf({ slots }: DayToFill, slot: number) {
  const { occurrence, place } = slots[slot] as DayToFill['slots'][number]
  const clock = (at: number) => localTimeOf(at, place.zone).slice(0, 5)
  return {
    window: occurrence.window.name,
    from: clock(occurrence.startsAt),
    until: clock(occurrence.endsAt),
  }
}

function codeOf({ seconds, choice }: Remedy, change: Change): ExplanationCode {
  if (change === 'share') return 'floor-lacks-share'
  if (change === 'percent') return 'floor-lacks-percent'
  if (change === 'most') return 'floor-window-full'
  if (change === 'gap') return 'floor-gap'
  if (change === 'cap') return 'floor-above-cap'
  return seconds * SAMPLE_RATE >= choice.candidate.samples ? 'floor-lacks-much' : 'floor-lacks-time'
}

const singles: readonly Change[] = ['cap', 'time', 'share', 'percent', 'most', 'gap']

/** Rules that no change of a window or of what a campaign asks can mend. */
const fixed: ReadonlySet<ExplanationCode> = new Set([
  'not-approved',
  'not-valid-then',
  'campaign-over',
  'language',
  'quiet',
  'quiet-unconfirmed',
  'barred',
  'not-picked',
])

/** Those that a person can lift most easily come first: the rule that is said when nothing may sound. */
const kept: readonly (readonly [ExplanationCode, ExplanationCode])[] = [
  ['not-picked', 'floor-not-picked'],
  ['barred', 'floor-barred'],
  ['quiet-unconfirmed', 'floor-quiet'],
  ['quiet', 'floor-quiet'],
  ['language', 'floor-language'],
]

/** Why no window of the day may have anything of a campaign. */
function nothingOf(
  day: DayToFill,
  filled: Filled,
  { id }: CampaignOrder,
  own: readonly Choice[],
  params: Explanation['params'],
): Explanation {
  const rules = new Set(
    day.slots.flatMap((_, slot) => own.map((choice) => ruleFor(day, filled, slot, choice))),
  )
  const isOnlyRelayed = own.length === 0 && day.rules.relays.some(({ campaign }) => campaign === id)
  const found = kept.find(([rule]) => rules.has(rule))?.[1] ?? 'floor-nothing'
  return { code: isOnlyRelayed ? 'floor-only-relayed' : found, params }
}

/** Changes that may help, the smallest first; null when no window may have anything of it. */
function optionsFor(
  day: DayToFill,
  filled: Filled,
  order: CampaignOrder,
  choices: readonly Choice[],
): Remedy[] | null {
  const open = day.slots.flatMap((_, slot) =>
    choices
      .filter((choice) => !fixed.has(ruleFor(day, filled, slot, choice)))
      .map((choice) => ({ slot, choice, ...lackOf(day, filled, slot, choice) })),
  )
  if (open.length === 0) return null
  const wanted = open.filter(({ slot, choice }) =>
    (filled[slot] ?? []).every(
      (one) => one.choice.candidate.bulletin !== choice.candidate.bulletin,
    ),
  )
  const nearest = wanted.toSorted(
    (a, b) =>
      a.seconds + a.share - b.seconds - b.share || a.slot - b.slot || a.choice.turn - b.choice.turn,
  )
  const isCapped = airingsOf(day, filled, order.id) >= order.cap
  return [singles.map((one) => [one]), pairsOf(singles)].flatMap((sets) =>
    nearest.flatMap((at) =>
      sets
        .filter((changes) => isSensible(changes, at, order, isCapped))
        .map((changes): Remedy => ({ ...at, changes })),
    ),
  )
}

function isSensible(
  changes: readonly Change[],
  { seconds, share, percent }: Pick<Remedy, 'seconds' | 'share' | 'percent'>,
  { bulletinGapMs, campaignGapMs, sharePercent }: CampaignOrder,
  isCapped: boolean,
): boolean {
  const has = (change: Change) => changes.includes(change)
  return (
    has('cap') === isCapped &&
    has('time') === seconds > 0 &&
    has('share') === share > 0 &&
    has('percent') === percent > sharePercent &&
    (!has('gap') || bulletinGapMs + campaignGapMs > 0)
  )
}

function pairsOf(changes: readonly Change[]): Change[][] {
  return changes.flatMap((one, at) => changes.slice(at + 1).map((other) => [one, other]))
}
