import type { BulletinId, CampaignId, StationId } from '../../playout/contract/ids.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import { type LocalDate, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { type CampaignOrder, openOrder } from '../campaign/campaign-order.ts'
import { type AiringPlace, type Candidate, objectionTo } from './airworthy.ts'
import type { Before, Choice, Placed, Slot } from './arrange.ts'
import { blockOf, itemOf } from './block.ts'
import { type Airable, LONGEST_UNHEARD_DAYS } from './day-value.ts'
import { explainDay } from './explain-day.ts'
import { fillDay } from './fill-day.ts'
import { daysBetween } from './local-time.ts'
import { placementsOf } from './plan-diff.ts'
import { type Explanation, itemSpan, type PlannedBlock } from './playlist.ts'
import { inTurn, latest, type Placement } from './rotation.ts'
import { type Occurrence, segmentOf } from './window.ts'

/** A window carries no more campaign items than this, unless it says otherwise. */
const MOST_ITEMS = 2

export type StationPlanning = Readonly<{
  station: StationId
  place: AiringPlace
  /** Whose part of the windows this station fills by itself. */
  source: 'district' | 'commune'
  /** The windows to fill. */
  occurrences: readonly Occurrence[]
  candidates: readonly Candidate[]
  /** What campaigns ask; one that is not there asks for nothing. */
  ordersOn?: (date: LocalDate) => ReadonlyMap<CampaignId, CampaignOrder>
  /** What was planned before the first of them, tunes included. */
  history: readonly Placement[]
  /** An earlier plan of these windows by block id: what still holds stays where it is. */
  standing?: ReadonlyMap<string, readonly Item[]>
  /** Versions that a person put into a block, by its id. */
  pins?: ReadonlyMap<string, readonly string[]>
  /** Percent of each day's airings by language; null when it does not matter. */
  mix?: ReadonlyMap<string, number> | null
  /** Days on which nothing musical sounds. */
  withoutMusic?: (date: LocalDate) => boolean
}>

/**
 * Fills the station's own part of each window, day by day: the signature tune, then campaign items,
 * one after the other without a gap. The same inputs, in whatever order, give the same plan.
 */
export function planStation(planning: StationPlanning): PlannedBlock[] {
  const placements = [...planning.history]
  const days = Map.groupBy(
    [...planning.occurrences].sort(
      (a, b) => a.startsAt - b.startsAt || (a.window.id < b.window.id ? -1 : 1),
    ),
    ({ date }) => date,
  )
  return [...days.values()].flatMap((occurrences) => planDay(planning, occurrences, placements))
}

/** What one window is made of before bulletins come into it. */
type Frame = Readonly<{ occurrence: Occurrence; items: Item[]; said: Explanation[]; slot: Slot }>

function planDay(
  planning: StationPlanning,
  occurrences: readonly Occurrence[],
  placements: Placement[],
): PlannedBlock[] {
  const { station, source } = planning
  const frames = occurrences.flatMap((occurrence) => frameOf(planning, occurrence) ?? [])
  const day = dayOf(planning, frames, placements)
  const placed = fillDay(day)
  const explained = explainDay(day, placed, frames.length > 0 ? planning.candidates : [])
  const planned = new Map(
    frames.map(({ occurrence, items, said }, index) => {
      for (const one of placed[index] ?? [])
        items.push(bulletinItem(station, occurrence, one, items))
      return [
        occurrence,
        {
          station,
          block: blockOf(occurrence, items),
          explanations: [...said, ...(explained[index] ?? [])],
        },
      ] as const
    }),
  )
  placements.push(...placementsOf([...planned.values()]))
  const code = source === 'district' ? 'no-district-segment' : 'no-own-segment'
  return occurrences.map(
    (occurrence) =>
      planned.get(occurrence) ?? {
        ...{ station, block: blockOf(occurrence, []), explanations: [{ code, params: {} }] },
      },
  )
}

