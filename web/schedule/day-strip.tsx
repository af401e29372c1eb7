import { useTranslation } from 'react-i18next'
import type { Outlook } from '../api/planning.ts'
import { outlookLines, quietSpans } from '../data/plan-change.ts'
import type { Span } from '../data/time-scale.ts'
import { useNow, useSigned } from '../part/office.ts'
import { localDateOf, minuteOf } from '../text/format.ts'

const DAY_MS = 24 * 3_600_000
const LABEL_EVERY_MS = 4 * 3_600_000

/** The next 24 hours as one line: quiet hours shaded, what changes above the rest. */
export function DayStrip({ outlook }: { outlook: Outlook }) {
  const { t } = useTranslation()
  const { quietHours } = useSigned().office
  const now = useNow(60_000)
  const { name, zone, sounding } = outlook
  const day = { startsAt: now, endsAt: now + DAY_MS }
  const place = ({ startsAt, endsAt }: Span) => {
    const from = Math.max(0, (startsAt - now) / DAY_MS)
    const to = Math.min(1, (endsAt - now) / DAY_MS)
    return {
      left: `${(from * 100).toFixed(3)}%`,
      width: `max(2px, ${((to - from) * 100).toFixed(3)}%)`,
    }
  }
  const firstLabel = Math.ceil(now / LABEL_EVERY_MS) * LABEL_EVERY_MS
  const labels = Array.from({ length: 6 }, (_, n) => firstLabel + n * LABEL_EVERY_MS)
  const changed = outlookLines(outlook).filter(({ one }) => one.change !== 'same').length
  return (
    <div
      className="day-strip"
      role="img"
      aria-label={t('change.strip', { station: name, n: sounding.length, changed })}
    >
      {quietSpans(quietHours, day, localDateOf(now, zone), zone).map((span) => (
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
          style={{ left: place({ startsAt: at, endsAt: at }).left }}
        >
          {minuteOf(at, zone)}
        </span>
      ))}
    </div>
  )
}
