import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { instantAt, type TimeScale, topOf } from '../data/time-scale.ts'

/** From a day at a glance to half seconds, px for each second. */
const LEAST = 0.02
const MOST = 160
const STEP = 1.5
const touches = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const

/** How near the timeline is; whatever is looked at stays where it is while it grows. */
export function useZoom(
  box: RefObject<HTMLElement | null>,
  fit: number,
  scaleAt: (pxPerSecond: number) => TimeScale,
  /** The item that is selected: it stays in sight. */
  selected: RefObject<string | null>,
) {
  const [pxPerSecond, setPxPerSecond] = useState(fit)
  /** What has to lie where once it is drawn anew. */
  const anchor = useRef<Readonly<{ at: number; y: number }> | null>(null)
  const latest = useRef({ pxPerSecond, scaleAt })
  /** What was asked for last: several steps may come before one of them is drawn. */
  const target = useRef(pxPerSecond)
  useEffect(() => {
    latest.current = { pxPerSecond, scaleAt }
    target.current = pxPerSecond
  })

  const zoomTo = useCallback(
    (wanted: number, y?: number) => {
      const element = box.current
      if (!element) return
      const held = y ?? heldBy(element, selected.current)
      const { pxPerSecond: before, scaleAt: scale } = latest.current
      // What lies out of sight comes to the middle.
      const shown = Math.min(element.clientHeight - EDGE_PX, Math.max(EDGE_PX, held))
      const inSight = shown === held ? held : element.clientHeight / 2
      anchor.current = { at: instantAt(scale(before), element.scrollTop + held), y: inSight }
      target.current = Math.min(MOST, Math.max(LEAST, wanted))
      setPxPerSecond(target.current)
    },
    [box, selected],
  )
  const zoomBy = useCallback(
    (factor: number, y?: number) => zoomTo(target.current * factor, y),
    [zoomTo],
  )

  useLayoutEffect(() => {
    if (!anchor.current || !box.current) return
    const { at, y } = anchor.current
    box.current.scrollTop = topOf(scaleAt(pxPerSecond), at) - y
    anchor.current = null
  }, [pxPerSecond, scaleAt, box])

  // React listens passively; ctrl + wheel would zoom the whole page.
  useEffect(() => {
    const element = box.current
    if (!element) return
    const heightOf = (clientY: number) => clientY - element.getBoundingClientRect().top
    const hearWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoomBy(Math.exp(-event.deltaY / 240), heightOf(event.clientY))
    }
    /** Between two fingers, px; 0 while there are not two. */
    let apart = 0
    const hearTouch = (event: TouchEvent) => {
      const [one, other] = event.touches
      const two = one && other && event.touches.length === 2 ? { one, other } : null
      if (!two) {
        apart = 0
        return
      }
      // Else the browser would make the whole page larger.
      event.preventDefault()
      const before = apart
      apart = Math.max(24, Math.abs(two.one.clientY - two.other.clientY))
      const middle = (two.one.clientY + two.other.clientY) / 2
      if (before > 0) zoomBy(apart / before, heightOf(middle))
    }
    element.addEventListener('wheel', hearWheel, { passive: false })
    for (const touch of touches) element.addEventListener(touch, hearTouch, { passive: false })
    return () => {
      element.removeEventListener('wheel', hearWheel)
      for (const touch of touches) element.removeEventListener(touch, hearTouch)
    }
  }, [box, zoomBy])

  return {
    pxPerSecond,
    zoomTo,
    zoomIn: () => zoomBy(STEP),
    zoomOut: () => zoomBy(1 / STEP),
  }
}

/** Nearer to an edge than this it would not be seen once it is drawn anew, px. */
const EDGE_PX = 24

/** Where the selected item lies in the box; without one its middle. */
function heldBy(box: HTMLElement, selected: string | null): number {
  const item = selected && box.querySelector(`[data-item="${CSS.escape(selected)}"]`)
  if (!item) return box.clientHeight / 2
  const { top, height } = item.getBoundingClientRect()
  return top + height / 2 - box.getBoundingClientRect().top
}
