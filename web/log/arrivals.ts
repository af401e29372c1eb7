import { useEffect, useRef } from 'react'

/** Which of these came after the first look: they slide in. */
export function useArrivals(rows: readonly Readonly<{ id: string }>[]): ReadonlySet<string> {
  const seen = useRef<Set<string> | null>(null)
  const newest = seen.current
  const arrived = new Set<string>()
  if (newest && newest.size > 0)
    for (const { id } of rows) {
      // Rows below the first known one are older pages, not news.
      if (newest.has(id)) break
      arrived.add(id)
    }
  useEffect(() => {
    seen.current ??= new Set()
    for (const { id } of rows) seen.current.add(id)
  })
  return arrived
}
