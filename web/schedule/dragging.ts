import {
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { Change } from '../api/planning.ts'
import type { Plan } from '../api/shapes.ts'
import { clearOfOpening, type PlacedItem, placeAt, standsAt, surroundings } from '../data/board.ts'
import { type Snapped, snap } from '../data/snap.ts'
import { instantAt, type TimeScale } from '../data/time-scale.ts'
import { useChanges } from './changes.ts'

/** What is held: an item of the plan, or an approved version from the shelf. */
export type Held = Readonly<{ title: string; lengthMs: number }> &
  (Readonly<{ item: PlacedItem }> | Readonly<{ version: string }>)

/** Where what is held would go if it were dropped now. */
export type Drag = Readonly<{
  held: Held
  /** In the viewport, for what follows the pointer. */
  x: number
  y: number
  /** Null beside the timeline. */
  to: Snapped | null
  /** Over another day. */
  day: string | null
}>

/** Less than this is a click. */
const SLACK_PX = 5
/** At this distance from an edge the timeline scrolls by itself. */
const EDGE_PX = 48

export type Dragging = ReturnType<typeof useDragging>

/** Dragging by pointer: mouse, pen or finger. What is dropped is asked for, never moved at once. */
export function useDragging(plan: Plan) {
  const { ask } = useChanges()
  const [drag, setDrag] = useState<Drag | null>(null)
  /** The timeline, given by it: its scale, the sheet that is drawn on, the box that scrolls. */
  const board = useRef<Readonly<{
    scale: TimeScale
    sheet: HTMLElement
    box: HTMLElement
  }> | null>(null)
  const latest = useRef({ plan, ask })
  const stop = useRef<(() => void) | null>(null)
  /** A drag ends in a click of its own, which opens nothing. */
  const dropped = useRef(false)
  useEffect(() => {
    latest.current = { plan, ask }
  })
  useEffect(() => () => stop.current?.(), [])

  const grab = useCallback((event: ReactPointerEvent<HTMLElement>, held: Held) => {
    if (event.button !== 0) return
    stop.current?.()
    dropped.current = false
    const from = { x: event.clientX, y: event.clientY }
    const grabbedAt = event.currentTarget.closest<HTMLElement>('[data-grab]') ?? event.currentTarget
    // Where in the piece it is held; from the shelf it hangs by its top.
    const hold = 'item' in held ? event.clientY - grabbedAt.getBoundingClientRect().top : 8
    let now: Drag | null = null
    let frame = 0
    const over = (x: number, y: number): Drag => {
      const day = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop-day]')
        ?.dataset.dropDay
      const { plan: current } = latest.current
      const at = board.current
      const inside = at && isInside(at.box.getBoundingClientRect(), x, y)
      let to: Snapped | null = null
      if (inside) {
        const wanted = instantAt(at.scale, y - hold - at.sheet.getBoundingClientRect().top)
        const around = surroundings(current.blocks, 'item' in held ? held.item.item.id : null)
        const snapped = snap(wanted, held.lengthMs, around, at.scale.pxPerSecond)
        to = { ...snapped, at: clearOfOpening(current.blocks, snapped.at) }
      }
      return { held, x, y, to, day: day && day !== current.date ? day : null }
    }
    const follow = (x: number, y: number) => {
      now = over(x, y)
      setDrag(now)
    }
    const scrollAlong = () => {
      frame = requestAnimationFrame(scrollAlong)
      const box = board.current?.box
      if (!now || !box) return
      const { top, bottom, left, right } = box.getBoundingClientRect()
      if (now.x < left || now.x > right) return
      const pull = now.y < top + EDGE_PX ? -1 : now.y > bottom - EDGE_PX ? 1 : 0
      if (pull === 0) return
      box.scrollBy(0, pull * 9)
      follow(now.x, now.y)
    }
    const hearMove = (moved: PointerEvent) => {
      const far = Math.hypot(moved.clientX - from.x, moved.clientY - from.y)
      if (!now && far < SLACK_PX) return
      if (!now) frame = requestAnimationFrame(scrollAlong)
      moved.preventDefault()
      follow(moved.clientX, moved.clientY)
    }
    const hearUp = () => {
      const end = now
      finish()
      if (!end) return
      dropped.current = true
      const change = changeOf(end, latest.current.plan)
      if (change) latest.current.ask([change])
    }
    const hearKey = (key: KeyboardEvent) => {
      if (key.key === 'Escape') finish()
    }
    const finish = () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('pointermove', hearMove)
      window.removeEventListener('pointerup', hearUp)
      window.removeEventListener('pointercancel', finish)
      window.removeEventListener('keydown', hearKey)
      stop.current = null
      now = null
      setDrag(null)
    }
    window.addEventListener('pointermove', hearMove, { passive: false })
    window.addEventListener('pointerup', hearUp)
    window.addEventListener('pointercancel', finish)
    window.addEventListener('keydown', hearKey)
    stop.current = finish
  }, [])

  return {
    drag,
    board,
    grab,
    /** True once, for the click that ends a drag. */
    isDrop: useCallback(() => {
      const was = dropped.current
      dropped.current = false
      return was
    }, []),
  }
}

function isInside(box: DOMRect, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}

/** What a drop asks for; null where it would change nothing. */
function changeOf({ held, to, day }: Drag, plan: Plan): Change | null {
  if (day) {
    if (!('item' in held)) return null
    const { item, block } = held.item
    const of = standsAt(held.item, plan.station)
    return { kind: 'move', item: item.id, of, window: block.window, date: day, offsetSamples: null }
  }
  const place = to && placeAt(plan.blocks, to.at)
  if (!place) return null
  const where = {
    window: place.block.window,
    date: place.block.date,
    offsetSamples: place.offsetSamples,
  }
  if ('version' in held)
    return { kind: 'place', station: plan.station, version: held.version, ...where }
  if (held.item.startsAt === to?.at) return null
  const of = standsAt(held.item, plan.station)
  return { kind: 'move', item: held.item.item.id, of, ...where }
}
