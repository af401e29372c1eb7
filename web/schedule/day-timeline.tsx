import { Button } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../api/shapes.ts'
import { itemsOf, type PlacedItem } from '../data/board.ts'
import { instantOfLocal } from '../data/local-moment.ts'
import { currentBlock, endOf } from '../data/plan-line.ts'
import { scaleOf, ticksOf, topOf } from '../data/time-scale.ts'
import { usePageKeys } from '../frame/page-keys.ts'
import { useNow } from '../part/office.ts'
import { useSpan } from '../part/spans.ts'
import { localDateOf, minuteOf, preciseTimeOf, timeOf, writtenDate } from '../text/format.ts'
import type { Dragging } from './dragging.ts'
import { Ghost } from './ghost.tsx'
import { TimelineBlock } from './timeline-block.tsx'
import { useTimelineKeys } from './timeline-keys.ts'
import { useZoom } from './zoom.ts'

/** Room above the first and below the last window, px. */
const MARGIN_PX = 14
/** What a window is drawn as at first, px. */
const WINDOW_PX = 430

/** Room in which an item is read at ease, px. */
const NEAR_PX = 26

/** A day from top to bottom to scale, from hours down to tenths of a second. */
export function DayTimeline({
  plan,
  mayChange,
  dragging,
  onOpen,
}: {
  plan: Plan
  mayChange: boolean
  dragging: Dragging
  onOpen: (item: string) => void
}) {
  const { t } = useTranslation()
  const span = useSpan()
  const now = useNow(1_000)
  const { blocks, zone, date } = plan
  const box = useRef<HTMLElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const scaleAt = useCallback(
    (pxPerSecond: number) =>
      scaleOf(
        blocks.map((block) => ({ startsAt: block.startsAt, endsAt: endOf(block) })),
        pxPerSecond,
      ),
    [blocks],
  )
  const longest = Math.max(1, ...blocks.map((block) => endOf(block) - block.startsAt)) / 1000
  const fit = WINDOW_PX / longest
  const selected = useRef<string | null>(null)
  const zoom = useZoom(box, fit, scaleAt, selected)
  const scale = useMemo(() => scaleAt(zoom.pxPerSecond), [scaleAt, zoom.pxPerSecond])
  const keys = useTimelineKeys({ blocks, scale, mayChange, onOpen })
  useEffect(() => {
    selected.current = keys.selected
  }, [keys.selected])
  usePageKeys({ '+': zoom.zoomIn, '=': zoom.zoomIn, '-': zoom.zoomOut })

  const { board } = dragging
  useEffect(() => {
    board.current =
      box.current && sheet.current ? { scale, sheet: sheet.current, box: box.current } : null
  }, [board, scale])

  // Opens at the window that the address names, else at the one that goes on.
  const opened = useRef(false)
  useEffect(() => {
    if (opened.current || !box.current) return
    opened.current = true
    const wanted = decodeURIComponent(window.location.hash.slice(1))
    const current = localDateOf(now, zone) === date ? currentBlock(plan, now) : null
    const first = blocks.find(({ id }) => id === wanted) ?? blocks.find(({ id }) => id === current)
    if (first) box.current.scrollTop = topOf(scale, first.startsAt) - 6
  }, [plan, blocks, scale, zone, date, now])

  const [view, setView] = useState({ top: 0, height: 800 })
  const look = () => {
    const { scrollTop = 0, clientHeight = 800 } = box.current ?? {}
    setView({ top: scrollTop, height: clientHeight })
  }
  /** The shortest of them gets room for its name, and the first of them stays in sight. */
  const comeNear = (wanted: readonly PlacedItem[]) => {
    const [first] = wanted
    if (!first) return
    const shortest = Math.min(...wanted.map(({ startsAt, endsAt }) => endsAt - startsAt))
    const top = topOf(scale, first.startsAt) + MARGIN_PX - (box.current?.scrollTop ?? 0)
    zoom.zoomTo(NEAR_PX / Math.max(0.5, shortest / 1000), top)
  }
  const midnight = instantOfLocal(`${date}T00:00`, zone) ?? 0
  const { step, ticks } = ticksOf(
    scale,
    midnight,
    view.top - view.height,
    view.top + 2 * view.height,
  )
  const labelOf = (at: number) =>
    step < 1
      ? preciseTimeOf(at, zone).slice(3, -2)
      : step < 60
        ? timeOf(at, zone)
        : minuteOf(at, zone)
  const stepSays =
    step === 0.1
      ? t('timeline.stepTenth')
      : step === 0.5
        ? t('timeline.stepHalf')
        : span(step * 1000)
  const showsNow = blocks.some((block) => block.startsAt <= now && now < endOf(block))
  const items = useMemo(() => itemsOf(blocks), [blocks])
  return (
    <section className="timeline" aria-label={t('timeline.label', { date: writtenDate(date) })}>
      <div className="timeline-tools">
        <Button.Group>
          <Button
            variant="default"
            px="sm"
            aria-label={t('timeline.zoomOut')}
            onClick={zoom.zoomOut}
            data-testid="zoom-out"
          >
            −
          </Button>
          <Button
            variant="default"
            px="sm"
            aria-label={t('timeline.zoomIn')}
            onClick={zoom.zoomIn}
            data-testid="zoom-in"
          >
            +
          </Button>
        </Button.Group>
        <Button variant="default" onClick={() => zoom.zoomTo(fit)}>
          {t('timeline.fit')}
        </Button>
        <Button variant="default" onClick={() => zoom.zoomTo(0.02)}>
          {t('timeline.whole')}
        </Button>
        <span className="note tabular" data-testid="zoom-step">
          {t('timeline.step', { length: stepSays })}
        </span>
      </div>
      <section
        className="timeline-box"
        ref={box}
        onScroll={look}
        data-testid="timeline"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too.
        tabIndex={0}
        aria-label={t('timeline.label', { date: writtenDate(date) })}
      >
        <div
          className="timeline-sheet"
          ref={sheet}
          style={{ height: scale.height, marginBlock: MARGIN_PX }}
        >
          <div className="timeline-ruler" aria-hidden="true">
            {ticks.map(({ at, top }) => (
              <span key={at} className="timeline-tick tabular" style={{ top }}>
                {labelOf(at)}
              </span>
            ))}
          </div>
          {scale.stretches
            .filter(({ folded }) => folded)
            .map(({ startsAt, endsAt, top, height }) => (
              <div key={startsAt} className="timeline-fold" style={{ top, height }}>
                <span className="tabular">
                  {minuteOf(startsAt, zone)} – {minuteOf(endsAt, zone)}
                </span>{' '}
                {t('schedule.folded')}
              </div>
            ))}
          {blocks.map((block) => (
            <TimelineBlock
              key={block.id}
              block={block}
              zone={zone}
              scale={scale}
              mayChange={mayChange}
              focusable={keys.selected ?? items[0]?.item.id ?? null}
              held={heldItem(dragging, keys.pending?.item ?? null)}
              dragging={dragging}
              onOpen={onOpen}
              onKey={keys.hear}
              onSelect={keys.select}
              onNear={comeNear}
            />
          ))}
          {showsNow && (
            <div className="timeline-now" style={{ top: topOf(scale, now) }} aria-hidden="true">
              <span className="tabular">{timeOf(now, zone)}</span>
            </div>
          )}
          <Ghost plan={plan} scale={scale} drag={dragging.drag} pending={keys.pending} />
        </div>
      </section>
      {mayChange && <p className="note timeline-hint">{t('timeline.hint')}</p>}
    </section>
  )
}

function heldItem({ drag }: Dragging, pending: PlacedItem | null): string | null {
  if (drag && 'item' in drag.held) return drag.held.item.item.id
  return pending?.item.id ?? null
}
