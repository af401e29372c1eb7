import { Button, Checkbox, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { EmergencyPreview } from '../api/orders.ts'
import { useDeps } from '../deps.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { lengthOf } from '../text/format.ts'
import { WhomToCall } from './whom-to-call.tsx'

/** Second step: what will sound where, read back; only a tick under the list lets it go. */
export function EmergencyReading({
  wish,
  reason,
  onBack,
  onDone,
}: {
  wish: { version: string; stations: string[]; repeats: number }
  reason: string
  onBack: () => void
  onDone: () => void
}) {
  const { t } = useTranslation()
  const { newId } = useDeps()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [sure, setSure] = useState(false)
  const id = useRef(newId())
  const head = useRef<HTMLHeadingElement>(null)
  const preview = useQuery({
    queryKey: ['emergency-preview', wish],
    queryFn: () => answer(api.POST('/api/v1/emergencies/preview', { body: wish })),
    staleTime: 0,
    retry: false,
  })
  const send = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/emergencies', { body: { ...wish, id: id.current, reason } })),
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
  const places = preview.data?.stations.length ?? 0
  const onlyAsks = preview.data?.stations.every(({ needsSecond }) => needsSecond)
  return (
    <Stack data-testid="emergency-reading">
      <ProblemNote error={preview.error} again={() => void preview.refetch()} />
      {preview.isPending && <Waiting />}
      {preview.data && (
        <>
          <h2 className="reading-head" tabIndex={-1} ref={head}>
            {t('orders.read.emergency')}
          </h2>
          <p className="reading-what">
            {t('orders.read.sounds', {
              title: preview.data.title,
              n: wish.repeats,
              length: lengthOf(preview.data.lengthMs),
              places,
            })}
          </p>
          <Places preview={preview.data} />
          <Checkbox
            label={t('orders.read.sure', { places })}
            checked={sure}
            onChange={(event) => setSure(event.currentTarget.checked)}
            data-testid="emergency-sure"
          />
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
          disabled={!sure || !preview.data}
          loading={send.isPending}
          onClick={() => send.mutate()}
          data-testid="emergency-confirm"
        >
          {t(onlyAsks ? 'orders.read.doAsk' : 'orders.read.doEmergency')}
        </Button>
      </div>
    </Stack>
  )
}

function Places({ preview: { stations, quiet } }: { preview: EmergencyPreview }) {
  const { t } = useTranslation()
  const second = stations.filter(({ needsSecond }) => needsSecond)
  const wire = stations.filter(({ needsSecond, way }) => !needsSecond && way === 'wire')
  const phone = stations.filter(({ way }) => way === 'telephone')
  return (
    <>
      {second.length > 0 && (
        <section className="reading-part reading-second" role="note">
          <h3>{t('orders.read.second', { n: second.length })}</h3>
          <p>{t('orders.read.secondSays', { from: quiet?.from ?? '', to: quiet?.to ?? '' })}</p>
          <p>{second.map(({ stationName }) => stationName).join(', ')}</p>
        </section>
      )}
      {wire.length > 0 && (
        <section className="reading-part">
          <h3>{t('orders.read.byWire', { n: wire.length })}</h3>
          <ul>
            {wire.map(({ station, stationName, interrupts, stopped }) => (
              <li key={station}>
                <b>{stationName}</b>
                {interrupts && (
                  <span className="note">
                    {' '}
                    {t(stopped ? 'orders.silences' : 'orders.interrupts', { title: interrupts })}
                  </span>
                )}
                {stopped && <span className="note reading-warn"> {t('orders.isStopped')}</span>}
              </li>
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
                <b>{place.stationName}</b> <WhomToCall place={place} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
