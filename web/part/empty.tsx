import type { ReactNode } from 'react'

/** Empty is a next step: a sentence that says it, and the button for it if there is one. */
export function Empty({ says, children }: { says: string; children?: ReactNode }) {
  return (
    <div className="empty" data-testid="empty">
      <p>{says}</p>
      {children}
    </div>
  )
}
