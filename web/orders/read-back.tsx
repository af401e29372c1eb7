import { Button, Stack } from '@mantine/core'
import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reach } from '../api/orders.ts'
import { useDeps } from '../deps.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { WhomToCall } from './whom-to-call.tsx'

/** Second step of an order: what it will do, read back, and the press that sends it, once. */
export function ReadBack<Preview>({
  name,
  head,
  preview,
  send,
  confirm,
  isReady = true,
  onBack,
  onDone,
  children,
}: {
  name: 'emergency' | 'stop'
  head: string
  preview: UseQueryResult<Preview>
  /** However often it is pressed, it is one order: the one of this id. */
  send: (id: string) => Promise<unknown>
  confirm: string
  isReady?: boolean
  onBack: () => void
  onDone: () => void
  children: (preview: Preview) => ReactNode
}) {
  const { t } = useTranslation()
  const { newId } = useDeps()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const id = useRef(newId())
  const heading = useRef<HTMLHeadingElement>(null)
  const sending = useMutation({
    mutationFn: () => send(id.current),
    onSuccess: async () => {
      void queries.invalidateQueries({ queryKey: ['orders'] })
      onDone()
      await navigate({ to: '/lenh-phat' })
    },
  })
  const isThere = Boolean(preview.data)
  useEffect(() => {
    if (isThere) heading.current?.focus()
  }, [isThere])
  return (
    <Stack data-testid={`${name}-reading`}>
      <ProblemNote error={preview.error} again={() => void preview.refetch()} />
      {preview.isPending && <Waiting />}
      {preview.data && (
        <>
          <h2 className="reading-head" tabIndex={-1} ref={heading}>
            {head}
          </h2>
          {children(preview.data)}
        </>
      )}
      <ProblemNote error={sending.error} />
      {sending.isPending && <p role="status">{t('orders.read.sending')}</p>}
      <div className="actions">
        <Button variant="default" onClick={onBack} disabled={sending.isPending}>
          {t('orders.back')}
        </Button>
        <Button
          className="order-confirm"
          disabled={!isReady || !preview.data}
          loading={sending.isPending}
          onClick={() => sending.mutate()}
          data-testid={`${name}-confirm`}
        >
          {confirm}
        </Button>
      </div>
    </Stack>
  )
}

/** Where the order gets by itself, and where somebody has to call. */
export function PlacesByWay<Place extends Reach>({
  wire,
  phone,
  lineOf,
}: {
  wire: readonly Place[]
  phone: readonly Place[]
  /** What is said of a place beside whom to call. */
  lineOf: (place: Place) => ReactNode
}) {
  const { t } = useTranslation()
  return (
    <>
      {wire.length > 0 && (
        <section className="reading-part">
          <h3>{t('orders.read.byWire', { n: wire.length })}</h3>
          <ul>
            {wire.map((place) => (
              <li key={place.station}>{lineOf(place)}</li>
            ))}
          </ul>
        </section>
      )}
      {phone.length > 0 && (
        <section className="reading-part reading-phone" role="note">
          <h3>{t('orders.read.byPhone', { n: phone.length })}</h3>
          <p>{t('orders.read.byPhoneSays')}</p>
          <ul>
            {phone.map((place) => (
              <li key={place.station}>
                {lineOf(place)} <WhomToCall place={place} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
