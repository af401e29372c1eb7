import type { CampaignId } from '../../playout/contract/ids.ts'
import { type CampaignOrder, openOrder } from '../campaign/campaign-order.ts'
import { isFixedPart } from '../content-type.ts'
import type { Candidate } from './airworthy.ts'
import type { Choice, DayRules, Placed } from './arrange.ts'
import { blockIdOf } from './block.ts'
import type { FilledWindow } from './compose.ts'
import { answerTo, type DayAnswer } from './day-answer.ts'
import type { DayToFill } from './day-to-fill.ts'
import { type Airable, LONGEST_UNHEARD_DAYS, MOST_IN_ORDER } from './day-value.ts'
import { type Frame, frameOf } from './frame.ts'
import type { Heard } from './heard.ts'
import { hoursOf } from './hour-turns.ts'
import { givesWay, withRoom } from './layout.ts'
import { addDays, daysBetween, instantOf } from './local-time.ts'
import { asPinned, isAsItStands, pinsInPlace, withoutPins } from './pinned-in-place.ts'
import { type Holding, holdPins } from './pins.ts'
import { daysAhead, longestGapMs, type RelayedList } from './relayed.ts'
import { headStartsOf, inTurn } from './rotation.ts'
import { sayingsOf } from './saying.ts'
import { type Opened, slotOf } from './slot.ts'
import type { StationPlanning } from './station-planning.ts'
import { onlyTrueRemedies } from './true-remedy.ts'
import { type Occurrence, USUAL_MOST_ITEMS } from './window.ts'

/** Each window as it is filled; null where the station has no part. */
export type DayPlan = Readonly<{ windows: readonly (FilledWindow | null)[] }>

type Tried = Readonly<{ answer: DayAnswer; plan: DayPlan; versions: readonly string[] }>

/**
 * Plans the windows of one day. Where a floor, a pin or something urgent finds no room, relays of other
 * sources that may be shorter give way, in those windows alone that really gain by it.
 */
export function planDay(
  planning: StationPlanning,
  occurrences: readonly Occurrence[],
  heard: Heard,
): DayPlan {
  const plan = asItStands(planning, occurrences, heard) ?? laidOut(planning, occurrences, heard)
  if (planning.isTrial || !occurrences.some((one) => givesWay(one, planning.source))) return plan
  const { standing: _, ...fresh } = planning
  const windows = onlyTrueRemedies(
    { ...fresh, isTrial: true },
    occurrences,
    plan.windows,
    (changed, others) => laidOut(changed, others, heard).windows,
  )
  return { windows }
}

/**
 * A pin where a bulletin stands anyway asks for nothing: when the day comes out as it stands without
 * it, that is the day. Otherwise a pin would split its window, and the rest be searched for anew.
 */
function asItStands(
  planning: StationPlanning,
  occurrences: readonly Occurrence[],
  heard: Heard,
): DayPlan | null {
  const { pins, standing } = planning
  if (!pins || !standing) return null
  const blocks = occurrences.map(({ window, date }) => blockIdOf(window.id, date))
  for (const left of pinsInPlace(pins, standing, blocks)) {
    const { windows } = laidOut({ ...planning, pins: withoutPins(pins, left) }, occurrences, heard)
    if (isAsItStands(windows, standing)) return { windows: asPinned(windows, left) }
  }
  return null
}

function laidOut(
  planning: StationPlanning,
  occurrences: readonly Occurrence[],
  heard: Heard,
): DayPlan {
  const usual = tryDay(planning, occurrences, heard)
  if (!usual.answer.isShort || !occurrences.some((one) => givesWay(one, planning.source)))
    return usual.plan
  const roomy = occurrences.map((one) => withRoom(one, planning.source))
  const wide = tryDay(planning, roomy, heard)
  if (!isBetter(wide, usual)) return usual.plan
  const needed = occurrences.map((one, at) =>
    wide.versions[at] === usual.versions[at] ? one : (roomy[at] as Occurrence),
  )
  const narrow = tryDay(planning, needed, heard)
  return isBetter(wide, narrow) ? wide.plan : narrow.plan
}

function isBetter({ answer: a }: Tried, { answer: b }: Tried): boolean {
  return a.pinsLost < b.pinsLost || (a.pinsLost === b.pinsLost && a.value > b.value)
}

