import type { z } from 'zod'
import { sha256Hex } from '../../playout/contract/hash.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { firstOpenSample, hasBegun, itemHasBegun } from './begun.ts'
import { explain } from './explanation-text.ts'
import { type Hands, pinOf } from './hand.ts'
import type { PlanView } from './plan-view.ts'
import { freeSamples, type PlannedBlock } from './playlist.ts'

/** What is shown of one date of a station. */
export type DayToShow = Readonly<{
  date: LocalDate
  /** In order of time. */
  blocks: readonly PlannedBlock[]
  hands: Hands
  /** Of the playlist's published versions the newest. */
  version: number
  /** Titles by version, of what hands wished for. */
  titles: ReadonlyMap<string, string>
  firstHeard: ReadonlyMap<string, Instant>
  /** Who pinned what and when, by pin. */
  pinnedBy: ReadonlyMap<string, Readonly<{ name: string; at: Instant }>>
  /** What airs it: the station's own player, or the district's signal that it carries. */
  by: 'player' | 'district-signal'
}>

type PlanDay = Pick<z.output<typeof PlanView>, 'date' | 'revision' | 'version' | 'blocks'>

/** A date's playlist as the screens take it. */
export function showDay(day: DayToShow, now: Instant): PlanDay {
  const { date, blocks, version } = day
  return {
    ...{ date, version, revision: revisionOf(day) },
    blocks: blocks.map((planned) => showBlock(day, planned, now)),
  }
}

/** Changes whenever the playlist, or what hands did to it, does. */
function revisionOf({ version, hands }: Pick<DayToShow, 'version' | 'hands'>): string {
  const ids = [...hands.pins, ...hands.bars].map(({ id }) => id).sort()
  return sha256Hex([version, ...ids].join('\n')).slice(0, 32)
}

function showBlock(
  { hands, titles, firstHeard, pinnedBy, by }: DayToShow,
  { block, explanations }: PlannedBlock,
  now: Instant,
): PlanDay['blocks'][number] {
  const here = (one: Readonly<{ window: string; date: LocalDate }>) =>
    one.window === block.window && one.date === block.date
  const pins = hands.pins.filter(here)
  const begun = hasBegun(block, now)
  const items = block.items.map((item) => {
    const first = firstHeard.get(item.bulletin?.version ?? '')
    const pinned = pinOf(item, pins)?.id ?? null
    return {
      ...item,
      pinned,
      pinnedBy: pinnedBy.get(pinned ?? '') ?? null,
      repeat: item.kind === 'bulletin' && first !== undefined && first < block.startsAt,
      ...{ begun: itemHasBegun(block, item, now), by },
    }
  })
  const held = new Set(items.map(({ pinned }) => pinned))
  const named = ({ id, version }: Hands['bars'][number]) => ({
    ...{ id, version, title: titles.get(version) ?? version },
  })
  return {
    ...{ ...block, items, begun },
    openFrom: Math.min(block.lengthSamples, firstOpenSample(block, now)),
    // Whoever carries a signal has nothing to fill.
    freeSamples: by === 'player' ? Math.max(0, freeSamples(block)) : 0,
    bars: hands.bars.filter(here).map(named),
    idlePins: pins.filter(({ id }) => !held.has(id)).map(named),
    explanations: explanations.map(explain),
  }
}
