import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Stop } from '../api/orders.ts'
import { stopTrail } from '../data/orders.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { momentOf, timeOf } from '../text/format.ts'
import { OrderPlace } from './order-place.tsx'
import { SureButton } from './sure-button.tsx'

/** One act of stopping: how far it has come everywhere, and letting it sound again. */
export function StopCard({ order }: { order: Stop }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const queries = useQueryClient()
  const restart = useMutation({
    mutationFn: (stops: string[]) => answer(api.POST('/api/v1/stops/restart', { body: { stops } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  })
  const mine = order.stations.filter(({ mayRestart }) => mayRestart)
  const factsOf = (place: Stop['stations'][number]) => [
    ...(place.silentAt === null
      ? []
      : [t('orders.silentAt', { time: timeOf(place.silentAt, office.zone) })]),
    ...(place.endedAt === null
      ? []
      : [
          t('orders.restartedBy', {
            name: place.endedByName,
            time: timeOf(place.endedAt, office.zone),
          }),
        ]),
  ]
  return (
    <li className="order" data-testid={`order-${order.id}`}>
      <p className="note tabular">
        {t('orders.orderedBy', {
          name: order.orderedByName,
          time: momentOf(order.orderedAt, office.zone),
        })}
        {order.reason && ` · ${t('orders.why', { reason: order.reason })}`}
      </p>
      <ul className="order-places">
        {order.stations.map((place) => (
          <OrderPlace
            key={place.stop}
            order={order.id}
            place={place}
            step={place.step}
            trail={stopTrail(place.step)}
            name={place.cluster ? `${place.stationName} · ${place.cluster}` : place.stationName}
            facts={factsOf(place)}
            mayCall={place.endedAt === null || place.step === 'telephone'}
          >
            {place.mayRestart && mine.length > 1 && (
              <SureButton
                label={t('orders.restart')}
                ariaLabel={t('orders.restartAt', { station: place.stationName })}
                says={t('orders.restartSays')}
                confirm={t('orders.restartConfirm', { n: 1 })}
                isSending={restart.isPending}
                onSure={() => restart.mutate([place.stop])}
                testId={`restart-${place.station}`}
              />
            )}
          </OrderPlace>
        ))}
      </ul>
      <ProblemNote error={restart.error} />
      {mine.length > 0 && (
        <SureButton
          label={t(mine.length > 1 ? 'orders.restartAll' : 'orders.restart')}
          says={t('orders.restartSays')}
          confirm={t('orders.restartConfirm', { n: mine.length })}
          isSending={restart.isPending}
          onSure={() => restart.mutate(mine.map(({ stop }) => stop))}
          testId="restart-all"
        />
      )}
    </li>
  )
}