/** Plans the day with the lengths as they are. */
function tryDay(
  planning: StationPlanning,
  occurrences: readonly Occurrence[],
  heard: Heard,
): Tried {
  const { candidates, source, place, pins } = planning
  const frames = occurrences.map((one) =>
    frameOf(one, source, place, candidates, {
      withoutMusic: planning.withoutMusic?.(one.date) ?? false,
      taken: planning.taken?.get(blockIdOf(one.window.id, one.date)) ?? [],
    }),
  )
  const own = frames.filter((frame) => frame !== null)
  const rules = rulesOf(planning, occurrences, heard)
  const earlier: Placed[] = []
  const holdings = own.map((frame): Holding => {
    const holding = holdPins(pins?.get(idOf(frame)) ?? [], frame, rules, earlier)
    earlier.push(...holding.held)
    return holding
  })
  const opened = own.map((frame, at) => {
    return slotOf(frame, holdings[at]?.held ?? [], mostIn(planning, frame))
  })
  const day = dayOf(planning, own, opened, holdings, rules)
  const answer = answerTo(day, own.length > 0 ? candidates : [], planning.answers, planning.isTrial)
  return triedOf(planning, frames, own, opened, holdings, answer)
}

/**
 * Bulletins that a window may hold: as many as a person set; otherwise the usual number, or what stands
 * there and what hands put beside it.
 */
function mostIn(
  { pins, bars, standing }: StationPlanning,
  { occurrence: { window, date } }: Frame,
): number {
  if (window.mostItems !== undefined) return window.mostItems
  const id = blockIdOf(window.id, date)
  const hands = new Set((pins?.get(id) ?? []).map(({ version }) => version as string))
  const stands = (standing?.get(id) ?? []).filter(({ kind, relayOf, bulletin }) => {
    const version = bulletin?.version ?? ''
    return (
      kind === 'bulletin' && relayOf === null && !hands.has(version) && !bars?.get(id)?.has(version)
    )
  })
  return Math.max(USUAL_MOST_ITEMS, hands.size + Math.min(stands.length, USUAL_MOST_ITEMS))
}

function triedOf(
  { name }: StationPlanning,
  frames: readonly (Frame | null)[],
  own: readonly Frame[],
  opened: readonly Opened[],
  holdings: readonly Holding[],
  answer: DayAnswer,
): Tried {
  const windows = frames.map((frame) => {
    if (!frame) return null
    const at = own.indexOf(frame)
    const said = (answer.explained[at] ?? []).map((one) =>
      'window' in one.params ? { ...one, params: { ...one.params, station: name ?? '' } } : one,
    )
    return {
      ...{ frame, fixed: opened[at]?.fixed ?? [], placed: answer.filled[at] ?? [] },
      explanations: [
        ...frame.said,
        ...(opened[at]?.said ?? []),
        ...(holdings[at]?.said ?? []),
        ...said,
      ],
    }
  })
  const lost = holdings.reduce((sum, { said }) => sum + said.length, answer.pinsLost)
  return {
    answer: { ...answer, pinsLost: lost, isShort: answer.isShort || lost > 0 },
    plan: { windows },
    versions: windows.map((window) =>
      (window?.placed ?? []).map(({ choice }) => choice.candidate.version).join(' '),
    ),
  }
}

function idOf({ occurrence: { window, date } }: Frame): string {
  return blockIdOf(window.id, date)
}

/** Of a commune's own bulletins, which no campaign limits. */
const NO_CAMPAIGN = '' as CampaignId

function rulesOf(
  planning: StationPlanning,
  occurrences: readonly Occurrence[],
  heard: Heard,
): DayRules {
  const { candidates, bars, picks } = planning
  const date = occurrences[0]?.date ?? ''
  const orders = planning.ordersOn?.(date)
  const ranks = new Map((planning.priorityOrder ?? []).map((bulletin, at) => [bulletin, at]))
  const today = heard.on(date)
  const programme = candidates.filter(
    ({ contentType, campaign }) =>
      !isFixedPart(contentType) &&
      contentType !== 'test' &&
      // Campaigns are the district's: what a commune adds of its own belongs to none.
      (campaign !== null || planning.source === 'commune'),
  )
  const classes = classesOf(programme)
  const headStart = headStartsOf(programme, today)
  const saying = sayingsOf(
    programme,
    date === '' ? 0 : instantOf(date, '00:00', planning.place.zone),
    new Set(today.flatMap(({ version }) => version ?? [])),
  )
  const choices = inTurn(programme, heard, date).map((candidate, turn): Choice => {
    const campaign = candidate.campaign?.id ?? NO_CAMPAIGN
    const order = orders?.get(campaign) ?? openOrder(campaign)
    const rank = ranks.get(candidate.bulletin)
    const urgency = classes.get(candidate.bulletin) ?? candidate.class
    const airable: Airable = {
      ...{ bulletin: candidate.bulletin, language: candidate.language, order },
      saying: saying(candidate),
      class: urgency,
      unheardDays: unheardDays(candidate, heard, date),
      headStart: headStart(candidate),
      precedence:
        urgency === 'priority' && rank !== undefined ? Math.max(0, MOST_IN_ORDER - rank) : 0,
    }
    return { candidate, order, airable, turn, windows: windowsFor(candidate, picks ?? null) }
  })
  return {
    ...{ choices, heard, bars: bars ?? new Map() },
    relays: relaysNear(planning, occurrences, [...(orders?.values() ?? [])]),
    airedOf: (campaign) =>
      today.filter((placed) => (placed.campaign ?? NO_CAMPAIGN) === campaign).length,
  }
}

