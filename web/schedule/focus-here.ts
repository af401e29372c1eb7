import { type RefObject, useEffect, useRef } from 'react'

/**
 * Brings the focus to what a dialog now shows. To the whole of it, never to a button: whoever still
 * holds Enter down must not press the next one unread.
 */
export function useFocusHere<Shown extends HTMLElement>(): RefObject<Shown | null> {
  const here = useRef<Shown>(null)
  useEffect(() => {
    here.current?.focus({ preventScroll: true })
  }, [])
  return here
}
