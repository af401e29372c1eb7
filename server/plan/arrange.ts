import type { BulletinId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import { type AiringPlace, type Candidate, objectionTo } from './airworthy.ts'
import { blockIdOf } from './block.ts'
import type { Airable } from './day-value.ts'
import type { Heard } from './heard.ts'
import { itemSpan } from './playlist.ts'
import { type RelayedList, relaysAround, tooCloseToRelay, touchesItsRelay } from './relayed.ts'
import type { Occurrence } from './window.ts'

/** Samples of a window, the end excluded. */
export type Stretch = Readonly<{ from: number; end: number }>

/** The part of a window that the planner fills with bulletins. */
export type Slot = Readonly<{
  occurrence: Occurrence
  /** Rules of the station, as far as they matter in this window. */
  place: AiringPlace
  /** What its fixed parts and what hands put at a very sample leave open, in order. */
  gaps: readonly Stretch[]
  /** What hands put at a very sample, in order. */
  held: readonly Placed[]
  /** All that is not taken by fixed parts: what a campaign's share is a part of. */
  room: number
  /** What campaigns may take of it, all together. */
  share: number
  /** A tune stands between this and what sounded before. */
  opened: boolean
  /** It holds no more bulletins than this. */
  most: number
  /** Samples of what stands between two bulletins; 0 for nothing. */
  sting: number
}>

/** A candidate of a campaign, with what the campaign asks. */
export type Choice = Readonly<{
  candidate: Candidate
  order: CampaignOrder
  /** As the value of a day sees it. */
  airable: Airable
  /** Its place in the day's list: lower comes first, since it is its turn. */
  turn: number
  /** The only windows that may have it, null for any. */
  windows: ReadonlySet<string> | null
}>

export type Placed = Readonly<{
  choice: Choice
  offsetSamples: number
  startsAt: Instant
  /** A sting leads to it. */
  stung: boolean
  /** A hand put it at this very sample. */
  held: boolean
}>

/** What all windows of a day have in common. */
export type DayRules = Readonly<{
  choices: readonly Choice[]
  /** Before the first of them. */
  heard: Heard
  /** What a commune relays on this day and near to it: it is heard like its own. */
  relays: RelayedList
  /** Versions that hands keep out, by block id. */
  bars: ReadonlyMap<string, ReadonlySet<string>>
  /** Airings of a campaign that day which are over. */
  airedOf(campaign: string): number
}>

/** The first rule that stands in the way. */
export type Hindrance =
  | ReturnType<typeof objectionTo>
  | 'barred'
  | 'not-picked'
  | 'too-long'
  | 'beyond-share'
  | 'same-twice'
  | 'most'
  | 'bulletin-gap'
  | 'campaign-gap'

/**
 * Puts bulletins into a window in this order, each at the first place that is long enough and where
 * its rules let it be. Null when there is none, or when something would sound directly beside its own
 * relay in the same window.
 *
 * @param earlier what sounds that day in the windows before
 * @param pinned what hands put there: one after the other, as they gave it
 */
export function arrangeSlot(
  slot: Slot,
  sequence: readonly Choice[],
  rules: DayRules,
  earlier: readonly Placed[],
  pinned: readonly Choice[] = [],
): readonly Placed[] | null {
  let placed = slot.held
  let after = 0
  for (const choice of sequence) {
    const isPinned = pinned.includes(choice)
    const found = findSpot(choice, slot, placed, rules, earlier, isPinned ? after : 0)
    if (found.rule !== null) return null
    placed = withPlaced(placed, found.placed)
    if (isPinned) after = found.placed.offsetSamples
  }
  const isBeside = placed.some(
    (one, at) =>
      !one.held &&
      !pinned.includes(one.choice) &&
      touchesRelay(one, at, placed, rules, slot) &&
      !(placed.length === 1 && mayRepeat(one.choice, slot, rules, earlier)),
  )
  return isBeside ? null : placed
}

/** Whether the airing in this place of a window stands directly beside its own relay there. */
export function touchesRelay(
  { choice, startsAt }: Pick<Placed, 'choice' | 'startsAt'>,
  at: number,
  placed: readonly Placed[],
  { relays }: DayRules,
  { occurrence }: Slot,
): boolean {
  // Between windows there is a break: what sounds in others does not matter.
  const before = placed[at - 1]?.startsAt ?? occurrence.startsAt - 1
  const after = placed[at + 1]?.startsAt ?? occurrence.endsAt
  return touchesItsRelay({ candidate: choice.candidate, startsAt }, { before, after }, relays)
}

/** What is relayed before the window's own part, when nothing of the station's own comes between. */
export function relayBefore(slot: Slot, { relays }: DayRules, earlier: readonly Placed[]) {
  const { before } = relaysAround(relays, opensAt(slot))
  return before && before.startsAt > (earlier.at(-1)?.startsAt ?? 0) ? before : undefined
}

/** What is relayed next after the window's own part begins. */
export function relayAfter(slot: Slot, { relays }: DayRules) {
  return relaysAround(relays, opensAt(slot)).after
}

function opensAt({ occurrence, gaps }: Slot): Instant {
  return itemSpan(occurrence, { offsetSamples: gaps[0]?.from ?? 0, lengthSamples: 0 }).startsAt
}

function withPlaced(placed: readonly Placed[], one: Placed): readonly Placed[] {
  const at = placed.findIndex(({ offsetSamples }) => offsetSamples > one.offsetSamples)
  return at < 0 ? [...placed, one] : placed.toSpliced(at, 0, one)
}

/**
 * With nothing else to say, a bulletin may sound directly beside its relay: across a tune, or when it is
 * urgent or its campaign lacks airings.
 */
export function mayRepeat(
  { candidate, order, airable }: Choice,
  slot: Slot,
  rules: DayRules,
  earlier: readonly Placed[],
): boolean {
  const aired = () => earlier.filter(({ choice }) => choice.order.id === order.id).length
  return (
    (slot.opened ||
      airable.class !== 'ordinary' ||
      rules.airedOf(order.id) + aired() < order.floor) &&
    slot.held.length === 0 &&
    rules.choices.every(
      (other) =>
        other.candidate.bulletin === candidate.bulletin ||
        findSpot(other, slot, [], rules, earlier).rule !== null,
    )
  )
}

/** The bulletin that sounds before the window. */
export function lastOf({ heard }: DayRules, earlier: readonly Placed[]): BulletinId | null {
  return earlier.at(-1)?.choice.candidate.bulletin ?? heard.last()
}

export type Found = Readonly<{ rule: null; placed: Placed }> | Missed

type Missed = Readonly<{
  rule: Exclude<Hindrance, null>
  /** Samples by which the window, or the share, is too short. */
  lacking: number
}>

/**
 * Where a choice can stand beside what is placed: in the first gap that is long enough and where its
 * rules let it be. Otherwise the rule in its way, of the gap that came closest.
 *
 * @param from the first sample of the window that it may have
 */
export function findSpot(
  choice: Choice,
  slot: Slot,
  placed: readonly Placed[],
  rules: DayRules,
  earlier: readonly Placed[],
  from = 0,
): Found {
  const { samples } = choice.candidate
  let nearest: Missed | null = null
  for (const gap of slot.gaps) {
    const { cursor, stung } = nextIn(gap, slot, placed)
    if (cursor < from) continue
    const at = cursor + (stung ? slot.sting : 0)
    const lacking = Math.min(at + samples - gap.end, samples)
    const rule = hindranceAt(choice, slot, placed, rules, earlier, { offsetSamples: at, lacking })
    if (rule === null) {
      const { startsAt } = itemSpan(slot.occurrence, { offsetSamples: at, lengthSamples: samples })
      return { rule, placed: { choice, offsetSamples: at, startsAt, stung, held: false } }
    }
    const here = { rule, lacking: rule === 'too-long' ? lacking : 0 }
    if (nearest === null || isNearer(here, nearest)) nearest = here
  }
  return nearest?.rule === 'beyond-share'
    ? { ...nearest, lacking: beyondShare(choice, slot, placed) }
    : (nearest ?? { rule: 'too-long', lacking: samples })
}

/** What quiet hours leave of a window says more than they do. */
function isNearer(one: Missed, other: Missed): boolean {
  const isQuiet = ({ rule }: Missed) => rule === 'quiet' || rule === 'quiet-unconfirmed'
  if (isQuiet(one) !== isQuiet(other)) return isQuiet(other)
  return other.rule === 'too-long' && one.lacking < other.lacking
}

/** Where the next bulletin of a gap would begin, and whether a sting leads to it. */
function nextIn(gap: Stretch, { sting }: Slot, placed: readonly Placed[]) {
  let cursor = gap.from
  let stung = false
  for (const { choice, offsetSamples } of placed) {
    const end = offsetSamples + choice.candidate.samples
    if (end < gap.from || offsetSamples >= gap.end) continue
    cursor = end
    stung = sting > 0
  }
  return { cursor, stung }
}

/** Samples by which a choice would go beyond what campaigns, or its own, may take of the window. */
function beyondShare(
  { candidate, order }: Choice,
  { share, room }: Slot,
  placed: readonly Placed[],
): number {
  let [all, own] = [candidate.samples, candidate.samples]
  for (const { choice } of placed) {
    all += choice.candidate.samples
    if (choice.order.id === order.id) own += choice.candidate.samples
  }
  const most = order.sharePercent < 100 ? Math.floor((room * order.sharePercent) / 100) : Infinity
  return Math.max(all - share, own - most, 0)
}

type Spot = Readonly<{
  offsetSamples: number
  /** Samples by which there is too little room for it there. */
  lacking: number
  /** A hand put it there: it may sound twice in one window. */
  isByHand?: boolean
}>

/** The rule that keeps a choice from beginning at this sample. */
export function hindranceAt(
  choice: Choice,
  slot: Slot,
  placed: readonly Placed[],
  rules: DayRules,
  earlier: readonly Placed[],
  { offsetSamples, lacking, isByHand = false }: Spot,
): Hindrance {
  const { candidate, order } = choice
  const { samples: lengthSamples, bulletin } = candidate
  // What does not fit is too long, whatever would come after the window.
  const within = Math.max(1, lengthSamples - Math.max(0, lacking))
  const { startsAt, endsAt } = itemSpan(slot.occurrence, { offsetSamples, lengthSamples: within })
  const objection = objectionTo(candidate, startsAt, endsAt, slot.place)
  if (objection) return objection
  const { window, date } = slot.occurrence
  if (choice.windows && !choice.windows.has(window.id)) return 'not-picked'
  if (rules.bars.get(blockIdOf(window.id, date))?.has(candidate.version)) return 'barred'
  if (lacking > 0) return 'too-long'
  if (placed.length >= slot.most) return 'most'
  if (beyondShare(choice, slot, placed) > 0) return 'beyond-share'
  if (!isByHand && placed.some((one) => one.choice.candidate.bulletin === bulletin))
    return 'same-twice'
  if (order.bulletinGapMs === 0 && order.campaignGapMs === 0) return null
  return (
    tooClose(choice, startsAt, placed) ??
    tooClose(choice, startsAt, earlier, firstWithin(choice, startsAt, earlier)) ??
    tooCloseToRelay(choice, startsAt, rules.relays) ??
    tooCloseToHistory(choice, startsAt, rules.heard)
  )
}

function tooClose(
  { candidate, order }: Choice,
  startsAt: Instant,
  others: readonly Placed[],
  first = 0,
): 'bulletin-gap' | 'campaign-gap' | null {
  for (let at = first; at < others.length; at++) {
    const other = others[at] as Placed
    const apart = Math.abs(startsAt - other.startsAt)
    if (apart < order.bulletinGapMs && other.choice.candidate.bulletin === candidate.bulletin)
      return 'bulletin-gap'
    if (apart < order.campaignGapMs && other.choice.order.id === order.id) return 'campaign-gap'
  }
  return null
}

/** Of what sounded before, in order of time, the place of the first that least times still reach. */
function firstWithin(
  { order: { bulletinGapMs, campaignGapMs } }: Choice,
  startsAt: Instant,
  earlier: readonly Placed[],
): number {
  const after = startsAt - Math.max(bulletinGapMs, campaignGapMs)
  let first = earlier.length
  while (first > 0 && (earlier[first - 1] as Placed).startsAt > after) first -= 1
  return first
}

function tooCloseToHistory(
  { candidate, order }: Choice,
  startsAt: Instant,
  heard: Heard,
): 'bulletin-gap' | 'campaign-gap' | null {
  if (startsAt < (heard.lastAt(candidate.bulletin) ?? -Infinity) + order.bulletinGapMs)
    return 'bulletin-gap'
  if (startsAt < (heard.campaignAt(order.id) ?? -Infinity) + order.campaignGapMs)
    return 'campaign-gap'
  return null
}

const urgency = { emergency: 0, priority: 1, ordinary: 2 } as const

/**
 * The order in which bulletins of a window sound: the urgent first, then as the commune ordered them,
 * then what was heard longest ago, then by turn.
 *
 * @param today when each bulletin sounds last in the windows before
 */
export function inSequence(
  choices: readonly Choice[],
  { heard }: DayRules,
  today: ReadonlyMap<string, Instant>,
): Choice[] {
  const heardAt = ({ candidate: { bulletin } }: Choice) =>
    today.get(bulletin) ?? heard.lastAt(bulletin) ?? 0
  return choices
    .map((choice) => ({ choice, heardAt: heardAt(choice) }))
    .sort(
      (a, b) =>
        urgency[a.choice.candidate.class] - urgency[b.choice.candidate.class] ||
        b.choice.airable.precedence - a.choice.airable.precedence ||
        a.heardAt - b.heardAt ||
        a.choice.turn - b.choice.turn,
    )
    .map(({ choice }) => choice)
}

/** What would follow itself steps back behind another; what hands put there keeps their order. */
export function steppedBack(
  sequence: readonly Choice[],
  repeats: (choice: Choice) => boolean,
  pinned: readonly Choice[],
): readonly Choice[] {
  const [first] = sequence
  if (!first || !repeats(first)) return sequence
  const isPinned = pinned.includes(first)
  const other = sequence.findIndex(
    (choice) => !repeats(choice) && !(isPinned && pinned.includes(choice)),
  )
  if (other < 0) return sequence
  const turned = [...sequence]
  turned.unshift(...turned.splice(other, 1))
  return turned
}
