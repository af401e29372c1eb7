import type { BulletinId } from '../../playout/contract/ids.ts'
import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import type { Candidate } from './airworthy.ts'
import {
  type Choice,
  type Hindrance,
  hindranceAt,
  isOnlyOne,
  lastOf,
  type Placed,
  type Spot,
} from './arrange.ts'
import type { DayToFill } from './fill-day.ts'
import type { Explanation, ExplanationCode } from './playlist.ts'

/** Rules that only say that others came first. */
const spaceRules: ReadonlySet<Hindrance> = new Set([
  'too-long',
  'beyond-share',
  'same-twice',
  'most',
])

/**
 * What is said of each window of a day: what it holds and why, why each of the others stayed out,
 * which campaign did not get what it asked for and what stood in the way, and what is still free.
 */
export function explainDay(
  day: DayToFill,
  placed: readonly (readonly Placed[])[],
  candidates: readonly Candidate[],
): Explanation[][] {
  const spots = spotsOf(day, placed)
  const said = spots.map((spot, index) => explainSlot(day, placed, candidates, spot, index))
  const choices = Map.groupBy(day.choices, ({ order }) => order.id)
  for (const order of day.orders)
    explainFloor(day, placed, spots, order, choices.get(order.id) ?? [], said)
  for (const [index, { slot, cursor }] of spots.entries())
    said[index]?.push({ code: 'free', params: { seconds: wholeSeconds(slot.end - cursor) } })
  return said
}

function explainSlot(
  day: DayToFill,
  placed: readonly (readonly Placed[])[],
  candidates: readonly Candidate[],
  spot: Spot,
  index: number,
): Explanation[] {
  const here = placed[index] ?? []
  const said: Explanation[] = here.map(({ choice }, at) => {
    const { bulletin, title } = choice.candidate
    const before = at === 0 ? lastOf({ ...spot, placed: [] }) : null
    const code = choice.pinned ? 'pinned' : bulletin === before ? 'placed-again' : 'placed'
    return { code, params: { title, times: timesBefore(day, placed, index, bulletin) } }
  })
  const taken = new Set(here.map(({ choice }) => choice.candidate.bulletin))
  const byCandidate = new Map(day.choices.map((choice) => [choice.candidate, choice]))
  const waiting = Map.groupBy(
    candidates
      .filter(({ contentType }) => contentType !== 'tune' && contentType !== 'test')
      .filter(({ bulletin }) => !taken.has(bulletin))
      .sort((a, b) => (a.version < b.version ? -1 : 1)),
    ({ bulletin }) => bulletin,
  )
  let others = 0
  for (const versions of waiting.values()) {
    // Of the versions of one bulletin, the one that came closest speaks for it.
    const [closest] = versions
      .map((candidate) => ({
        title: candidate.title,
        rule: ruleFor(day, placed, spot, byCandidate.get(candidate)),
      }))
      .sort((a, b) => distanceOf(a.rule) - distanceOf(b.rule))
    if (!closest) continue
    const { rule, title } = closest
    const cameLater = spaceRules.has(rule as Hindrance) && here.length >= spot.slot.most
    if (rule === null || rule === 'most' || cameLater) others += 1
    else said.push({ code: rule, params: { title } })
  }
  if (others > 0) said.push({ code: 'enough', params: { most: here.length, others } })
  if (here.length === 0 && waiting.size === 0) said.push({ code: 'nothing-to-place', params: {} })
  return said
}

/** Rules that a version of the right language and time can meet come before those it cannot. */
function distanceOf(rule: ReturnType<typeof ruleFor>): number {
  return rule === null ? 0 : ['not-approved', 'not-valid-then', 'language'].indexOf(rule) + 1 + 1
}

