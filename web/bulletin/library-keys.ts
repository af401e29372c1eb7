import { usePageKeys } from '../frame/page-keys.ts'

/** Each is called with the bulletin whose row has the focus, when one has. */
export type LibraryKeys = Readonly<{
  select(bulletin: string): void
  edit(bulletin: string): void
  approve(bulletin: string): void
  /** The last row was left downwards: show more. */
  beyond(): void
}>

/** Keys of the list: j and k move the focus from row to row, the others act on the row that has it. */
export function useLibraryKeys({ select, edit, approve, beyond }: LibraryKeys): void {
  const here = (act: (bulletin: string) => void) => () => {
    const bulletin = focusedRow()?.dataset.bulletin
    if (bulletin) act(bulletin)
  }
  usePageKeys({
    j: () => move(1, beyond),
    k: () => move(-1, beyond),
    x: here(select),
    e: here(edit),
    a: here(approve),
  })
}

function focusedRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-bulletin]') ?? null
}

function move(step: 1 | -1, beyond: () => void): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-bulletin]')]
  const row = focusedRow()
  const at = row ? rows.indexOf(row) + step : step === 1 ? 0 : -1
  if (at >= rows.length) beyond()
  const link = rows[at]?.querySelector<HTMLElement>('[data-row-link]')
  link?.focus()
  link?.scrollIntoView({ block: 'nearest' })
}
