import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { stopsQuery } from '../api/orders.ts'
import { stationsQuery } from '../api/queries.ts'
import { clockQuality, nextOf, onAirOf } from '../data/on-air.ts'
import { stoppedStations } from '../data/orders.ts'
import { EmergencyButton, StopButton } from '../orders/order-buttons.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { lengthOf, timeOf } from '../text/format.ts'
import { AccountMenu } from './account-menu.tsx'

/** The strip that never leaves: the station's clock, what sounds, what comes next. */
export function TopStrip() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const now = useNow(1000)
  const { data: stations } = useQuery(stationsQuery)
  const district = stations?.find((station) => station.id === office.station)
  const onAir = onAirOf(district, now)
  const { data: stops } = useQuery(stopsQuery)
  // What is planned does not come while a person has it silent.
  const isStopped = stoppedStations(stops).has(office.station)
  const next = isStopped ? null : nextOf(district, now)
  const quality = clockQuality(district)
  const qualitySays = t(
    quality === 'good'
      ? 'strip.clockGood'
      : quality === 'off'
        ? 'strip.clockOff'
        : 'strip.clockUnknown',
  )
  return (
    <section className="strip" aria-label={t('strip.label')}>
      <div className="strip-clock">
        <time data-testid="station-clock">{timeOf(now, office.zone)}</time>
        <span
          className={`dot dot-${quality}`}
          role="img"
          aria-label={qualitySays}
          title={qualitySays}
        />
      </div>
      <div className="strip-air" data-testid="strip-on-air" data-state={onAir.kind}>
        {onAir.kind === 'playing' ? (
          <>
            <span className="lamp-dot" aria-hidden="true" />
            <b className="strip-title">{onAir.title}</b>
            <span className="strip-remaining">
              {t('strip.remaining', { time: lengthOf(onAir.remainingMs) })}
            </span>
          </>
        ) : (
          <span className="quiet">
            {t(
              onAir.kind !== 'quiet'
                ? 'strip.unknown'
                : isStopped
                  ? 'strip.stopped'
                  : 'strip.quiet',
            )}
          </span>
        )}
      </div>
      <div className="strip-next">
        {next ? (
          <>
            <span className="quiet">{t('strip.next')}</span> <b>{timeOf(next.at, office.zone)}</b>{' '}
            <span className="strip-title">{next.title}</span>
          </>
        ) : (
          <span className="quiet">{t(isStopped ? 'strip.stoppedNext' : 'strip.noNext')}</span>
        )}
      </div>
      <div className="strip-guard-left">
        <EmergencyButton />
      </div>
      <AccountMenu />
      <div className="strip-guard-right">
        <StopButton />
      </div>
      <OnAirAnnouncement title={onAir.kind === 'playing' ? onAir.title : null} />
    </section>
  )
}

/** Says changes of what sounds to those who listen instead of looking; never the countdown. */
function OnAirAnnouncement({ title }: { title: string | null }) {
  const { t } = useTranslation()
  const [said, setSaid] = useState<string | null>(null)
  const [before, setBefore] = useState(title)
  useEffect(() => {
    if (title === before) return
    setBefore(title)
    setSaid(title ? t('onAir.announcePlaying', { title }) : t('onAir.announceQuiet'))
  }, [title, before, t])
  return (
    <div className="unseen" aria-live="polite" data-testid="announcement">
      {said}
    </div>
  )
}
