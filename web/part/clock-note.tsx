import { useTranslation } from 'react-i18next'
import type { Station } from '../api/shapes.ts'
import { clockGap } from '../data/on-air.ts'
import { lengthOf } from '../text/format.ts'

/**
 * Why a station may begin nothing though all is well otherwise, and what to do. Nobody vouches for its
 * clock from here: while it is in contact the server’s time speaks for itself, and without contact
 * no order reaches it, so the word is given where the clock can be seen.
 */
export function ClockNote({ station }: { station: Station | undefined }) {
  const { t } = useTranslation()
  const gap = clockGap(station)
  if (!station) return null
  if (station.health === 'out-of-reach' && station.lastSeenAt !== null)
    return (
      <p className="note" data-testid={`clock-${station.id}`}>
        {t('stationClock.away')} {t('stationClock.word')} <Command />
      </p>
    )
  if (gap === null) return null
  return (
    <p className="output-lost" data-testid={`clock-${station.id}`}>
      <b>
        {t(gap > 0 ? 'stationClock.slow' : 'stationClock.fast', {
          ...{ station: station.name, time: lengthOf(Math.abs(gap)) },
        })}
      </b>{' '}
      {t('stationClock.says')}
    </p>
  )
}

function Command() {
  return <code className="address">npx tiep-am clock-is-right --state …</code>
}
