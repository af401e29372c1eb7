import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isMovable, type PlacedItem, standsAt } from '../data/board.ts'
import { whyItem } from '../data/why-item.ts'
import { Dialog } from '../part/dialog.tsx'
import { useSaid } from '../part/said.ts'
import { useSpan } from '../part/spans.ts'
import { localDateOf, minuteOf, timeOf, writtenDate } from '../text/format.ts'
import { useChanges } from './changes.ts'
import { ItemSound } from './item-sound.tsx'
import { useSchedulePlace } from './place.ts'

/** Steps of the buttons that move without dragging, ms. */
const STEPS = [5_000, 60_000] as const

/** An item: when it sounds, why it is there, its sound, and everything a hand may do with it. */
export function ItemDialog({
  placed,
  zone,
  mayChange,
  onMove,
  onClose,
}: {
  placed: PlacedItem
  zone: string
  mayChange: boolean
  onMove: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const said = useSaid()
  const span = useSpan()
  const { ask } = useChanges()
  const of = standsAt(placed, useSchedulePlace().station)
  const { block, item, startsAt, endsAt } = placed
  const { bulletin } = item
  const why = whyItem(block, item)
  const movable = isMovable(placed)
  const change = (...changes: Parameters<typeof ask>) => {
    onClose()
    ask(...changes)
  }
  const shift = (ms: number) =>
    change([
      {
        ...{ kind: 'move', item: item.id, of, window: block.window, date: block.date },
        offsetSamples: Math.max(0, item.offsetSamples + ms * 48),
      },
    ])
  return (
    <Dialog onClose={onClose} title={item.title} size={620} className="change-dialog">
      <div className="item-sheet" data-testid="item-sheet">
        <dl className="facts tabular">
          <div>
            <dt>{t('planItem.when')}</dt>
            <dd>
              {timeOf(startsAt, zone)} – {timeOf(endsAt, zone)}
            </dd>
          </div>
          <div>
            <dt>{t('planItem.window')}</dt>
            <dd>{block.title}</dd>
          </div>
          <div>
            <dt>{t('planItem.length')}</dt>
            <dd>{span(endsAt - startsAt)}</dd>
          </div>
          {bulletin && (
            <div>
              <dt>{t('planItem.kind')}</dt>
              <dd>
                {t(`class.${bulletin.class}`)} · {t(`lang.${bulletin.language as 'vi'}`)}
                {item.repeat && ` · ${t('timeline.repeat')} (${t('timeline.repeatSays')})`}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('planItem.hand')}</dt>
            <dd data-testid="item-hand">
              {item.pinnedBy
                ? t('planItem.byPerson', {
                    name: item.pinnedBy.name,
                    at: `${minuteOf(item.pinnedBy.at, zone)} ${writtenDate(localDateOf(item.pinnedBy.at, zone))}`,
                  })
                : t(item.pinned ? 'planItem.byHand' : 'planItem.byPlanner')}
            </dd>
          </div>
        </dl>
        <h3>{t('planItem.whyHere')}</h3>
        {item.relayOf && <p>{t('planItem.relayFixed')}</p>}
        {why.item.length > 0 ? (
          <ul className="why-list">
            {why.item.map((one) => (
              <li key={`${one.code} ${one.vi}`}>{said(one)}</li>
            ))}
          </ul>
        ) : (
          !item.relayOf && <p className="note">{t('planItem.noWhy')}</p>
        )}
        {why.window.length > 0 && (
          <details className="why">
            <summary>{t('planItem.whyWindow')}</summary>
            <ul>
              {why.window.map((one) => (
                <li key={`${one.code} ${one.vi}`}>{said(one)}</li>
              ))}
            </ul>
          </details>
        )}
        {bulletin && <ItemSound bulletin={bulletin.id} version={bulletin.version} />}
        {item.begun && <p role="note">{t('timeline.begun')}</p>}
        {mayChange && !movable && !item.begun && !item.relayOf && (
          <p className="note">{t('planItem.fixed')}</p>
        )}
        <div className="actions">
          {bulletin && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link {...props} to="/ban-tin/$bulletin" params={{ bulletin: bulletin.id }} />
              )}
            >
              {t('planItem.open')}
            </Button>
          )}
          {mayChange && movable && (
            <>
              <Button
                variant="default"
                onClick={() => change([{ kind: 'remove', item: item.id, of }])}
                data-testid="item-remove"
              >
                {t('planItem.remove')}
              </Button>
              <Button
                variant="default"
                onClick={() => change([{ kind: item.pinned ? 'unpin' : 'pin', item: item.id, of }])}
                data-testid="item-pin"
              >
                {t(item.pinned ? 'planItem.unpin' : 'planItem.pin')}
              </Button>
              <Button onClick={onMove} data-testid="item-move">
                {t('planItem.move')}
              </Button>
            </>
          )}
        </div>
        {mayChange && movable && (
          <div className="chips">
            {STEPS.flatMap((step) => [
              <Button
                key={`-${step}`}
                size="sm"
                variant="default"
                onClick={() => shift(-step)}
                disabled={item.offsetSamples < step * 48}
              >
                {t('planItem.earlier', { length: span(step) })}
              </Button>,
              <Button
                key={`+${step}`}
                size="sm"
                variant="default"
                onClick={() => shift(step)}
                data-testid={`later-${step / 1000}`}
              >
                {t('planItem.later', { length: span(step) })}
              </Button>,
            ])}
          </div>
        )}
      </div>
    </Dialog>
  )
}
