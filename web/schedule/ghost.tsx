import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../api/shapes.ts'
import { placeAt } from '../data/board.ts'
import { type TimeScale, topOf } from '../data/time-scale.ts'
import { preciseTimeOf, timeOf, writtenDate } from '../text/format.ts'
import type { Drag } from './dragging.ts'
import type { Pending } from './timeline-keys.ts'

/** Where what is held, by pointer or by keys, would come to rest; said aloud too. */
export function Ghost({
  plan,
  scale,
  drag,
  pending,
}: {
  plan: Plan
  scale: TimeScale
  drag: Drag | null
  pending: Pending | null
}) {
  const { t } = useTranslation()
  const { blocks, zone } = plan
  const to = drag ? drag.to : pending ? { at: pending.at, against: null } : null
  const lengthMs = drag
    ? drag.held.lengthMs
    : pending
      ? pending.item.endsAt - pending.item.startsAt
      : 0
  const title = drag?.held.title ?? pending?.item.item.title ?? ''
  const place = to && placeAt(blocks, to.at)
  const timeSays = (at: number) =>
    at % 1000 === 0 ? timeOf(at, zone) : preciseTimeOf(at, zone).slice(0, -2)
  const says = drag?.day
    ? t('timeline.goesToDay', { date: writtenDate(drag.day) })
    : to && place
      ? t('timeline.goesTo', { time: timeSays(to.at), window: place.block.title })
      : to
        ? t('timeline.goesNowhere')
        : ''
  const top = to ? topOf(scale, to.at) : 0
  return (
    <>
      {to && !drag?.day && (
        <div
          className="ghost"
          data-nowhere={place ? undefined : true}
          data-against={to.against ?? undefined}
          style={{ top, height: Math.max(4, topOf(scale, to.at + lengthMs) - top) }}
          aria-hidden="true"
          data-testid="ghost"
        >
          <span className="ghost-says">
            <b className="tabular">{timeSays(to.at)}</b> {title}
          </span>
          {pending && !drag && <span className="ghost-keys">{t('timeline.keysPending')}</span>}
        </div>
      )}
      {drag && (!drag.to || drag.day) && (
        // Beside the timeline it follows the pointer; the page's own layers must not cut it.
        <Follower x={drag.x} y={drag.y}>
          {title}
        </Follower>
      )}
      <div className="unseen" aria-live="assertive" data-testid="move-says">
        {says}
        {pending && !drag ? `. ${t('timeline.keysPending')}` : ''}
      </div>
    </>
  )
}

function Follower({ x, y, children }: { x: number; y: number; children: string }) {
  return createPortal(
    <div className="follower" style={{ left: x + 12, top: y + 12 }} aria-hidden="true">
      {children}
    </div>,
    document.body,
  )
}
