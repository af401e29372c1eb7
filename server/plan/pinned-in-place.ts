import type { Item } from '../../playout/contract/manifest.ts'
import { blockIdOf } from './block.ts'
import type { FilledWindow } from './compose.ts'
import type { HandPin } from './pins.ts'

type Standing = ReadonlyMap<string, readonly Item[]>
type Pins = ReadonlyMap<string, readonly HandPin[]>
type Windows = readonly (FilledWindow | null)[]

/** Trying one pin after the other takes a whole plan each. */
const MOST_SINGLE = 6

/**
 * Pins that hold a bulletin at the very sample where it stands, as sets that may be left out: all of
 * them, then each alone. Where the plan comes out as it stands without them, they ask for nothing.
 *
 * @param blocks ids of the windows that are planned
 */
export function pinsInPlace(pins: Pins, standing: Standing, blocks: readonly string[]): Pins[] {
  const inPlace = blocks.flatMap((block) =>
    (pins.get(block) ?? []).flatMap((pin) =>
      (standing.get(block) ?? []).some((item) => isWhere(item, pin)) ? [{ block, pin }] : [],
    ),
  )
  if (inPlace.length === 0) return []
  const single = inPlace.length > 1 ? inPlace.slice(0, MOST_SINGLE).map((one) => [one]) : []
  return [inPlace, ...single].map(
    (set) =>
      new Map(
        [...Map.groupBy(set, ({ block }) => block)].map(([block, list]) => [
          block,
          list.map(({ pin }) => pin),
        ]),
      ),
  )
}

export function withoutPins(pins: Pins, left: Pins): Pins {
  return new Map(
    [...pins].map(([block, list]) => [
      block,
      list.filter((pin) => !left.get(block)?.includes(pin)),
    ]),
  )
}

/** Whether every window holds its own bulletins at the samples at which they stand. */
export function isAsItStands(windows: Windows, standing: Standing): boolean {
  return windows.every((window) => {
    const stands = window && standing.get(idOf(window))
    if (!window || !stands) return true
    const own = stands.filter(({ kind, relayOf }) => kind === 'bulletin' && relayOf === null)
    return (
      own.length === window.placed.length &&
      window.placed.every(({ choice: { candidate }, offsetSamples }) =>
        own.some((item) => isWhere(item, { version: candidate.version, offsetSamples })),
      )
    )
  })
}

/** The same windows, with what was left out said and held to be pinned. */
export function asPinned(windows: Windows, left: Pins): Windows {
  return windows.map((window) => {
    const pins = window && left.get(idOf(window))
    if (!window || !pins) return window
    const isLeft = window.placed.map(({ choice: { candidate }, offsetSamples }) =>
      pins.some((pin) => pin.version === candidate.version && pin.offsetSamples === offsetSamples),
    )
    const titles = new Set(
      window.placed.flatMap(({ choice }, at) => (isLeft[at] ? [choice.candidate.title] : [])),
    )
    return {
      ...window,
      placed: window.placed.map((one, at) => (isLeft[at] ? { ...one, held: true } : one)),
      explanations: window.explanations.map((said) =>
        /^placed(-again)?$/.test(said.code) && titles.has(`${said.params.title}`)
          ? { ...said, code: 'pinned' }
          : said,
      ),
    }
  })
}

function isWhere(item: Item, { version, offsetSamples }: HandPin): boolean {
  return (
    item.kind === 'bulletin' &&
    item.relayOf === null &&
    item.bulletin?.version === version &&
    item.offsetSamples === offsetSamples
  )
}

function idOf({ frame: { occurrence } }: FilledWindow): string {
  return blockIdOf(occurrence.window.id, occurrence.date)
}
