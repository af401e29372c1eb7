import { useTranslation } from 'react-i18next'
import type { Office, Window } from '../api/shapes.ts'
import { type Band, weekBands } from '../data/week-picture.ts'

const days = [0, 1, 2, 3, 4, 5, 6] as const
const hours = [0, 6, 12, 18, 24] as const
const LEFT = 30
const COLUMN = 40
const TOP = 18
const HEIGHT = 192

/** A usual week of a station: seven days across, twenty-four hours down. The list says it in words. */
export function WeekPicture({
  windows,
  quiet,
  label,
}: {
  windows: readonly Window[]
  quiet: Office['quietHours']
  label: string
}) {
  const { t } = useTranslation()
  const y = (part: number) => TOP + part * HEIGHT
  return (
    <figure className="week-picture">
      <svg viewBox={`0 0 ${LEFT + 7 * COLUMN} ${TOP + HEIGHT + 6}`} role="img" aria-label={label}>
        <defs>
          <pattern
            id="seldom"
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="5" height="5" className="band-ground" />
            <line x1="0" y1="0" x2="0" y2="5" className="band-line" />
          </pattern>
        </defs>
        {quietParts(quiet).map(([from, to]) => (
          <rect
            key={from}
            className="quiet-band"
            x={LEFT}
            y={y(from)}
            width={7 * COLUMN}
            height={(to - from) * HEIGHT}
          />
        ))}
        {hours.map((hour) => (
          <g key={hour}>
            <line
              className="hour-line"
              x1={LEFT}
              x2={LEFT + 7 * COLUMN}
              y1={y(hour / 24)}
              y2={y(hour / 24)}
            />
            <text x={LEFT - 5} y={y(hour / 24) + 4} textAnchor="end">
              {hour}
            </text>
          </g>
        ))}
        {days.map((day) => (
          <text key={day} x={LEFT + (day + 0.5) * COLUMN} y={12} textAnchor="middle">
            {t(`weekday.d${day}`)}
          </text>
        ))}
        {weekBands(windows).map((band) => (
          <rect
            key={`${band.id} ${band.day} ${band.from}`}
            className={band.weekly ? 'band' : 'band seldom'}
            {...boxOf(band)}
          />
        ))}
      </svg>
      <figcaption className="note">
        {t('airtime.weekSays')} {quiet && t('airtime.quietBand')}
      </figcaption>
    </figure>
  )
}

/** Short windows stay visible. */
function boxOf({ day, from, to }: Band) {
  return {
    x: LEFT + day * COLUMN + 3,
    y: TOP + from * HEIGHT,
    width: COLUMN - 6,
    height: Math.max(3, (to - from) * HEIGHT),
    rx: 2,
  }
}

function quietParts(quiet: Office['quietHours']): [number, number][] {
  if (!quiet) return []
  const [from, to] = [partOfDay(quiet.from), partOfDay(quiet.to)]
  return from < to
    ? [[from, to]]
    : [
        [0, to],
        [from, 1],
      ]
}

function partOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) / 1440
}
