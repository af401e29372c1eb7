import type { StationId } from '../../playout/contract/ids.ts'
import type { Block, Item } from '../../playout/contract/manifest.ts'
import { type Instant, type LocalDate, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Candidate } from './airworthy.ts'
import { hasBegun } from './begun.ts'
import { blockIdOf } from './block.ts'
import type { Bar, Hands, Pin } from './hand.ts'
import type { PlanStation } from './plan-station.ts'
import type { PlannedBlock } from './playlist.ts'
import type { QuietHours } from './quiet-hours.ts'
import { type AirWindow, type Occurrence, occurrencesOn, type Source } from './window.ts'

/** What a change by hand is weighed on. Pure: it is asked again and again while choices are tried. */
export type Ground = Readonly<{
  now: Instant
  today: LocalDate
  stations: ReadonlyMap<string, PlanStation>
  windowsOf(station: PlanStation): readonly AirWindow[]
  /** What a station may choose from, by version. */
  candidatesOf(station: PlanStation): ReadonlyMap<string, Candidate>
  quiet: QuietHours | null
  /** Of versions that nobody may choose any more. */
  titleOf(version: string): string
  /** The plan with hands as they are, of every station and date that may be spoken of. */
  before: readonly PlannedBlock[]
  /** One date of one station as it would be planned with these hands. */
  plan(hands: Hands, station: PlanStation, date: LocalDate): readonly PlannedBlock[]
  newId(): string
}>

/** A change in the making: what hands wish so far, and the plan that comes of it. */
export type Draft = Readonly<{ hands: Hands; blocks: ReadonlyMap<string, PlannedBlock> }>

export function startDraft(ground: Ground, hands: Hands): Draft {
  return { hands, blocks: new Map(ground.before.map((planned) => [planned.block.id, planned])) }
}

/** The draft with other hands: what one date of one station is planned anew. */
export function withHands(
  ground: Ground,
  draft: Draft,
  hands: Hands,
  place: Readonly<{ station: PlanStation; date: LocalDate }>,
): Draft {
  const planned = ground.plan(hands, place.station, place.date)
  const blocks = new Map(draft.blocks)
  for (const [id, { station, block }] of draft.blocks)
    if (station === place.station.id && block.date === place.date && !hasBegun(block, ground.now))
      blocks.delete(id)
  for (const one of planned) blocks.set(one.block.id, one)
  return { hands, blocks }
}

export function blockAt(draft: Draft, window: string, date: LocalDate): PlannedBlock | undefined {
  return draft.blocks.get(blockIdOf(window, date))
}

export function blocksOf(draft: Draft, station: StationId, date: LocalDate): PlannedBlock[] {
  return [...draft.blocks.values()]
    .filter((one) => one.station === station && one.block.date === date)
    .sort((a, b) => a.block.startsAt - b.block.startsAt)
}

export function findItem(
  draft: Draft,
  id: string,
): Readonly<{ planned: PlannedBlock; item: Item }> | null {
  for (const planned of draft.blocks.values())
    for (const item of planned.block.items) if (item.id === id) return { planned, item }
  return null
}

/** The window as it begins on that date; null when the station does not have it then. */
export function occurrenceOf(
  ground: Ground,
  station: PlanStation,
  window: string,
  date: LocalDate,
): Occurrence | null {
  const windows = ground.windowsOf(station).filter(({ id }) => id === window)
  return occurrencesOn(windows, date, station.zone)[0] ?? null
}

/** Whose part a station fills by itself. */
export function ownSource({ role }: PlanStation): Source {
  return role
}

/** Bulletins of the station's own choosing: neither fixed parts nor relays. */
export function ownBulletins(block: Block): Item[] {
  return block.items.filter(({ kind, relayOf }) => kind === 'bulletin' && relayOf === null)
}

export function isSamePlace(
  one: Readonly<{ window: string; date: LocalDate }>,
  other: Readonly<{ window: string; date: LocalDate }>,
): boolean {
  return one.window === other.window && one.date === other.date
}

export function pinsAt(hands: Hands, window: string, date: LocalDate): Pin[] {
  return hands.pins.filter((pin) => isSamePlace(pin, { window, date }))
}

export function withPin({ pins, bars }: Hands, pin: Pin): Hands {
  // What is put somewhere is not kept out of there any more.
  const still = bars.filter((bar) => !isSamePlace(bar, pin) || bar.version !== pin.version)
  return { pins: [...pins, pin], bars: still }
}

export function withBar({ pins, bars }: Hands, bar: Bar): Hands {
  const known = bars.some((one) => isSamePlace(one, bar) && one.version === bar.version)
  return { pins, bars: known ? bars : [...bars, bar] }
}

export function withoutPin({ pins, bars }: Hands, id: string): Hands {
  return { pins: pins.filter((pin) => pin.id !== id), bars }
}

export function msToSamples(ms: number): number {
  return ms * SAMPLES_PER_MS
}
