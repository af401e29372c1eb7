import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { emergenciesQuery, stopsQuery } from '../api/orders.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { momentOf } from '../text/format.ts'
import { EmergencyCard } from './emergency-card.tsx'
import { StopCard } from './stop-card.tsx'

/** Lệnh phát: what was ordered about the sound of this moment, and how far it has come. */
export function OrdersPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const stops = useQuery(stopsQuery)
  const emergencies = useQuery(emergenciesQuery)
  return (
    <div className="orders" data-testid="screen-orders">
      <div className="page-head">
        <h1>{t('orders.title')}</h1>
      </div>
      <ProblemNote
        error={stops.error ?? emergencies.error}
        again={() => {
          void stops.refetch()
          void emergencies.refetch()
        }}
      />
      {(stops.isPending || emergencies.isPending) && <Waiting />}
      <section aria-labelledby="stops-head">
        <h2 id="stops-head" className="part-title">
          {t('orders.stops')}
        </h2>
        {stops.data?.atStations.map(({ station, stationName, at, reason }) => (
          <p key={station} className="local-stop" role="note">
            {t(reason ? 'orders.local' : 'orders.localPlain', {
              ...{ station: stationName, time: momentOf(at, office.zone), reason },
            })}
          </p>
        ))}
        {stops.data?.orders.length === 0 && stops.data.atStations.length === 0 && (
          <p>{t('orders.noStops')}</p>
        )}
        <ul className="order-list">
          {stops.data?.orders.map((order) => (
            <StopCard key={order.id} order={order} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="emergencies-head">
        <h2 id="emergencies-head" className="part-title">
          {t('orders.emergencies')}
        </h2>
        {emergencies.data?.length === 0 && <p>{t('orders.noEmergencies')}</p>}
        <ul className="order-list">
          {emergencies.data?.map((order) => (
            <EmergencyCard key={order.id} order={order} />
          ))}
        </ul>
      </section>
    </div>
  )
}