/** What the station relays that day, and as far around it as least times reach. */
function relaysNear(
  { relays }: StationPlanning,
  occurrences: readonly Occurrence[],
  orders: readonly CampaignOrder[],
): RelayedList {
  const [first, last] = [occurrences[0], occurrences.at(-1)]
  if (!relays || !first || !last) return []
  const reachMs = longestGapMs(orders)
  return relays.near(first.startsAt, last.endsAt, reachMs, addDays(first.date, daysAhead(reachMs)))
}

/** A bulletin is as urgent as the most urgent of its editions: any of them puts it into the programme. */
function classesOf(programme: readonly Candidate[]): Map<string, Candidate['class']> {
  const classes = new Map<string, Candidate['class']>()
  for (const { bulletin, class: urgency, state } of programme) {
    const known = classes.get(bulletin) ?? 'ordinary'
    if (state === 'approved' && known !== 'emergency' && urgency !== 'ordinary')
      classes.set(bulletin, urgency)
  }
  return classes
}

const NOWHERE: ReadonlySet<string> = new Set()

/**
 * Thông tư 39/2020: what is ordinary a commune takes if and when it likes; what is priority has to be
 * in its programme. Its own bulletins need no pick.
 */
function windowsFor(
  { lent, class: urgency, bulletin }: Candidate,
  picks: StationPlanning['picks'] & (object | null),
): ReadonlySet<string> | null {
  if (!lent || urgency !== 'ordinary' || picks === null) return null
  const windows = picks.get(bulletin)
  if (windows === undefined) return NOWHERE
  return windows && new Set(windows)
}

function unheardDays({ bulletin }: Candidate, heard: Heard, date: string): number {
  const before = heard.dateBefore(bulletin, date)
  return before === null
    ? LONGEST_UNHEARD_DAYS
    : Math.min(daysBetween(before, date), LONGEST_UNHEARD_DAYS)
}

function dayOf(
  { standing, newcomers, mix, ordersOn }: StationPlanning,
  frames: readonly Frame[],
  opened: readonly Opened[],
  holdings: readonly Holding[],
  rules: DayRules,
): DayToFill {
  const byVersion = new Map(rules.choices.map((one) => [one.candidate.version as string, one]))
  const date = frames[0]?.occurrence.date ?? ''
  return {
    ...{ rules, choices: rules.choices, mix: mix ?? null },
    hours: hoursOf(
      rules.choices,
      frames.map(({ occurrence }) => occurrence.window.id),
      rules.heard,
    ),
    orders: [...(ordersOn?.(date).values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
    slots: opened.map(({ slot }) => slot),
    pinned: holdings.map(({ wanted }) => wanted),
    newcomers: newcomers ?? NOWHERE,
    stands: frames.some((frame) => standing?.has(idOf(frame))),
    standing: frames.map((frame, at) => {
      const hands = new Set(
        [
          ...(holdings[at]?.wanted ?? []),
          ...(holdings[at]?.held ?? []).map(({ choice }) => choice),
        ].map(({ candidate }) => candidate.bulletin),
      )
      return (standing?.get(idOf(frame)) ?? []).flatMap(({ bulletin, relayOf, kind }) => {
        const choice = byVersion.get(bulletin?.version ?? '')
        if (!choice || relayOf !== null || kind !== 'bulletin') return []
        return hands.has(choice.candidate.bulletin) ? [] : [choice]
      })
    }),
    aired: airedToday(rules, date, byVersion),
  }
}

/** What sounds on the same date before the windows that are planned. */
function airedToday(
  { heard }: DayRules,
  date: string,
  byVersion: ReadonlyMap<string, Choice>,
): DayToFill['aired'] {
  const blocks = new Map<string, number>()
  return heard.on(date).flatMap(({ version, block }) => {
    const choice = byVersion.get(version ?? '')
    if (!choice) return []
    const slot = blocks.get(block) ?? -1 - blocks.size
    blocks.set(block, slot)
    return [{ airable: choice.airable, slot }]
  })
}
