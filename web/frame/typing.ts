/** True where a key belongs to what has the focus, not to the page. */
export function isTaken({ target, key }: Pick<KeyboardEvent, 'target' | 'key'>): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)) return true
  if (!(target instanceof HTMLInputElement)) return false
  return /^(checkbox|radio|button)$/.test(target.type) ? key === ' ' : true
}

/** True while a dialog is open: the page under it hears no keys. */
export function hasDialog(): boolean {
  return document.querySelector('[role="dialog"]') !== null
}
