import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Block } from '../api/shapes.ts'
import { itemsOf, type PlacedItem, placed } from '../data/board.ts'
import { fillOf } from '../data/fill.ts'
import { endOf, linesOf } from '../data/plan-line.ts'
import { isBesideRun, NAMED_PX, smallRuns } from '../data/small-runs.ts'
import { type TimeScale, topOf } from '../data/time-scale.ts'
import { useSpan } from '../part/spans.ts'
import { timeOf } from '../text/format.ts'
import type { Dragging } from './dragging.ts'
import { useFillWords, useWindowWords } from './fill-words.ts'
import { HandNotes } from './hand-notes.tsx'
import { useSchedulePlace } from './place.ts'
import { useRelayWords } from './relay-words.ts'
import { type DrawnItem, SmallRunLabel } from './small-run.tsx'
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
  onNear,
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
  /** Comes near enough to read these items. */
  onNear: (items: readonly PlacedItem[]) => void
}) {
  const span = useSpan()
  const { t } = useTranslation()
  const { plays } = useSchedulePlace()
  const freeWords = useFillWords()
  const words = useWindowWords()
  const relayWords = useRelayWords()
  const top = topOf(scale, block.startsAt)
  const height = topOf(scale, endOf(block)) - top
  const fill = fillOf(block)
  const place = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }) => {
    const from = topOf(scale, startsAt)
    return { top: from - top, height: topOf(scale, endsAt) - from }
  }
  const runs = smallRuns(
    itemsOf([block]).map((one): DrawnItem => ({ ...place(one), placed: one })),
    height,
  )
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
                besideRun={isBesideRun(where, runs)}
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
              ? relayWords(line)
              : plays
                ? freeWords({ kind: 'free', ms: line.endsAt - line.startsAt, used: 0 })
                : t('schedule.freeTime')
          return (
            <li
              key={line.key}
              className={`timeline-part timeline-${line.kind}`}
              data-source={line.kind === 'relay' ? line.source : undefined}
              style={where}
              title={`${timeOf(line.startsAt, zone)} – ${timeOf(line.endsAt, zone)} · ${says}`}
            >
              {where.height >= NAMED_PX && (
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
        {runs.map((run) => (
          <SmallRunLabel key={run.pieces[0]?.placed.item.id} run={run} onNear={onNear} />
        ))}
      </ol>
      {room !== 'none' && (
        <div className="timeline-says" data-room={room}>
          <div className="timeline-says-head">
            <b className="tabular">
              {timeOf(block.startsAt, zone)} – {timeOf(endOf(block), zone)}
            </b>
            {room === 'line' ? (
              <span className="clip note">{words(block, plays)}</span>
            ) : (
              <>
                {/^[\d:]+$/.test(block.title) ? null : <span>{block.title}</span>}
                <span className="timeline-fill" data-fill={fill.kind}>
                  {plays && (
                    <span className="fill-bar">
                      <span style={{ width: `${Math.round(fill.used * 100)}%` }} />
                    </span>
                  )}
                  {words(block, plays)}
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
