import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { fillOf } from '../data/fill.ts'
import type { WeekBand } from '../data/week-calendar.ts'
import { minuteOf, timeOf } from '../text/format.ts'
import { useWindowWords } from './fill-words.ts'
import { useSchedulePlace } from './place.ts'

/** A window in the week: its chain of sources at the left, how full it is, and the way into its day. */
export function WeekBandLink({ band, date, zone }: { band: WeekBand; date: string; zone: string }) {
  const { t } = useTranslation()
  const { search, plays } = useSchedulePlace()
  const words = useWindowWords()
  const { block, top, height, room, chain } = band
  const fill = fillOf(block)
  const named = /^[\d:]+$/.test(block.title) ? '' : block.title
  const counted = search.campaign
    ? block.items.filter(({ bulletin }) => bulletin?.campaign === search.campaign).length
    : null
  const says = t('schedule.band', {
    ...{ time: timeOf(block.startsAt, zone), name: block.title, items: block.items.length },
    fill: words(block, plays),
  })
  const chainSays = t('schedule.chain', {
    chain: chain
      .map(({ source }) => (source === 'own' ? t('schedule.ownPart') : t(`source.${source}`)))
      .join(', '),
  })
  return (
    <Link
      to="/lich-phat"
      search={{ ...search, date, week: undefined, group: undefined }}
      hash={block.id}
      className="week-band"
      data-fill={fill.kind}
      data-room={room}
      data-dim={counted === 0 || undefined}
      style={{ '--top': `${top}px`, '--height': `${height}px` } as React.CSSProperties}
      title={`${says}. ${chainSays}`}
      data-testid="week-band"
    >
      <span className="week-chain" aria-hidden="true">
        {chain.map((part) => (
          <span
            key={part.top}
            className={`source-${part.source}`}
            style={{ top: `${part.top * 100}%`, height: `${part.height * 100}%` }}
          />
        ))}
      </span>
      <span className="unseen">
        {room === 'none' ? says : ''} {chainSays}
      </span>
      {room !== 'none' && (
        <span className="week-words">
          <span className="clip">
            <b className="tabular">{minuteOf(block.startsAt, zone)}</b>{' '}
            {counted === null ? named : t('schedule.airings', { n: counted })}
          </span>
          {room !== 'time' && (
            <span className="week-fill-words tabular">
              {plays && (room === 'all' || room === 'most') && (
                <span className="fill-bar">
                  <span style={{ width: `${Math.round(fill.used * 100)}%` }} />
                </span>
              )}
              <span>{words(block, plays)}</span>
              {plays && room === 'most' && (
                <span className="week-items">{t('schedule.items', { n: block.items.length })}</span>
              )}
            </span>
          )}
        </span>
      )}
    </Link>
  )
}
