import { Paper } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../api/shapes.ts'
import { ribbonOf } from '../data/next-hour.ts'
import { useSigned } from '../part/office.ts'
import { Waiting } from '../part/waiting.tsx'
import { minuteOf, timeOf } from '../text/format.ts'

const percent = (share: number) => `${(share * 100).toFixed(3)}%`

/** The next hour from top to bottom, to scale; where nothing is drawn nothing sounds. */
export function NextHour({
  plan,
  now,
  loading,
  isStopped,
}: {
  plan: Plan | undefined
  now: number
  loading: boolean
  /** The plan goes on, unheard, until a person restarts the station. */
  isStopped: boolean
}) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const ribbon = ribbonOf(plan, now)
  return (
    <Paper withBorder p="lg" component="section" className="next-hour" aria-labelledby="next-hour">
      <h2 id="next-hour" className="part-title">
        {t('onAir.hour')}
      </h2>
      {loading && <Waiting />}
      {!loading && ribbon.bands.length === 0 && <p>{t('onAir.hourEmpty')}</p>}
      {isStopped && ribbon.bands.length > 0 && (
        <p className="note" data-testid="hour-stopped">
          {t('onAir.hourStopped')}
        </p>
      )}
      {ribbon.bands.length > 0 && (
        <div className={isStopped ? 'ribbon ribbon-stopped' : 'ribbon'} data-testid="next-hour">
          <ol>
            {ribbon.bands.map((band) => (
              <li
                key={band.id}
                style={{ top: percent(band.top), height: percent(band.height) }}
                aria-label={t('onAir.band', {
                  time: minuteOf(band.startsAt, office.zone),
                  title: band.title,
                  items: band.items,
                })}
              >
                <Link to="/lich-phat" className="band" tabIndex={-1} aria-hidden="true">
                  {band.parts.map((part) => (
                    <span
                      key={part.key}
                      className={`band-part band-${part.kind}`}
                      style={{
                        top: percent((part.top - band.top) / (band.height || 1)),
                        height: percent(part.height / (band.height || 1)),
                      }}
                    />
                  ))}
                </Link>
                {band.labelled && (
                  <span className="band-label" aria-hidden="true">
                    <b>{timeOf(band.startsAt, office.zone)}</b>{' '}
                    {t('onAir.items', { items: band.items })}
                  </span>
                )}
              </li>
            ))}
          </ol>
          <div className="ribbon-now" style={{ top: percent(ribbon.now) }} aria-hidden="true" />
        </div>
      )}
    </Paper>
  )
}
