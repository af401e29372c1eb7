import type { VersionId, WindowId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { hasBegun } from './begun.ts'
import { attempt, type Wish } from './change-attempt.ts'
import { whyNoCandidate } from './change-candidate.ts'
import {
  blocksOf,
  type Draft,
  type Ground,
  isSamePlace,
  occurrenceOf,
  ownBulletins,
  pinsAt,
  withHands,
} from './change-ground.ts'
import { whyNot } from './change-obstacle.ts'
import { type ChangeReason, sayWhy } from './change-text.ts'
import type { Hands } from './hand.ts'
import type { PlanStation } from './plan-station.ts'
import type { PlannedBlock } from './playlist.ts'

/** What could not be copied, and why. */
export type Leftover = Readonly<{
  title: string
  station: PlanStation
  windowName: string
  date: LocalDate
  reason: ChangeReason
}>

/**
 * Gives days the bulletins of another day, window by window, in the same order. What hands did there
 * before gives way; what cannot be on that day is left over with its reason.
 */
export function copyDay(
  ground: Ground,
  draft: Draft,
  station: PlanStation,
  { from, to }: Readonly<{ from: LocalDate; to: readonly LocalDate[] }>,
): Readonly<{ draft: Draft; leftovers: readonly Leftover[] }> {
  const source = blocksOf(draft, station.id, from)
  const leftovers: Leftover[] = []
  let made = draft
  for (const date of to)
    for (const { block } of source) {
      if (date === from) continue
      const place = { window: block.window, date }
      const occurrence = occurrenceOf(ground, station, block.window, date)
      const bulletins = ownBulletins(block)
      const left = (title: string, reason: ChangeReason) =>
        leftovers.push({ title, station, windowName: block.title, date, reason })
      if (!occurrence || hasBegun(occurrence, ground.now)) {
        const reason = occurrence
          ? sayWhy('begun-window', { window: block.title })
          : sayWhy('no-window', { date })
        for (const { title } of bulletins) left(title, reason)
        continue
      }
      made = withHands(ground, made, withoutHandsAt(made, place), { station, date })
      for (const { title, bulletin, offsetSamples } of bulletins) {
        const version = bulletin?.version as VersionId
        const candidate = ground.candidatesOf(station).get(version)
        const wish: Wish = {
          ...{ change: 0, station, window: block.window as WindowId, date, version },
          ...{ offsetSamples, moved: null },
        }
        const exact = attempt(ground, made, wish, offsetSamples)
        const tried = exact.works ? exact : attempt(ground, made, wish, null)
        if (tried.works) made = tried.draft
        else if (candidate) left(title, whyNot([], tried, { wish, candidate, occurrence }))
        else left(title, whyNoCandidate(ground, station, version))
      }
    }
  return { draft: made, leftovers }
}

/** What a window that was copied into holds beside what was copied. */
export type Beside = Readonly<{
  station: string
  windowName: string
  date: LocalDate
  titles: readonly string[]
}>

/**
 * Where a window has room left, the planner keeps or adds bulletins, as campaigns ask for them: people
 * who copy are told of each.
 *
 * @param hands with what was copied
 * @param after the plan with them
 */
export function besideCopied(
  copies: readonly Readonly<{ station: string; from: LocalDate; to: readonly LocalDate[] }>[],
  hands: Hands,
  after: readonly PlannedBlock[],
  now: Instant,
): readonly Beside[] {
  return after.flatMap(({ station, block }): Beside[] => {
    const { date, title: windowName } = block
    const isCopied = copies.some(
      (one) => one.station === station && one.from !== date && one.to.includes(date),
    )
    if (!isCopied || hasBegun(block, now)) return []
    const pinned = new Set<string>(pinsAt(hands, block.window, date).map(({ version }) => version))
    const titles = ownBulletins(block)
      .filter(({ bulletin }) => !pinned.has(bulletin?.version ?? ''))
      .map(({ title }) => title)
    return titles.length === 0 ? [] : [{ station, windowName, date, titles }]
  })
}

function withoutHandsAt(
  { hands }: Draft,
  place: Readonly<{ window: string; date: LocalDate }>,
): Draft['hands'] {
  return {
    pins: hands.pins.filter((pin) => !isSamePlace(pin, place)),
    bars: hands.bars.filter((bar) => !isSamePlace(bar, place)),
  }
}
