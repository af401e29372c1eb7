import { useTranslation } from 'react-i18next'
import type { Outlook } from '../api/planning.ts'
import { nearChanges, outlookLines } from '../data/plan-change.ts'
import { localDateOf, minuteOf, timeOf, writtenDate } from '../text/format.ts'
import { DayStrip } from './day-strip.tsx'
import { useWas, Via } from './heard-words.tsx'

/** The next 24 hours of a station, or of several that sound alike: a strip with quiet hours shaded, then what sounds line by line. */
export function StationOutlook({
  stations,
  whole,
  open,
}: {
  /** All of them sound alike; the first stands for them. */
  stations: readonly Outlook[]
  /** Everything, or only what stands near a change. */
  whole: boolean
  open: boolean
}) {
  const { t } = useTranslation()
  const wasWords = useWas()
  const [outlook] = stations
  if (!outlook) return null
  const { name, zone, sounding, from, until } = outlook
  const dated = (at: number) => `${minuteOf(at, zone)} ${writtenDate(localDateOf(at, zone))}`
  const all = outlookLines(outlook)
  const lines = whole ? all : nearChanges(all)
  const changed = all.filter(({ one }) => one.change !== 'same').length
  return (
    <details className="station-outlook" open={open} data-testid="station-outlook">
      <summary>
        <b>
          {stations.length > 1
            ? t('change.together', { first: name, n: stations.length - 1 })
            : name}
        </b>{' '}
        <span className="note">{t('change.count', { n: sounding.length, changed })}</span>
      </summary>
      {stations.length > 1 && <p className="note">{stations.map((one) => one.name).join(' · ')}</p>}
      <p className="note tabular" data-testid="outlook-span">
        {t('change.outlookSpan', { from: dated(from), to: dated(until) })}
      </p>
      <DayStrip outlook={outlook} />
      {sounding.length === 0 && <p>{t('change.nothingSounds')}</p>}
      <ol
        className="heard-lines"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too.
        tabIndex={0}
        aria-label={name}
      >
        {lines.map(({ one, was }, at) => {
          const date = localDateOf(one.startsAt, zone)
          const before = lines[at - 1]?.one.startsAt
          const breaks = before === undefined || localDateOf(before, zone) !== date
          return [
            breaks && (
              <li key={date} className="heard-day tabular" data-testid="outlook-day">
                {writtenDate(date)}
              </li>
            ),
            <li
              key={`${one.change} ${one.startsAt} ${one.title}`}
              className={`heard-line heard-line-${one.change}`}
              data-quiet={one.quiet || undefined}
              data-testid={`sounding-${one.change}`}
            >
              <time className="tabular">{timeOf(one.startsAt, zone)}</time>
              <span className="sounding-what">
                {one.change === 'gone' ? <del>{one.title}</del> : one.title}{' '}
                <span className="note">
                  <Via one={one} />
                </span>
              </span>
              <span className="chips">
                {one.change !== 'same' && (
                  <span className={`chip chip-${was === null ? one.change : 'moved'}`}>
                    {was === null ? t(`change.${one.change}`) : wasWords(one, was, zone)}
                  </span>
                )}
                {one.repeat && (
                  <abbr className="chip" title={t('timeline.repeatSays')}>
                    {t('timeline.repeat')}
                  </abbr>
                )}
                {one.quiet && <span className="chip chip-quiet">{t('change.quiet')}</span>}
                {one.unconfirmed && (
                  <span className="chip chip-refused">{t('change.unconfirmed')}</span>
                )}
              </span>
            </li>,
          ]
        })}
      </ol>
    </details>
  )
}
