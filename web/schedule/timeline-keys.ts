import { type KeyboardEvent, useState } from 'react'
import type { Block } from '../api/shapes.ts'
import {
  isMovable,
  itemsOf,
  openParts,
  type PlacedItem,
  placeAt,
  standsAt,
  surroundings,
  takesMore,
} from '../data/board.ts'
import { nudge } from '../data/snap.ts'
import type { TimeScale } from '../data/time-scale.ts'
import { useChanges } from './changes.ts'
import { useSchedulePlace } from './place.ts'

/** Where an item would go that keys have moved; nothing is asked for before Enter. */
export type Pending = Readonly<{ item: PlacedItem; at: number }>

/**
 * Keys of the timeline's items: arrows choose, Alt + arrows move by the step of the zoom, Enter opens or
 * looks at the new place, Delete takes out, P pins.
 */
export function useTimelineKeys({
  blocks,
  scale,
  mayChange,
  onOpen,
}: {
  blocks: readonly Block[]
  scale: TimeScale
  mayChange: boolean
  onOpen: (item: string) => void
}) {
  const { ask } = useChanges()
  const { station } = useSchedulePlace()
  const [selected, select] = useState<string | null>(null)
  const [pending, setPending] = useState<Pending | null>(null)

  const choose = (from: PlacedItem, step: number) => {
    const items = itemsOf(blocks)
    const at = items.findIndex(({ item }) => item.id === from.item.id)
    const next = items[Math.min(items.length - 1, Math.max(0, at + step))]
    if (!next) return
    setPending(null)
    select(next.item.id)
    const button = document.querySelector<HTMLElement>(`[data-item="${next.item.id}"]`)
    button?.focus({ preventScroll: true })
    button?.scrollIntoView({ block: 'nearest' })
  }

  const shift = (from: PlacedItem, direction: 1 | -1) => {
    const lengthMs = from.endsAt - from.startsAt
    const around = surroundings(blocks, from.item.id)
    const before = pending?.item.item.id === from.item.id ? pending.at : from.startsAt
    const at = nudge(before, lengthMs, direction, around, scale.pxPerSecond)
    // Past the end of a window it goes on at the near end of the next one.
    if (placeAt(blocks, at)) setPending({ item: from, at })
    else toWindow(from, before, direction)
  }

  const toWindow = (from: PlacedItem, before: number, direction: 1 | -1) => {
    const starts = blocks
      .filter(takesMore)
      .flatMap((block) => openParts(block)[0]?.startsAt ?? [])
      .sort((a, b) => a - b)
    const at =
      direction === 1
        ? starts.find((start) => start > before)
        : starts.findLast((start) => start < before)
    if (at !== undefined) setPending({ item: from, at })
  }

  const settle = ({ item, at }: Pending) => {
    const place = placeAt(blocks, at)
    setPending(null)
    if (!place || at === item.startsAt) return
    const { block, offsetSamples } = place
    const of = standsAt(item, station)
    ask([
      {
        ...{ kind: 'move', item: item.item.id, of, window: block.window, date: block.date },
        offsetSamples,
      },
    ])
  }

  const hear = (event: KeyboardEvent, placed: PlacedItem) => {
    if (event.ctrlKey || event.metaKey) return
    const may = mayChange && isMovable(placed)
    const act = actOf(event)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    const before = pending?.at ?? placed.startsAt
    const of = standsAt(placed, station)
    if (act === 'previous') choose(placed, -1)
    else if (act === 'next') choose(placed, 1)
    else if (act === 'open' && pending) settle(pending)
    else if (act === 'open') onOpen(placed.item.id)
    else if (act === 'leave') setPending(null)
    else if (!may) return
    else if (act === 'earlier') shift(placed, -1)
    else if (act === 'later') shift(placed, 1)
    else if (act === 'window-before') toWindow(placed, before, -1)
    else if (act === 'window-after') toWindow(placed, before, 1)
    else if (act === 'remove') ask([{ kind: 'remove', item: placed.item.id, of }])
    else ask([{ kind: placed.item.pinned ? 'unpin' : 'pin', item: placed.item.id, of }])
  }
  return { selected, select, pending, hear }
}

const plain: Readonly<Record<string, Act>> = {
  ...{ ArrowUp: 'previous', ArrowDown: 'next', Enter: 'open', Escape: 'leave' },
  ...{ Delete: 'remove', p: 'pin', P: 'pin' },
}
const withAlt: Readonly<Record<string, Act>> = {
  ...{ ArrowUp: 'earlier', ArrowLeft: 'earlier', ArrowDown: 'later', ArrowRight: 'later' },
  ...{ PageUp: 'window-before', PageDown: 'window-after' },
}

type Act =
  | 'previous'
  | 'next'
  | 'open'
  | 'leave'
  | 'earlier'
  | 'later'
  | 'window-before'
  | 'window-after'
  | 'remove'
  | 'pin'

function actOf({ key, altKey }: KeyboardEvent): Act | undefined {
  return (altKey ? withAlt : plain)[key]
}
