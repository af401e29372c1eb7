import { useEffect, useRef } from 'react'
import { hasDialog, isTaken } from './typing.ts'

/** Keys of one page, by their name; what has the focus, or a dialog, hears its own first. */
export function usePageKeys(keys: Readonly<Record<string, () => unknown>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event) || hasDialog()) return
      const act = latest.current[event.key]
      if (!act) return
      // The key opens something: it must not be typed into it as well.
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}
