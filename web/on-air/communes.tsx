import { Paper } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { dayWindowsQuery, planQuery } from '../api/queries.ts'
import type { Station } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { onAirOf } from '../data/on-air.ts'
import { nextWindow, placeOf, tileState } from '../data/tile.ts'
import { useSigned } from '../part/office.ts'
import { Waiting } from '../part/waiting.tsx'
import { minuteOf, timeOf } from '../text/format.ts'
import { AfterRecall } from './after-recall.tsx'

/** One tile a commune, where it lies. */
export function Communes({
  stations,
  date,
  now,
  loading,
  stopped,
}: {
  stations: readonly Station[]
  date: string
  now: number
  loading: boolean
  /** Stations that a person silenced. */
  stopped: ReadonlySet<string>
}) {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const communes = stations.filter((station) => station.role === 'commune')
  const reporting = communes.filter((station) => station.status !== null)
  const plans = useQueries({ queries: reporting.map((station) => planQuery(station.id, date)) })
  const day = useQuery({
    ...dayWindowsQuery(date),
    enabled: hasRole(session, 'editor', 'approver', 'supervisor', 'administrator'),
  })
  return (
    <Paper withBorder p="lg" component="section" className="communes" aria-labelledby="communes">
      <h2 id="communes" className="part-title">
        {t('onAir.communes')}
      </h2>
      {loading && <Waiting />}
      {!loading && communes.length === 0 && <p>{t('onAir.communesEmpty')}</p>}
      <ul className="tiles">
        {communes.map((station) => {
          const plan = plans[reporting.indexOf(station)]?.data
          const state = tileState(station, plan, now, stopped)
          const onAir = onAirOf(station, now)
          const next = nextWindow(day.data, station.id, now)
          const place = placeOf(station.unitCode)
          return (
            <li
              key={station.id}
              className="tile"
              data-state={state}
              data-testid={`tile-${station.id}`}
              style={
                place ? ({ '--column': place[0], '--row': place[1] } as CSSProperties) : undefined
              }
            >
              <Link to="/lich-phat" search={{ station: station.id }} className="tile-name">
                {station.name}
              </Link>
              <span className="tile-state">{t(`tile.${state}`)}</span>
              <span className="tile-what">{onAir.kind === 'playing' ? onAir.title : ''}</span>
              {onAir.kind === 'playing' && <AfterRecall station={station} item={onAir.item} />}
              {state !== 'no-telemetry' && (
                <span className="tile-fact tabular">
                  {station.lastSeenAt === null
                    ? t('onAir.neverSeen')
                    : t('onAir.lastSeen', { time: timeOf(station.lastSeenAt, office.zone) })}
                </span>
              )}
              {day.data && (
                <span className="tile-fact tabular">
                  {next && stopped.has(station.id)
                    ? t('onAir.stoppedWindow', { time: minuteOf(next.startsAt, office.zone) })
                    : next
                      ? t(next.startsAt <= now ? 'onAir.inWindow' : 'onAir.nextWindow', {
                          time: minuteOf(next.startsAt, office.zone),
                        })
                      : t('onAir.noNextWindow')}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </Paper>
  )
}
