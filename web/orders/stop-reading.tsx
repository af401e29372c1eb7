import { Button, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { StopPreview, StopWish } from '../api/orders.ts'
import { useDeps } from '../deps.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { WhomToCall } from './whom-to-call.tsx'

/** Second step: where it falls silent, read back. One press, since a wrong sound waits for nobody. */
export function StopReading({
  where,
  reason,
  onBack,
  onDone,
}: {
  where: StopWish
  reason: string
  onBack: () => void
  onDone: () => void
}) {
  const { t } = useTranslation()
  const { newId } = useDeps()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const id = useRef(newId())
  const head = useRef<HTMLHeadingElement>(null)
  const preview = useQuery({
    queryKey: ['stop-preview', where],
    queryFn: () => answer(api.POST('/api/v1/stops/preview', { body: { where } })),
    staleTime: 0,
    retry: false,
  })
  const send = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/stops', { body: { id: id.current, where, reason } })),
    onSuccess: async () => {
      void queries.invalidateQueries({ queryKey: ['orders'] })
      onDone()
      await navigate({ to: '/lenh-phat' })
    },
  })
  const isThere = Boolean(preview.data)
  useEffect(() => {
    if (isThere) head.current?.focus()
  }, [isThere])
  return (
    <Stack data-testid="stop-reading">
      <ProblemNote error={preview.error} again={() => void preview.refetch()} />
      {preview.isPending && <Waiting />}
      {preview.data && (
        <>
          <h2 className="reading-head" tabIndex={-1} ref={head}>
            {t('orders.read.stop')}
          </h2>
          <Places preview={preview.data} />
        </>
      )}
      <ProblemNote error={send.error} />
      {send.isPending && <p role="status">{t('orders.read.sending')}</p>}
      <div className="actions">
        <Button variant="default" onClick={onBack} disabled={send.isPending}>
          {t('orders.back')}
        </Button>
        <Button
          className="order-confirm"
          disabled={!preview.data}
          loading={send.isPending}
          onClick={() => send.mutate()}
          data-testid="stop-confirm"
        >
          {t('orders.read.doStop')}
        </Button>
      </div>
    </Stack>
  )
}

function Places({ preview: { stations } }: { preview: StopPreview }) {
  const { t } = useTranslation()
  const wire = stations.filter(({ way }) => way === 'wire')
  const phone = stations.filter(({ way }) => way === 'telephone')
  const lineOf = (place: StopPreview['stations'][number]) => (
    <>
      <b>
        {place.stationName}
        {place.cluster && ` · ${place.cluster}`}
      </b>
      {place.together.length > 0 && (
        <span className="note">
          {' '}
          {t('orders.read.together', { names: place.together.join(', ') })}
        </span>
      )}
      {place.sounding && (
        <span className="note"> {t('orders.silences', { title: place.sounding })}</span>
      )}
    </>
  )
  return (
    <>
      <p className="reading-what">{t('orders.read.silent', { places: stations.length })}</p>
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
