import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isMovable, type PlacedItem } from '../data/board.ts'
import { NAMED_PX } from '../data/small-runs.ts'
import { lengthOf, timeOf } from '../text/format.ts'
import type { Dragging } from './dragging.ts'
import { ItemMarks } from './item-marks.tsx'

/** An item to scale: opened by a click, moved by dragging it or by its grip under a finger. */
export function TimelineItem({
  placed,
  zone,
  where,
  besideRun,
  mayChange,
  focusable,
  held,
  dragging,
  onOpen,
  onKey,
  onSelect,
}: {
  placed: PlacedItem
  zone: string
  where: { top: number; height: number }
  /** A common name of smaller ones lies over its right half. */
  besideRun: boolean
  mayChange: boolean
  focusable: boolean
  held: boolean
  dragging: Dragging
  onOpen: (item: string) => void
  onKey: (event: KeyboardEvent, placed: PlacedItem) => void
  onSelect: (item: string) => void
}) {
  const { t } = useTranslation()
  const { item, startsAt, endsAt } = placed
  const movable = mayChange && isMovable(placed)
  const length = lengthOf(endsAt - startsAt)
  const says = t('timeline.item', {
    ...{ from: timeOf(startsAt, zone), to: timeOf(endsAt, zone), title: item.title, length },
  })
  const room =
    where.height >= 46
      ? 'two'
      : where.height >= 28
        ? 'one'
        : where.height >= 21
          ? 'tight'
          : where.height >= NAMED_PX
            ? 'least'
            : 'none'
  const cramped = room !== 'two' && room !== 'one'
  const marks = [
    item.kind === 'tune' && t('schedule.tune'),
    item.relayOf && t('schedule.relays'),
    cramped && item.repeat && t('timeline.repeatSays'),
    cramped && item.pinned && t('timeline.pinned'),
    item.begun && t('timeline.begun'),
  ].filter(Boolean)
  const grabbed = { item: placed, title: item.title, lengthMs: endsAt - startsAt }
  return (
    <li className="timeline-place" style={where} data-grab>
      <button
        type="button"
        className="timeline-item"
        data-item={item.id}
        data-kind={item.kind}
        data-class={item.bulletin?.class}
        data-movable={movable || undefined}
        data-pinned={item.pinned ? true : undefined}
        data-held={held || undefined}
        data-begun={item.begun || undefined}
        data-room={room}
        data-beside-run={besideRun || undefined}
        data-testid="timeline-item"
        tabIndex={focusable ? 0 : -1}
        title={cramped ? says : undefined}
        onPointerDown={(event) => {
          // A finger scrolls here; it drags by the grip.
          if (movable && event.pointerType !== 'touch') dragging.grab(event, grabbed)
        }}
        onClick={() => {
          if (!dragging.isDrop()) onOpen(item.id)
        }}
        onFocus={() => onSelect(item.id)}
        onKeyDown={(event) => onKey(event, placed)}
      >
        {room === 'none' ? (
          <span className="unseen">{says}</span>
        ) : (
          <>
            <span className="tabular timeline-time">{timeOf(startsAt, zone)}</span>
            <span className="timeline-title clip">{item.title}</span>
            {!cramped && <ItemMarks item={item} />}
            <span className="tabular timeline-length">{length}</span>
          </>
        )}
        <span className="unseen">{marks.join(', ')}</span>
      </button>
      {movable && room !== 'none' && (
        <span
          className="timeline-grip"
          title={t('timeline.moveHandle')}
          onPointerDown={(event) => dragging.grab(event, grabbed)}
          aria-hidden="true"
          data-testid="grip"
        >
          ⠿
        </span>
      )}
    </li>
  )
}
