import type { ReactNode } from 'react'

/** Where a paper lies on screen; on a narrow one it is moved by finger or arrow keys. */
export function PaperDesk({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys (WCAG 2.1.1)
    <section className="paper-desk" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
