import { type Instant, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { runsOn } from '../campaign/campaign.ts'
import type { AiringPlace, Candidate } from './airworthy.ts'
import type { Choice, DayRules, Slot } from './arrange.ts'
import { blockIdOf } from './block.ts'
import type { DayToFill } from './day-to-fill.ts'
import { spareOf } from './layout.ts'
import { localDateOf } from './local-time.ts'
import { itemSpan } from './playlist.ts'
import { touchesQuietHours } from './quiet-hours.ts'
import { isSame } from './relayed.ts'

/** A day with nothing but windows that may hold something, and what each of them may hold. */
export type OpenDay = DayToFill &
  Readonly<{
    /** 1 where a choice may stand in a window, by window, then choice. */
    may: Uint8Array
    /** 1 for a choice that can stand in some window, were there room: also where relays may give way. */
    ever: Uint8Array
    /** Samples of each window that anything at all may have. */
    openSamples: readonly number[]
    /** No rule of this day depends on where in its window something stands. */
    isPlain: boolean
  }>

/**
 * Leaves out every window in which nothing may sound, as one in quiet hours: with or without it, the
 * rest of the day is filled in the same way.
 *
 * @returns the day, and which of its windows are left
 */
export function openedDay(day: DayToFill): Readonly<{ open: OpenDay; left: readonly number[] }> {
  const { choices, slots, pinned, standing, hours } = day
  const places = slots.map((slot) => placesIn(slot, day))
  const left = [...slots.keys()].filter(
    (at) => places[at]?.may.includes(1) || (slots[at]?.held.length ?? 0) > 0,
  )
  const may = new Uint8Array(left.length * choices.length)
  for (const [index, at] of left.entries()) may.set(places[at]?.may ?? [], index * choices.length)
  const ever = new Uint8Array(choices.length)
  for (const one of places)
    for (let choice = 0; choice < ever.length; choice++)
      if (one.ever[choice] === 1) ever[choice] = 1
  const isAll = left.length === slots.length
  const ofLeft = <One>(list: readonly One[]) => (isAll ? list : left.map((at) => list[at] as One))
  const rowOf = (at: number) =>
    hours?.subarray(at * choices.length, (at + 1) * choices.length) ?? []
  const narrow: DayToFill = {
    ...{ ...day, slots: ofLeft(slots), pinned: ofLeft(pinned), standing: ofLeft(standing) },
    hours: isAll || !hours ? hours : Int16Array.from(left.flatMap((at) => [...rowOf(at)])),
  }
  return {
    open: {
      ...{ ...narrow, may, ever },
      openSamples: ofLeft(places).map(({ samples }) => samples),
      isPlain: ofLeft(places).every((one) => one.isPlain) && isPlainBetween(narrow),
    },
    left,
  }
}

type PlacesInWindow = Readonly<{
  may: Uint8Array
  ever: Uint8Array
  samples: number
  isPlain: boolean
}>

function placesIn(slot: Slot, { choices, rules }: DayToFill): PlacesInWindow {
  const [may, ever] = [new Uint8Array(choices.length), new Uint8Array(choices.length)]
  const { occurrence, held, place, gaps } = slot
  const from = gaps[0]?.from ?? 0
  const end = gaps.at(-1)?.end ?? 0
  const spare = spareOf(occurrence) * SAMPLES_PER_MS
  const span = itemSpan(occurrence, { offsetSamples: from, lengthSamples: end - from })
  const dates = [
    localDateOf(span.startsAt, place.zone),
    localDateOf(span.endsAt, place.zone),
  ] as const
  const openings = gaps.map((gap): Opening => openingOf(gap, slot))
  let isPlain = held.length === 0
  for (const [at, choice] of choices.entries()) {
    const { candidate } = choice
    if (isKeptOut(choice, slot, rules)) continue
    const { validFrom, validTo, campaign, samples } = candidate
    if (validFrom >= span.endsAt || (validTo !== null && validTo <= span.startsAt)) continue
    const runs = dates.filter((date) => !campaign || runsOn(campaign, date)).length
    if (runs === 0) continue
    let longest = 0
    for (const opening of openings) {
      const length = lengthFor(candidate, opening, place)
      if (length > 0) opening.isUsed = true
      if (length > longest) longest = length
    }
    if (longest === 0 && openings.length > 0) continue
    if (samples <= longest + spare) ever[at] = 1
    if (samples > longest) continue
    may[at] = 1
    const always =
      runs === 2 && validFrom <= span.startsAt && (validTo === null || validTo >= span.endsAt)
    if (!always) isPlain = false
  }
  const used = openings.filter(({ isUsed }) => isUsed)
  return {
    ...{ may, ever },
    samples: used.reduce((sum, { samples }) => sum + samples, 0),
    isPlain: isPlain && used.length <= 1,
  }
}

/** A gap by the clock; quiet hours never begin or end within it. */
type Opening = {
  readonly samples: number
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly isQuiet: boolean
  isUsed: boolean
}

function openingOf({ from, end }: Slot['gaps'][number], { occurrence, place }: Slot): Opening {
  const samples = end - from
  const { startsAt, endsAt } = itemSpan(occurrence, { offsetSamples: from, lengthSamples: samples })
  const isQuiet = touchesQuietHours(place.quiet, startsAt, endsAt, place.zone)
  return { samples, startsAt, endsAt, isQuiet, isUsed: false }
}

function isKeptOut({ candidate, windows }: Choice, { occurrence, place }: Slot, rules: DayRules) {
  const { state, language, version } = candidate
  return (
    state !== 'approved' ||
    (language !== 'vi' && language !== place.languages[0]) ||
    (windows !== null && !windows.has(occurrence.window.id)) ||
    rules.bars.get(blockIdOf(occurrence.window.id, occurrence.date))?.has(version) === true
  )
}

/** Samples of a gap in which a candidate may sound. */
function lengthFor(candidate: Candidate, opening: Opening, { confirmed }: AiringPlace): number {
  const { validFrom, validTo, version } = candidate
  const { samples, startsAt, endsAt, isQuiet } = opening
  const isConfirmed = () =>
    candidate.class === 'emergency' &&
    confirmed?.some(
      (one) => one.version === version && one.fromAt < endsAt && startsAt < one.untilAt,
    )
  if (isQuiet && !isConfirmed()) return 0
  if (validFrom <= startsAt && (validTo === null || endsAt <= validTo)) return samples
  const [from, until] = [Math.max(validFrom, startsAt), Math.min(validTo ?? Infinity, endsAt)]
  // Instants are rounded to milliseconds, samples are not.
  return from < until ? Math.min(samples, (until - from + 1) * SAMPLES_PER_MS) : 0
}

/** False where campaigns, relays or other windows may keep something out of a place. */
function isPlainBetween(day: DayToFill): boolean {
  const { choices, rules } = day
  return (
    choices.every(({ order }) => order.campaignGapMs === 0) &&
    !bindsBetween(day) &&
    !rules.relays.some((one) => choices.some((choice) => isSame(choice, one)))
  )
}

/** True when airings of a bulletin in different windows, or one of before, could be too close. */
function bindsBetween({ slots, rules, choices }: DayToFill): boolean {
  const longest = choices.reduce((most, { order }) => Math.max(most, order.bulletinGapMs), 0)
  if (longest === 0) return false
  const first = slots[0]?.occurrence.startsAt ?? Infinity
  return (
    slots.some(({ occurrence }, at) => {
      const next = slots[at + 1]
      return next !== undefined && next.occurrence.startsAt - occurrence.endsAt < longest
    }) ||
    choices.some(({ candidate, order: { bulletinGapMs } }) => {
      const heardAt = rules.heard.lastAt(candidate.bulletin)
      return heardAt !== null && first < heardAt + bulletinGapMs
    })
  )
}
