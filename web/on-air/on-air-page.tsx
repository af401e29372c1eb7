import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { stopsQuery } from '../api/orders.ts'
import { planQuery, stationsQuery } from '../api/queries.ts'
import { stoppedStations } from '../data/orders.ts'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { localDateOf } from '../text/format.ts'
import { Communes } from './communes.tsx'
import { NextHour } from './next-hour.tsx'
import { NextUp } from './next-up.tsx'
import { OtherOutputs } from './other-outputs.tsx'
import { Sounding } from './sounding.tsx'

/** Đang phát: what sounds now, the next hour, and how the communes are doing. */
export function OnAirPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const now = useNow(1000)
  const date = localDateOf(now, office.zone)
  const stations = useQuery(stationsQuery)
  const plan = useQuery(planQuery(office.station, date))
  const stops = useQuery(stopsQuery)
  const stopped = stoppedStations(stops.data)
  const isStopped = stopped.has(office.station)
  const district = stations.data?.find((station) => station.id === office.station)
  return (
    <div className="on-air" data-testid="screen-on-air">
      <h1 className="unseen">{t('onAir.title')}</h1>
      <ProblemNote error={stations.error ?? plan.error} again={() => void stations.refetch()} />
      <div className="on-air-columns">
        <div className="on-air-column">
          <Sounding
            {...{ district, now, isStopped }}
            plan={plan.data}
            stations={stations.data ?? []}
          />
          <OtherOutputs stations={stations.data ?? []} />
        </div>
        <div className="on-air-column">
          <NextUp plan={plan.data} now={now} isStopped={isStopped} />
          <NextHour plan={plan.data} now={now} loading={plan.isPending} isStopped={isStopped} />
        </div>
        <Communes
          stations={stations.data ?? []}
          date={date}
          now={now}
          loading={stations.isPending}
          stopped={stopped}
        />
      </div>
    </div>
  )
}
