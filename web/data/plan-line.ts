import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { Block, Item, Plan } from '../api/shapes.ts'

/** Part of a block, in order of sounding: an item, named relay time, or time that nothing fills. */
export type PlanLine = Readonly<{
  key: string
  startsAt: number
  endsAt: number
}> &
  (
    | Readonly<{ kind: 'item'; item: Item }>
    | Readonly<{ kind: 'relay'; source: Block['relayTime'][number]['source']; live: string | null }>
    | Readonly<{ kind: 'free' }>
  )

/** Less than this is rounding, not a gap. */
const SMALLEST_GAP_MS = 500

export function msOf(samples: number): number {
  return Math.round(samples / SAMPLES_PER_MS)
}

export function endOf(block: Block): number {
  return block.startsAt + msOf(block.lengthSamples)
}

/** A block from its first millisecond to its last, nothing left out. */
export function linesOf(block: Block): readonly PlanLine[] {
  const at = (samples: number) => block.startsAt + msOf(samples)
  const named: PlanLine[] = [
    ...block.items.map(
      (item): PlanLine => ({
        key: item.id,
        kind: 'item',
        item,
        startsAt: at(item.offsetSamples),
        endsAt: at(item.offsetSamples + item.lengthSamples),
      }),
    ),
    ...block.relayTime.map(
      (relay): PlanLine => ({
        key: `${relay.source}-${relay.offsetSamples}`,
        kind: 'relay',
        ...{ source: relay.source, live: relay.live },
        startsAt: at(relay.offsetSamples),
        endsAt: at(relay.offsetSamples + relay.lengthSamples),
      }),
    ),
  ].sort((a, b) => a.startsAt - b.startsAt)
  const lines: PlanLine[] = []
  let reached = block.startsAt
  const fill = (until: number) => {
    if (until - reached >= SMALLEST_GAP_MS)
      lines.push({ key: `free-${reached}`, kind: 'free', startsAt: reached, endsAt: until })
  }
  for (const line of named) {
    fill(line.startsAt)
    lines.push(line)
    reached = Math.max(reached, line.endsAt)
  }
  fill(endOf(block))
  return lines
}

/** The item that should sound at an instant, if any. */
export function itemAt(plan: Plan | undefined, now: number): Item | null {
  for (const block of plan?.blocks ?? [])
    for (const line of linesOf(block))
      if (line.kind === 'item' && line.startsAt <= now && now < line.endsAt) return line.item
  return null
}

/** An item of a plan by its id. */
export function findItem(plan: Plan | undefined, id: string): Item | null {
  return plan?.blocks.flatMap((block) => block.items).find((item) => item.id === id) ?? null
}

/** The block that is sounding, else the next one: what a schedule opens at. */
export function currentBlock(plan: Plan, now: number): string | null {
  return plan.blocks.find((block) => endOf(block) > now)?.id ?? null
}
