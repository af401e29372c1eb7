import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Emergency, Reach, Stop } from '../api/orders.ts'
import { hasRole } from '../data/access.ts'
import type { Trail } from '../data/orders.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { timeOf } from '../text/format.ts'
import { WhomToCall } from './whom-to-call.tsx'

type Step = Emergency['stations'][number]['step'] | Stop['stations'][number]['step']

/** One station of an order: its way from sent to sounding, or whom to call. */
export function OrderPlace({
  order,
  place,
  step,
  trail,
  name,
  facts,
  mayCall,
  children,
}: {
  order: string
  place: Reach
  step: Step
  trail: Trail | null
  name: string
  facts: readonly string[]
  /** Whether telling them by telephone still makes a difference. */
  mayCall: boolean
  children?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <li className="order-place" data-step={step} data-testid={`place-${place.station}`}>
      <b className="order-place-name">{name}</b>
      {trail ? (
        <ol className="trail" aria-label={t(`orders.step.${step}`)}>
          {trail.map((one) => (
            <li
              key={one.step}
              className={one.isDone || one.isNow ? 'trail-done' : 'trail-open'}
              aria-current={one.isNow ? 'step' : undefined}
            >
              {t(`orders.step.${one.step as Step}`)}
            </li>
          ))}
        </ol>
      ) : (
        <span className="order-step">{t(`orders.step.${step}`)}</span>
      )}
      {facts.length > 0 && <span className="note tabular">{facts.join(' · ')}</span>}
      {place.way === 'telephone' && (mayCall || place.call) && (
        <Calling order={order} place={place} />
      )}
      {children}
    </li>
  )
}

/** Đã gọi: who called, when, and what came of it. */
function Calling({ order, place }: { order: string; place: Reach }) {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const queries = useQueryClient()
  const say = useMutation({
    mutationFn: (result: 'reached' | 'no-answer') =>
      answer(
        api.POST('/api/v1/orders/{order}/calls', {
          params: { path: { order } },
          body: { station: place.station, result },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  })
  const { call } = place
  const maySay = hasRole(session, 'editor', 'approver', 'administrator', 'supervisor')
  return (
    <span className="calling">
      <WhomToCall place={place} />
      {call && (
        <span className="note tabular" data-testid={`called-${place.station}`}>
          {t(call.result === 'reached' ? 'orders.calledBy' : 'orders.unansweredBy', {
            name: call.byName,
            time: timeOf(call.at, office.zone),
          })}
        </span>
      )}
      {maySay && call?.result !== 'reached' && (
        <span className="calling-says">
          <Button
            size="compact-md"
            variant="default"
            loading={say.isPending}
            onClick={() => say.mutate('reached')}
            aria-label={t('orders.calledFor', { station: place.stationName })}
            data-testid={`call-${place.station}`}
          >
            {t('orders.called')}
          </Button>
          <Button
            size="compact-md"
            variant="subtle"
            disabled={say.isPending}
            onClick={() => say.mutate('no-answer')}
            aria-label={t('orders.noAnswerFor', { station: place.stationName })}
          >
            {t('orders.noAnswer')}
          </Button>
        </span>
      )}
      <ProblemNote error={say.error} />
    </span>
  )
}
