import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Block, Item } from '../api/shapes.ts'
import { endOf, msOf } from './plan-line.ts'
import type { Surroundings } from './snap.ts'
import type { Span } from './time-scale.ts'

/** What the day timeline asks of a plan: what may go where. */

/** An item with the window that it is in. */
export type PlacedItem = Readonly<{ block: Block; item: Item }> & Span

/** Where an item stands, which a change of a forecast day says. */
export function standsAt({ block }: PlacedItem, station: string) {
  return { station, date: block.date }
}

export function placed(block: Block, item: Item): PlacedItem {
  const startsAt = block.startsAt + msOf(item.offsetSamples)
  return { block, item, startsAt, endsAt: startsAt + msOf(item.lengthSamples) }
}

/** Every item of a day in order of sounding. */
export function itemsOf(blocks: readonly Block[]): readonly PlacedItem[] {
  return blocks
    .flatMap((block) => block.items.map((item) => placed(block, item)))
    .sort((a, b) => a.startsAt - b.startsAt)
}

/** What a hand may still change: a bulletin of the programme that has not begun and relays nobody. */
export function isMovable({ block, item }: Pick<PlacedItem, 'block' | 'item'>): boolean {
  return (
    block.purpose === 'programme' &&
    item.kind === 'bulletin' &&
    item.relayOf === null &&
    !item.begun
  )
}

/** Parts of a window that no other source fills. */
export function ownParts(block: Block): readonly Span[] {
  const parts: Span[] = []
  let from = block.startsAt
  const add = (until: number) => {
    if (until > from) parts.push({ startsAt: from, endsAt: until })
  }
  for (const relay of [...block.relayTime].sort((a, b) => a.offsetSamples - b.offsetSamples)) {
    const startsAt = block.startsAt + msOf(relay.offsetSamples)
    add(startsAt)
    from = Math.max(from, startsAt + msOf(relay.lengthSamples))
  }
  add(endOf(block))
  return parts
}

/** An own part without what has begun of it, and without the tune and other fixed parts that open it. */
function afterOpening(block: Block, part: Span): Span {
  let from = part.startsAt
  for (const { item, startsAt, endsAt } of itemsOf([block]))
    if (item.kind === 'tune' && startsAt <= from && from < endsAt && endsAt <= part.endsAt)
      from = endsAt
  return { startsAt: Math.max(from, opensAt(block)), endsAt: part.endsAt }
}

/** The first instant of a window at which something else may still sound. */
export function opensAt({ startsAt, openFrom }: Pick<Block, 'startsAt' | 'openFrom'>): number {
  return startsAt + Math.ceil(msOf(openFrom))
}

/** Parts of a window into which bulletins may be put. */
export function openParts(block: Block): readonly Span[] {
  return ownParts(block)
    .map((part) => afterOpening(block, part))
    .filter(({ startsAt, endsAt }) => startsAt < endsAt)
}

/** What is dropped onto what opens a window comes to lie after it. */
export function clearOfOpening(blocks: readonly Block[], at: number): number {
  const block = blocks.find((one) => takesMore(one) && one.startsAt <= at && at < endOf(one))
  for (const part of block ? ownParts(block) : []) {
    const { startsAt } = afterOpening(block as Block, part)
    if (part.startsAt <= at && at < startsAt && startsAt < part.endsAt) return startsAt
  }
  return at
}

/** What a moved piece may lie against; the piece itself, by its item, left out. */
export function surroundings(blocks: readonly Block[], moved: string | null): Surroundings {
  return {
    neighbours: itemsOf(blocks).filter(({ item }) => item.id !== moved),
    parts: blocks.filter(takesMore).flatMap(openParts),
  }
}

/** Windows into which something may still be put: also the rest of one that is on air. */
export function takesMore(block: Pick<Block, 'purpose' | 'openFrom' | 'lengthSamples'>): boolean {
  return block.purpose === 'programme' && block.openFrom < block.lengthSamples
}

/** Where an instant falls: the window and the sample of it; null outside of what takes more. */
export function placeAt(
  blocks: readonly Block[],
  at: number,
): Readonly<{ block: Block; offsetSamples: number }> | null {
  const block = blocks.find((one) => takesMore(one) && opensAt(one) <= at && at < endOf(one))
  return block ? { block, offsetSamples: (at - block.startsAt) * SAMPLES_PER_MS } : null
}
