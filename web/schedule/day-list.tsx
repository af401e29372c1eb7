import { useEffect, useRef } from 'react'
import type { Plan } from '../api/shapes.ts'
import { BlockSheet } from './block-sheet.tsx'

/** The day line by line: what paper and a phone show. */
export function DayList({
  plan,
  current,
  mayChange,
  onOpen,
}: {
  plan: Plan
  /** The window that goes on, else the next. */
  current: string | null
  mayChange: boolean
  onOpen: (item: string) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const shown = useRef('')
  useEffect(() => {
    const day = `${plan.station} ${plan.date}`
    if (!current || shown.current === day) return
    shown.current = day
    list.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'start' })
  }, [plan.station, plan.date, current])
  return (
    <div className="blocks" ref={list}>
      {plan.blocks.map((block) => (
        <BlockSheet
          key={block.id}
          block={block}
          zone={plan.zone}
          current={block.id === current}
          mayChange={mayChange}
          onOpen={onOpen}
        />
      ))}
    </div>
  )
}
