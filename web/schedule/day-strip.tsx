import { useTranslation } from 'react-i18next'
import type { Outlook } from '../api/planning.ts'
import { outlookLines, quietSpans } from '../data/plan-change.ts'
import type { Span } from '../data/time-scale.ts'
import { useSigned } from '../part/office.ts'
import { localDateOf, minuteOf } from '../text/format.ts'

const DAY_MS = 24 * 3_600_000
const LABEL_EVERY_MS = 4 * 3_600_000

/** The hours that are looked at as one line: quiet hours shaded, what changes above the rest. */
export function DayStrip({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation()
  const { quietHours } = useSigned().office
  const { name, zone, sounding, from: begins, until } = outlook
  const day = { startsAt: begins, endsAt: until }
  const length = until - begins
  const place = ({ startsAt, endsAt }: Span) => {
    const from = Math.max(0, (startsAt - begins) / length)
    const to = Math.min(1, (endsAt - begins) / length)
    return {
      left: `${(from * 100).toFixed(3)}%`,
      width: `max(2px, ${((to - from) * 100).toFixed(3)}%)`,
    }
  }
  const every = length > 1.5 * DAY_MS ? 2 * LABEL_EVERY_MS : LABEL_EVERY_MS
  const firstLabel = Math.ceil(begins / every) * every
  const labels = Array.from(
    { length: Math.floor(length / every) },
    (_, n) => firstLabel + n * every,
  )
  const changed = outlookLines(outlook).filter(({ one }) => one.change !== 'same').length
  return (
    <div
      className="day-strip"
      role="img"
      aria-label={t('change.strip', { station: name, n: sounding.length, changed })}
    >
      {quietSpans(quietHours, day, localDateOf(begins, zone), zone).map((span) => (
        <span key={span.startsAt} className="day-strip-quiet" style={place(span)} />
      ))}
      {sounding.map((one) => (
        <span
          key={`${one.change} ${one.startsAt} ${one.title}`}
          className={`day-strip-piece day-strip-${one.change}`}
          style={place(one)}
        />
      ))}
      {labels.map((at) => (
        <span
          key={at}
          className="day-strip-hour tabular"
          // Never over an edge: 48 px hold two of what a label is wide.
          style={{
            left: `clamp(22px, ${place({ startsAt: at, endsAt: at }).left}, calc(100% - 22px))`,
          }}
        >
          {minuteOf(at, zone)}
        </span>
      ))}
    </div>
  )
}