function ruleFor(
  day: DayToFill,
  placed: readonly (readonly Placed[])[],
  spot: Spot,
  choice: Choice | undefined,
): ExplanationCode | 'most' | null {
  if (!choice) return 'no-campaign'
  const rule = hindranceAt(choice, spot, day.place)
  if (rule === 'same-twice' && isOnlyOne(choice, spot, day.choices, day.place)) return null
  if (rule === null && airingsOf(day, placed, choice.order) >= choice.order.cap)
    return 'cap-reached'
  return rule
}

/** A floor that was missed is explained in the window that came closest. */
function explainFloor(
  day: DayToFill,
  placed: readonly (readonly Placed[])[],
  spots: readonly Spot[],
  order: CampaignOrder,
  choices: readonly Choice[],
  said: Explanation[][],
): void {
  const aired = airingsOf(day, placed, order)
  if (aired >= order.floor) return
  const params = { campaign: order.name, placed: aired, floor: order.floor }
  const reasons = spots.flatMap((spot, index) =>
    choices.map((choice) => ({ ...shortageAt(day, spot, choice), index, choice })),
  )
  const [closest] = reasons
    .filter(({ code }) => code !== null)
    .sort((a, b) => a.seconds - b.seconds || a.choice.turn - b.choice.turn)
  if (!closest?.code) said[0]?.push({ code: 'floor-nothing', params })
  else
    said[closest.index]?.push({
      code: closest.code,
      params: { ...params, seconds: closest.seconds, title: closest.choice.candidate.title },
    })
}

/** What one more airing here would need; reasons that no time can mend come after those it can. */
function shortageAt(
  day: DayToFill,
  spot: Spot,
  choice: Choice,
): Readonly<{ code: ExplanationCode | null; seconds: number }> {
  const { slot, cursor } = spot
  const { samples } = choice.candidate
  switch (hindranceAt(choice, spot, day.place)) {
    case 'too-long':
      return { code: 'floor-lacks-time', seconds: wholeSeconds(samples - (slot.end - cursor), 1) }
    case 'beyond-share': {
      const left = slot.share - (cursor - slot.from)
      return { code: 'floor-lacks-share', seconds: wholeSeconds(Math.max(1, samples - left), 1) }
    }
    case 'most':
      return { code: 'floor-window-full', seconds: 1e6 }
    case 'bulletin-gap':
    case 'campaign-gap':
      return { code: 'floor-gap', seconds: 1e7 }
    case 'same-twice':
      return { code: 'floor-too-few', seconds: 1e8 }
    case null:
      return { code: 'floor-above-cap', seconds: 0 }
    default:
      return { code: null, seconds: Infinity }
  }
}

/** Where the next item of each window would stand. */
function spotsOf({ slots, before }: DayToFill, placed: readonly (readonly Placed[])[]): Spot[] {
  return slots.map((slot, index) => {
    const here = placed[index] ?? []
    const last = here.at(-1)
    return {
      ...{ slot, before, placed: here, earlier: placed.slice(0, index).flat() },
      cursor: last ? last.offsetSamples + last.choice.candidate.samples : slot.from,
    }
  })
}

/** How often a bulletin sounds on this day before a window. */
function timesBefore(
  day: DayToFill,
  placed: readonly (readonly Placed[])[],
  index: number,
  bulletin: BulletinId,
): number {
  const over = day.aired.filter(({ airable }) => airable.bulletin === bulletin).length
  const earlier = placed.slice(0, index).flat()
  return over + earlier.filter(({ choice }) => choice.candidate.bulletin === bulletin).length
}

function airingsOf(
  day: DayToFill,
  placed: readonly (readonly Placed[])[],
  order: CampaignOrder,
): number {
  const over = day.aired.filter(({ airable }) => airable.order.id === order.id).length
  return over + placed.flat().filter(({ choice }) => choice.order.id === order.id).length
}

/** @param up 1 to round up: what is lacking is never said too small */
function wholeSeconds(samples: number, up: 0 | 1 = 0): number {
  const seconds = samples / SAMPLES_PER_MS / 1_000
  return up ? Math.ceil(seconds) : Math.floor(seconds)
}
