import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** Above this the reader is taken to look at the newest row, and the table may move. */
const AT_TOP_PIXELS = 40

/**
 * New rows come in above; what one reads stays where it is. Before each change the first visible row
 * is remembered, after it the page is scrolled by as much as that row has moved.
 *
 * @param reading true keeps the place even at the top: a row is open
 */
export function useKeptPlace(reading: boolean): RefObject<HTMLTableSectionElement | null> {
  const body = useRef<HTMLTableSectionElement>(null)
  const held = useRef<{ row: HTMLElement; top: number } | null>(null)

  const remember = () => {
    const rows = body.current?.querySelectorAll<HTMLElement>('tr[data-airing]') ?? []
    held.current = null
    for (const row of rows) {
      const { top } = row.getBoundingClientRect()
      if (top < 0) continue
      held.current = { row, top }
      return
    }
  }

  useLayoutEffect(() => {
    const before = held.current
    const keep =
      reading ||
      window.scrollY > AT_TOP_PIXELS ||
      (body.current?.contains(document.activeElement) ?? false)
    if (before?.row.isConnected && keep) {
      const moved = before.row.getBoundingClientRect().top - before.top
      if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: 'instant' })
    }
    remember()
  })
  useEffect(() => {
    window.addEventListener('scroll', remember, { passive: true })
    return () => window.removeEventListener('scroll', remember)
  })
  return body
}
