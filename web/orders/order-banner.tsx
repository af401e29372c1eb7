import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Emergency, emergenciesQuery, stopsQuery } from '../api/orders.ts'
import { holding, soundedAt, toCall, underWay } from '../data/orders.ts'
import { useNow } from '../part/office.ts'

/** Names stand for themselves up to here; then their number says more. */
const NAMES_UP_TO = 3

/** On every screen, while something is silent by order or an emergency is under way. */
export function OrderBanner() {
  const { data: stops } = useQuery(stopsQuery)
  const { data: emergencies } = useQuery(emergenciesQuery)
  const now = useNow(10_000)
  return (
    <div role="status">
      {stops && <StoppedBanner stops={stops} />}
      {underWay(emergencies ?? [], now).map((order) => (
        <EmergencyBanner key={order.id} order={order} />
      ))}
    </div>
  )
}

function StoppedBanner({ stops }: { stops: Parameters<typeof holding>[0] & AtStations }) {
  const { t } = useTranslation()
  const held = holding(stops)
  const local = stops.atStations.map(({ stationName }) => stationName)
  if (held.length + local.length === 0) return null
  const names = held.map(({ stationName, cluster }) =>
    cluster ? `${stationName} · ${cluster}` : stationName,
  )
  const calls = toCall(held).length
  return (
    <div className="banner banner-stop no-print" data-testid="stop-banner">
      <span>
        {names.length > 0 && (
          <b>
            {names.length > NAMES_UP_TO
              ? t('orders.banner.stoppedMany', { n: names.length })
              : t('orders.banner.stopped', { names: names.join(', ') })}
          </b>
        )}
        {calls > 0 && `, ${t('orders.banner.calls', { n: calls })}`}
        {names.length > 0 && local.length > 0 && '. '}
        {local.length > 0 && t('orders.banner.atStation', { names: local.join(', ') })}
      </span>
      <Link to="/lenh-phat">{t('orders.banner.follow')}</Link>
    </div>
  )
}

type AtStations = Readonly<{ atStations: readonly Readonly<{ stationName: string }>[] }>

function EmergencyBanner({ order }: { order: Emergency }) {
  const { t } = useTranslation()
  const calls = toCall(order.stations).length
  return (
    <div className="banner banner-emergency no-print" data-testid="emergency-banner">
      <span>
        <b>
          {order.state === 'waiting'
            ? t('orders.banner.waiting', { title: order.title })
            : t(order.state === 'over' ? 'orders.banner.over' : 'orders.banner.running', {
                ...{ title: order.title, done: soundedAt(order), all: order.stations.length },
              })}
        </b>
        {calls > 0 && `, ${t('orders.banner.calls', { n: calls })}`}
      </span>
      <Link to="/lenh-phat">{t('orders.banner.follow')}</Link>
    </div>
  )
}
