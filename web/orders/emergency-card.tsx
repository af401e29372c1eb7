import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Emergency } from '../api/orders.ts'
import { emergencyTrail } from '../data/orders.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { lengthOf, momentOf, timeOf } from '../text/format.ts'
import { OrderPlace } from './order-place.tsx'
import { SecondPerson } from './second-person.tsx'
import { SureButton } from './sure-button.tsx'

/** One emergency: who ordered it, how far it has come everywhere, and its end. */
export function EmergencyCard({ order }: { order: Emergency }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/emergencies/{id}/end', { params: { path: { id: order.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  })
  const factsOf = (place: Emergency['stations'][number]) => [
    ...(place.startedAt === null
      ? []
      : [t('orders.startedAt', { time: timeOf(place.startedAt, office.zone) })]),
    ...(order.repeats > 1 && place.startedAt !== null
      ? [t('orders.times', { done: place.sounded, all: order.repeats })]
      : []),
    ...(place.stopped ? [t('orders.isStopped')] : []),
  ]
  return (
    <li className="order" data-testid={`order-${order.id}`} data-state={order.state}>
      <h3>
        <Link to="/ban-tin/$bulletin" params={{ bulletin: order.bulletin }}>
          {order.title}
        </Link>{' '}
        <span className="chip">{t(`orders.state.${order.state}`)}</span>
      </h3>
      <p className="note tabular">
        {[
          t('orders.once', { length: lengthOf(order.lengthMs) }),
          t('orders.repeats', { n: order.repeats }),
          t('orders.orderedBy', {
            name: order.orderedByName,
            time: momentOf(order.orderedAt, office.zone),
          }),
          ...(order.confirmedAt === null
            ? []
            : [
                t('orders.confirmedBy', {
                  name: order.confirmedByName,
                  time: timeOf(order.confirmedAt, office.zone),
                }),
              ]),
          ...(order.endedAt === null
            ? []
            : [
                t('orders.endedBy', {
                  name: order.endedByName,
                  time: timeOf(order.endedAt, office.zone),
                }),
              ]),
          ...(order.reason ? [t('orders.why', { reason: order.reason })] : []),
        ].join(' · ')}
      </p>
      {order.state === 'waiting' && <SecondPerson order={order} />}
      <ul className="order-places">
        {order.stations.map((place) => (
          <OrderPlace
            key={place.station}
            order={order.id}
            place={place}
            step={place.step}
            trail={emergencyTrail(place.step)}
            name={place.stationName}
            facts={factsOf(place)}
            mayCall={order.state === 'running' || order.state === 'waiting'}
          />
        ))}
      </ul>
      <ProblemNote error={end.error} />
      {order.mayEnd && (
        <SureButton
          label={t('orders.end')}
          says={t('orders.endSays')}
          confirm={t('orders.endConfirm')}
          isSending={end.isPending}
          onSure={() => end.mutate()}
          testId="emergency-end"
        />
      )}
    </li>
  )
}