/** The tune that was approved last opens the segment. */
function frameOf(planning: StationPlanning, occurrence: Occurrence): Frame | null {
  const segment = segmentOf(occurrence.window, planning.source)
  if (!segment) return null
  const from = segment.offsetMs * SAMPLES_PER_MS
  const end = from + segment.lengthMs * SAMPLES_PER_MS
  const [tune] = planning.candidates
    .filter(({ contentType, state }) => contentType === 'tune' && state === 'approved')
    .sort((a, b) => (b.approvedAt ?? 0) - (a.approvedAt ?? 0) || (a.version < b.version ? -1 : 1))
  const items: Item[] = []
  const said: Explanation[] = []
  if (planning.withoutMusic?.(occurrence.date)) said.push({ code: 'without-music', params: {} })
  else if (!tune) {
    // A commune opens its own part by its district's tune, or by nothing.
    if (planning.source === 'district') said.push({ code: 'no-tune', params: {} })
  } else {
    const span = itemSpan(occurrence, { offsetSamples: from, lengthSamples: tune.samples })
    const rule =
      objectionTo(tune, span.startsAt, span.endsAt, planning.place) ??
      (from + tune.samples > end ? 'too-long' : null)
    if (rule === null) items.push(itemOf(planning.station, occurrence, tune, 'tune', from, []))
    said.push({ code: rule ?? 'tune-placed', params: { title: tune.title } })
  }
  const opened = items.length > 0
  return {
    ...{ occurrence, items, said },
    slot: {
      ...{ occurrence, end, opened },
      from: opened && tune ? from + tune.samples : from,
      share: segment.campaignShareMs * SAMPLES_PER_MS,
      most: occurrence.window.mostItems ?? MOST_ITEMS,
    },
  }
}

export type Day = Parameters<typeof fillDay>[0]

function dayOf(planning: StationPlanning, frames: readonly Frame[], history: Placement[]): Day {
  const { place, candidates, standing, pins, mix } = planning
  const date = frames[0]?.occurrence.date ?? ''
  const orders = planning.ordersOn?.(date)
  const programme = candidates.filter(
    ({ contentType, campaign }) =>
      contentType !== 'tune' && contentType !== 'test' && campaign !== null,
  )
  const lastHeard = new Map<BulletinId, string>()
  for (const { bulletin, date: on } of history)
    if (on < date && on > (lastHeard.get(bulletin) ?? '')) lastHeard.set(bulletin, on)
  const choices = inTurn(programme, history, date).map((candidate, turn): Choice => {
    const campaign = candidate.campaign?.id as CampaignId
    const order = orders?.get(campaign) ?? openOrder(campaign)
    const heardOn = lastHeard.get(candidate.bulletin)
    const days = heardOn === undefined ? LONGEST_UNHEARD_DAYS : daysBetween(heardOn, date)
    const airable: Airable = {
      ...{ bulletin: candidate.bulletin, language: candidate.language, order },
      class: candidate.class,
      unheardDays: Math.min(days, LONGEST_UNHEARD_DAYS),
    }
    return { candidate, order, airable, turn, pinned: false }
  })
  const byVersion = new Map(choices.map((choice) => [choice.candidate.version as string, choice]))
  return {
    orders: [...(orders?.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ...{ place, choices, before: beforeOf(history), mix: mix ?? null },
    slots: frames.map(({ slot }) => slot),
    standing: frames.map(({ occurrence, items }) => {
      const id = blockOf(occurrence, items).id
      const pinned = (pins?.get(id) ?? []).flatMap((version) => {
        const choice = byVersion.get(version)
        return choice ? [{ ...choice, pinned: true }] : []
      })
      const stood = (standing?.get(id) ?? []).flatMap(
        ({ bulletin }) => byVersion.get(bulletin?.version ?? '') ?? [],
      )
      const hands = new Set(pinned.map(({ candidate }) => candidate.bulletin))
      return [...pinned, ...stood.filter(({ candidate }) => !hands.has(candidate.bulletin))]
    }),
    aired: airedToday(history, date, byVersion),
  }
}

/** What sounds on the same date before the windows that are planned. */
function airedToday(
  history: readonly Placement[],
  date: string,
  byVersion: ReadonlyMap<string, Choice>,
): Day['aired'] {
  const blocks = new Map<string, number>()
  return history
    .filter((placed) => placed.date === date && placed.kind === 'bulletin')
    .flatMap(({ version, block }) => {
      const choice = byVersion.get(version ?? '')
      if (!choice) return []
      const slot = blocks.get(block) ?? -1 - blocks.size
      blocks.set(block, slot)
      return [{ airable: choice.airable, slot }]
    })
}

function beforeOf(history: readonly Placement[]): Before {
  const spoken = history.filter(({ kind }) => kind === 'bulletin')
  const bulletins = new Map<BulletinId, number>()
  const campaigns = new Map<CampaignId, number>()
  for (const { bulletin, campaign, at } of spoken) {
    bulletins.set(bulletin, Math.max(at, bulletins.get(bulletin) ?? at))
    if (campaign) campaigns.set(campaign, Math.max(at, campaigns.get(campaign) ?? at))
  }
  return { bulletin: latest(spoken)?.bulletin ?? null, bulletins, campaigns }
}

function bulletinItem(
  station: StationId,
  occurrence: Occurrence,
  { choice, offsetSamples }: Placed,
  items: readonly Item[],
): Item {
  return itemOf(station, occurrence, choice.candidate, 'bulletin', offsetSamples, items)
}
