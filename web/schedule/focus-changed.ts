import type { Change } from '../api/planning.ts'

/**
 * After a mouse has dropped something nothing has the focus: it goes to what was moved, or else into
 * the window in which it now is. Whoever works by keys keeps the focus where the dialog gives it back.
 */
export function focusChanged(changes: readonly Change[]): void {
  const [change] = changes
  if (!change || document.activeElement !== document.body) return
  const item = 'item' in change ? one(`[data-item="${CSS.escape(change.item)}"]`) : null
  const window = 'window' in change ? `[data-window="${CSS.escape(change.window)}"] ` : null
  const near = window ? (one(`${window}[data-pinned]`) ?? one(`${window}[data-item]`)) : null
  ;(item ?? near)?.focus({ preventScroll: true })
}

function one(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector)
}
