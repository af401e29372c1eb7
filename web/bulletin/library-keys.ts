import { useEffect, useRef } from 'react'
import { hasDialog, isTaken } from '../frame/typing.ts'

export type LibraryKeys = Readonly<{
  /** The bulletin whose row has the focus; called only when one has. */
  select(bulletin: string): void
  edit(bulletin: string): void
  approve(bulletin: string): void
  /** The last row was left downwards: show more. */
  beyond(): void
}>

/** Keys of the list: j and k move the focus from row to row, the others act on the row that has it. */
export function useLibraryKeys(keys: LibraryKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event) || hasDialog()) return
      const row = document.activeElement?.closest<HTMLElement>('[data-bulletin]') ?? null
      if (event.key === 'j' || event.key === 'k') {
        event.preventDefault()
        move(row, event.key === 'j' ? 1 : -1, latest.current.beyond)
        return
      }
      const bulletin = row?.dataset.bulletin
      if (!row || !bulletin) return
      if (event.key === ' ' && document.activeElement?.matches('[data-row-link]')) {
        event.preventDefault()
        row.querySelector<HTMLElement>('[data-preview]')?.click()
      } else if (event.key === 'x') latest.current.select(bulletin)
      else if (event.key === 'e') latest.current.edit(bulletin)
      else if (event.key === 'a') latest.current.approve(bulletin)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}

function move(row: HTMLElement | null, step: 1 | -1, beyond: () => void): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-bulletin]')]
  const at = row ? rows.indexOf(row) + step : step === 1 ? 0 : -1
  if (at >= rows.length) beyond()
  const link = rows[at]?.querySelector<HTMLElement>('[data-row-link]')
  link?.focus()
  link?.scrollIntoView({ block: 'nearest' })
}
