import type { KeyboardEvent } from 'react'
import type { Block } from '../api/shapes.ts'
import { type PlacedItem, placed } from '../data/board.ts'
import { fillOf } from '../data/fill.ts'
import { endOf, linesOf } from '../data/plan-line.ts'
import { type TimeScale, topOf } from '../data/time-scale.ts'
import { useSpan } from '../part/spans.ts'
import { timeOf } from '../text/format.ts'
import type { Dragging } from './dragging.ts'
import { useFillWords } from './fill-words.ts'
import { HandNotes } from './hand-notes.tsx'
import { useRelayWords } from './relay-words.ts'
import { TimelineItem } from './timeline-item.tsx'

/** A window on the timeline: its parts to scale, gaps as gaps, and what is said of it at the right. */
export function TimelineBlock({
  block,
  zone,
  scale,
  mayChange,
  focusable,
  held,
  dragging,
  onOpen,
  onKey,
  onSelect,
}: {
  block: Block
  zone: string
  scale: TimeScale
  mayChange: boolean
  /** The one item that Tab reaches; arrows go on from it. */
  focusable: string | null
  /** The item that is being moved. */
  held: string | null
  dragging: Dragging
  onOpen: (item: string) => void
  onKey: (event: KeyboardEvent, placed: PlacedItem) => void
  onSelect: (item: string) => void
}) {
  const span = useSpan()
  const words = useFillWords()
  const relayWords = useRelayWords()
  const top = topOf(scale, block.startsAt)
  const height = topOf(scale, endOf(block)) - top
  const fill = fillOf(block)
  const place = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }) => {
    const from = topOf(scale, startsAt)
    return { top: from - top, height: topOf(scale, endsAt) - from }
  }
  const room = height > 110 ? 'all' : height > 44 ? 'some' : height > 18 ? 'line' : 'none'
  return (
    <section
      className="timeline-block"
      style={{ top, height }}
      data-begun={block.begun || undefined}
      data-testid="timeline-block"
      data-window={block.window}
      aria-label={`${timeOf(block.startsAt, zone)} ${block.title}`}
    >
      <ol className="timeline-lane">
        {linesOf(block).map((line) => {
          const where = place(line)
          if (line.kind === 'item')
            return (
              <TimelineItem
                key={line.key}
                placed={placed(block, line.item)}
                zone={zone}
                where={where}
                mayChange={mayChange}
                focusable={line.item.id === focusable}
                held={line.item.id === held}
                dragging={dragging}
                onOpen={onOpen}
                onKey={onKey}
                onSelect={onSelect}
              />
            )
          const says =
            line.kind === 'relay'
              ? relayWords(line.source)
              : words({ kind: 'free', ms: line.endsAt - line.startsAt, used: 0 })
          return (
            <li
              key={line.key}
              className={`timeline-part timeline-${line.kind}`}
              data-source={line.kind === 'relay' ? line.source : undefined}
              style={where}
              title={`${timeOf(line.startsAt, zone)} – ${timeOf(line.endsAt, zone)} · ${says}`}
            >
              {where.height >= 16 && (
                <>
                  <span className="tabular">{timeOf(line.startsAt, zone)}</span> <span>{says}</span>
                  {line.kind === 'relay' && (
                    <span className="note"> · {span(line.endsAt - line.startsAt)}</span>
                  )}
                </>
              )}
            </li>
          )
        })}
      </ol>
      {room !== 'none' && (
        <div className="timeline-says" data-room={room}>
          <div className="timeline-says-head">
            <b className="tabular">
              {timeOf(block.startsAt, zone)} – {timeOf(endOf(block), zone)}
            </b>
            {room !== 'line' && (
              <>
                {/^[\d:]+$/.test(block.title) ? null : <span>{block.title}</span>}
                <span className="timeline-fill" data-fill={fill.kind}>
                  <span className="fill-bar">
                    <span style={{ width: `${Math.round(fill.used * 100)}%` }} />
                  </span>
                  {words(fill)}
                </span>
              </>
            )}
          </div>
          {room === 'all' && <HandNotes block={block} mayChange={mayChange} />}
        </div>
      )}
    </section>
  )
}
