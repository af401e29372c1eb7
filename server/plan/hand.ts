import type { StationId, VersionId, WindowId } from '../../playout/contract/ids.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import type { LocalDate } from '../../playout/contract/time.ts'

/** What a person keeps out of a window on a date. */
export type Bar = Readonly<{
  id: string
  station: StationId
  window: WindowId
  date: LocalDate
  version: VersionId
}>

/** What a person put into a window on a date. */
export type Pin = Bar &
  Readonly<{
    /** Sample of the window at which it has to begin; null: where it fits. */
    offsetSamples: number | null
    /** Among those without an offset. */
    position: number
  }>

/** Everything that people did to playlists by hand. */
export type Hands = Readonly<{ pins: readonly Pin[]; bars: readonly Bar[] }>

/** The pin that put an item where it is; null when the planner did. */
export function pinOf(item: Item, pinsHere: readonly Pin[]): Pin | null {
  const version = item.bulletin?.version
  if (version === undefined || item.kind !== 'bulletin' || item.relayOf !== null) return null
  const mine = pinsHere.filter((pin) => pin.version === version)
  return (
    mine.find(({ offsetSamples }) => offsetSamples === item.offsetSamples) ??
    mine.find(({ offsetSamples }) => offsetSamples === null) ??
    null
  )
}

/** What hands wished for on one date of a station; equal texts are the same wishes. */
export type DayHands = Readonly<{ pins: readonly string[]; bars: readonly string[] }>

export function dayHands(
  { pins, bars }: Hands,
  place: Readonly<{ station: string; date: LocalDate }>,
): DayHands {
  const here = (one: Bar) => one.station === place.station && one.date === place.date
  return {
    pins: pins
      .filter(here)
      .map(({ window, version, offsetSamples, position }) =>
        // The order only matters among those that have no place of their own.
        [window, version, offsetSamples ?? `#${position}`].join(' '),
      )
      .sort(),
    bars: bars
      .filter(here)
      .map(({ window, version }) => `${window} ${version}`)
      .sort(),
  }
}

export function isSameHands(one: DayHands, other: DayHands): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** True when a day's hands had put this version into the window. */
export function hadPin(hands: DayHands, window: string, version: string): boolean {
  return hands.pins.some((pin) => pin.startsWith(`${window} ${version} `))
}
