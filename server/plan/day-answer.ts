import type { CampaignOrder } from '../campaign/campaign-order.ts'
import type { Candidate } from './airworthy.ts'
import type { Choice, Placed } from './arrange.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { explainDay } from './explain-day.ts'
import { fillDay } from './fill-day.ts'
import { spareOf } from './layout.ts'
import { type Explanation, itemSpan } from './playlist.ts'

/** What came out of a day, and what is said of each of its windows. */
export type DayAnswer = Readonly<{
  filled: Filled
  explained: readonly (readonly Explanation[])[]
  /** Of what is lasting (day-value.ts), to compare days of the same station. */
  value: number
  /** A floor is missed, or something urgent is left out. */
  isShort: boolean
  /** Pins without a sample of their own that found no place. */
  pinsLost: number
}>

type Kept = Omit<DayAnswer, 'filled'> & Readonly<{ filled: readonly (readonly KeptItem[])[] }>
type KeptItem = Readonly<{ turn: number; offsetSamples: number; stung: boolean; held: boolean }>

/**
 * Days that were worked out already. Most communes of a province ask the very same question, window by
 * window and bulletin by bulletin; whose day it is does not matter for the answer.
 */
export type Answers = Readonly<{
  known: Map<string, Kept>
  nameOf(thing: object): number
  /** What a campaign asks, as a text. */
  textOf(order: CampaignOrder): string
}>

const MOST_KEPT = 5_000

export function createAnswers(): Answers {
  const names = new WeakMap<object, number>()
  const texts = new WeakMap<object, string>()
  let named = 0
  return {
    known: new Map(),
    nameOf: (thing) => {
      const known = names.get(thing)
      if (known !== undefined) return known
      named += 1
      names.set(thing, named)
      return named
    },
    textOf: (order) => {
      const known = texts.get(order) ?? JSON.stringify(order)
      texts.set(order, known)
      return known
    },
  }
}

/** @param isTrial only what comes out is wanted, and nothing said of it */
export function answerTo(
  day: DayToFill,
  candidates: readonly Candidate[],
  answers: Answers | undefined,
  isTrial = false,
): DayAnswer {
  if (isTrial || !answers) return workedOut(day, candidates, isTrial)
  const question = questionOf(day, candidates, answers)
  const known = answers.known.get(question)
  if (known) return { ...known, filled: placedAgain(day, known.filled) }
  const answer = workedOut(day, candidates)
  if (answers.known.size >= MOST_KEPT) answers.known.clear()
  answers.known.set(question, {
    ...answer,
    filled: answer.filled.map((placed) =>
      placed.map(({ choice: { turn }, offsetSamples, stung, held }) => ({
        ...{ turn, offsetSamples, stung, held },
      })),
    ),
  })
  return answer
}

function workedOut(day: DayToFill, candidates: readonly Candidate[], isTrial = false): DayAnswer {
  const { filled, value, isShort } = fillDay(day)
  const placed = new Set(filled.flat().map(({ choice }) => choice))
  return {
    ...{ filled, value, isShort },
    explained: isTrial ? [] : explainDay(day, filled, candidates),
    pinsLost: day.pinned.flat().filter((choice) => !placed.has(choice)).length,
  }
}

function placedAgain(day: DayToFill, kept: Kept['filled']): Filled {
  return kept.map((items, slot) =>
    items.map((item): Placed => {
      const choice = day.choices[item.turn] as Choice
      const { offsetSamples, stung, held } = item
      const at = { offsetSamples, lengthSamples: choice.candidate.samples }
      const { startsAt } = itemSpan((day.slots[slot] as DayToFill['slots'][number]).occurrence, at)
      return { choice, offsetSamples, startsAt, stung, held }
    }),
  )
}

/** Everything that the answer depends on, as one text. */
function questionOf(
  {
    rules,
    slots,
    choices,
    orders,
    pinned,
    standing,
    stands,
    newcomers,
    aired,
    mix,
    hours,
  }: DayToFill,
  candidates: readonly Candidate[],
  { nameOf, textOf }: Answers,
): string {
  const { heard, bars } = rules
  const isPicked = choices.some(({ windows }) => windows !== null)
  // Which language a station mostly speaks matters only to what is not in Vietnamese.
  const isForeign = choices.some(({ candidate }) => candidate.language !== 'vi')
  const text: (string | number | boolean | null)[] = [stands, choices.length, candidates.length]
  if (rules.relays.length > 0) text.push('r', nameOf(rules.relays))
  for (const { occurrence, gaps, held, ...slot } of slots) {
    const { window, date, startsAt } = occurrence
    const { place } = slot
    text.push(
      window.name,
      date,
      startsAt,
      occurrence.endsAt,
      spareOf(occurrence),
      slot.room,
      slot.share,
      slot.opened,
      slot.most,
      slot.sting,
    )
    text.push(place.zone, JSON.stringify(place.quiet))
    if (isForeign) text.push(place.languages[0] ?? '')
    if (place.quiet) text.push(JSON.stringify(place.confirmed ?? []))
    for (const { from, end } of gaps) text.push(from, end)
    for (const { choice, offsetSamples } of held) text.push('h', choice.turn, offsetSamples)
    const kept = bars.size > 0 ? bars.get(`${window.id}@${date}`) : undefined
    if (kept) text.push('bars', ...[...kept].sort())
    if (isPicked)
      for (const [turn, { windows }] of choices.entries())
        if (windows) text.push(windows.has(window.id) ? turn : -1)
    text.push('|')
  }
  const lastHeard = heard.last()
  let last = -1
  for (const { candidate, airable, order, turn } of choices) {
    if (candidate.bulletin === lastHeard) last = turn
    const { unheardDays, headStart, precedence, saying } = airable
    const heardAt = heard.lastAt(candidate.bulletin)
    text.push(`${nameOf(candidate)} ${unheardDays} ${headStart} ${precedence} ${heardAt}`)
    if (newcomers.has(candidate.bulletin)) text.push('new')
    if (saying !== candidate.bulletin) text.push(saying)
    if (order.campaignGapMs > 0) text.push(heard.campaignAt(order.id))
  }
  text.push(last, '|')
  if (hours) text.push(hours.join(' '))
  for (const order of orders) text.push(textOf(order))
  for (const list of pinned) text.push('p', ...list.map(({ turn }) => turn))
  for (const list of standing) text.push('s', ...list.map(({ turn }) => turn))
  for (const { airable, slot } of aired) text.push('a', airable.saying, slot)
  if (mix) text.push(JSON.stringify([...mix].sort()))
  if (candidates.length > choices.length) text.push(...candidates.map(nameOf))
  return text.join(',')
}
