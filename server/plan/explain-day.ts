import type { BulletinId } from '../../playout/contract/ids.ts'
import { isFixedPart } from '../content-type.ts'
import type { Candidate } from './airworthy.ts'
import { type Choice, lastOf, touchesRelay } from './arrange.ts'
import type { DayToFill, Filled } from './day-to-fill.ts'
import { explainFloors } from './explain-floor.ts'
import { explainSpreads } from './explain-spread.ts'
import { lostPin } from './pins.ts'
import { type Explanation, type ExplanationCode, freeOf } from './playlist.ts'
import { earlierOf, ruleFor } from './rule-for.ts'

/** Rules that only say that others came first. */
const spaceRules: ReadonlySet<ExplanationCode> = new Set([
  'too-long',
  'beyond-share',
  'same-twice',
  'window-full',
])

/**
 * What is said of each window of a day: what it holds and why, why each of the others stayed out,
 * which campaign did not get what it asked for and what would help, and what is still free.
 */
export function explainDay(
  day: DayToFill,
  filled: Filled,
  candidates: readonly Candidate[],
): Explanation[][] {
  const byCandidate = new Map(day.choices.map((choice) => [choice.candidate, choice]))
  const waiting = [
    ...Map.groupBy(
      candidates
        .filter(({ contentType }) => !isFixedPart(contentType) && contentType !== 'test')
        .sort((a, b) => (a.version < b.version ? -1 : 1)),
      ({ bulletin }) => bulletin,
    ).values(),
  ]
  const said = filled.map((_, slot) => explainSlot(day, filled, slot, waiting, byCandidate))
  for (const { slot, explanation } of explainFloors(day, filled)) said[slot]?.push(explanation)
  for (const { slot, explanation } of explainSpreads(day, filled)) said[slot]?.push(explanation)
  said[0]?.push(...explainMix(day, filled))
  for (const [slot, list] of said.entries()) list.push(freeOf(freeIn(day, filled, slot)))
  return said
}

function explainSlot(
  day: DayToFill,
  filled: Filled,
  slot: number,
  waiting: readonly (readonly Candidate[])[],
  byCandidate: ReadonlyMap<Candidate, Choice>,
): Explanation[] {
  const here = filled[slot] ?? []
  const said: Explanation[] = here.map((placed, at) => {
    const { bulletin, title } = placed.choice.candidate
    const earlier = earlierOf(filled, slot)
    const isAgain =
      (at === 0 && bulletin === lastOf(day.rules, earlier)) ||
      touchesRelay(placed, at, here, day.rules, day.slots[slot] as DayToFill['slots'][number])
    const isPinned = placed.held || day.pinned[slot]?.includes(placed.choice)
    const code = isPinned ? 'pinned' : isAgain ? 'placed-again' : 'placed'
    return { code, params: { title, times: timesBefore(day, filled, slot, bulletin) } }
  })
  const taken = new Set(here.map(({ choice }) => choice.candidate.bulletin))
  for (const choice of day.pinned[slot] ?? [])
    if (!taken.has(choice.candidate.bulletin))
      said.push(lostPin(choice, ruleFor(day, filled, slot, choice) ?? 'later-rules'))
  let [others, waits] = [0, 0]
  for (const versions of waiting) {
    if (taken.has(versions[0]?.bulletin as BulletinId)) continue
    waits += 1
    // Of the versions of one bulletin, the one that came closest speaks for it.
    const [closest] = versions
      .map((candidate) => {
        const choice = byCandidate.get(candidate)
        return { candidate, rule: choice ? ruleFor(day, filled, slot, choice) : 'no-campaign' }
      })
      .sort((a, b) => distanceOf(a.rule) - distanceOf(b.rule))
    if (!closest) continue
    const rule = closest.rule as ExplanationCode
    const isFull = here.length >= (day.slots[slot]?.most ?? 0)
    if (rule === 'window-full' || (isFull && spaceRules.has(rule))) others += 1
    else said.push({ code: rule, params: { title: closest.candidate.title } })
  }
  if (others > 0) said.push({ code: 'enough', params: { most: here.length, others } })
  if (here.length === 0 && waits === 0) said.push({ code: 'nothing-to-place', params: {} })
  return said
}

/** A language that got less of the day than the station wishes, by a whole airing. */
function explainMix({ mix, aired }: DayToFill, filled: Filled): Explanation[] {
  if (!mix) return []
  const spoken = [
    ...aired.map(({ airable }) => airable.language),
    ...filled.flat().map(({ choice }) => choice.candidate.language),
  ]
  const total = spoken.length
  return [...mix].sort().flatMap(([language, percent]): Explanation[] => {
    const airings = spoken.filter((one) => one === language).length
    const lacks = airings + 1 <= Math.floor((percent * total) / 100)
    return lacks ? [{ code: 'mix-missed', params: { language, airings, total, percent } }] : []
  })
}

/** Rules that a version of the right language and time can meet come before those it cannot. */
function distanceOf(rule: string): number {
  return ['no-campaign', 'not-approved', 'not-valid-then', 'language'].indexOf(rule) + 1
}

function freeIn({ slots }: DayToFill, filled: Filled, slot: number): number {
  const open = (slots[slot]?.gaps ?? []).reduce((sum, { from, end }) => sum + end - from, 0)
  const taken = (filled[slot] ?? []).reduce(
    (sum, { choice, held, stung }) =>
      held ? sum : sum + choice.candidate.samples + (stung ? (slots[slot]?.sting ?? 0) : 0),
    0,
  )
  return open - taken
}

/** How often a bulletin sounds on this day before a window. */
function timesBefore(day: DayToFill, filled: Filled, slot: number, bulletin: BulletinId): number {
  const over = day.aired.filter(({ airable }) => airable.bulletin === bulletin).length
  const earlier = earlierOf(filled, slot)
  return over + earlier.filter(({ choice }) => choice.candidate.bulletin === bulletin).length
}
