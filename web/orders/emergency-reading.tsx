import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { EmergencyPreview } from '../api/orders.ts'
import { lengthOf } from '../text/format.ts'
import { PlacesByWay, ReadBack } from './read-back.tsx'

/** What will sound where, read back; only a tick under the list lets it go. */
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
  const [sure, setSure] = useState(false)
  const preview = useQuery({
    queryKey: ['emergency-preview', wish],
    queryFn: () => answer(api.POST('/api/v1/emergencies/preview', { body: wish })),
    staleTime: 0,
    retry: false,
  })
  const onlyAsks = preview.data?.stations.every(({ needsSecond }) => needsSecond)
  return (
    <ReadBack
      {...{ name: 'emergency', preview, isReady: sure, onBack, onDone }}
      head={t('orders.read.emergency')}
      confirm={t(onlyAsks ? 'orders.read.doAsk' : 'orders.read.doEmergency')}
      send={(id) => answer(api.POST('/api/v1/emergencies', { body: { ...wish, id, reason } }))}
    >
      {(shown) => (
        <>
          <p className="reading-what">
            {t('orders.read.sounds', {
              title: shown.title,
              n: wish.repeats,
              length: lengthOf(shown.lengthMs),
              places: shown.stations.length,
            })}
          </p>
          <Places preview={shown} />
          <Checkbox
            label={t('orders.read.sure', { places: shown.stations.length })}
            checked={sure}
            onChange={(event) => setSure(event.currentTarget.checked)}
            data-testid="emergency-sure"
          />
        </>
      )}
    </ReadBack>
  )
}

function Places({ preview: { stations, quiet } }: { preview: EmergencyPreview }) {
  const { t } = useTranslation()
  const second = stations.filter(({ needsSecond }) => needsSecond)
  return (
    <>
      {second.length > 0 && (
        <section className="reading-part reading-second" role="note">
          <h3>{t('orders.read.second', { n: second.length })}</h3>
          <p>{t('orders.read.secondSays', { from: quiet?.from ?? '', to: quiet?.to ?? '' })}</p>
          <p>{second.map(({ stationName }) => stationName).join(', ')}</p>
        </section>
      )}
      <PlacesByWay
        wire={stations.filter(({ needsSecond, way }) => !needsSecond && way === 'wire')}
        phone={stations.filter(({ way }) => way === 'telephone')}
        lineOf={({ stationName, interrupts, stopped }) => (
          <>
            <b>{stationName}</b>
            {interrupts && (
              <span className="note">
                {' '}
                {t(stopped ? 'orders.silences' : 'orders.interrupts', { title: interrupts })}
              </span>
            )}
            {stopped && <span className="note reading-warn"> {t('orders.isStopped')}</span>}
          </>
        )}
      />
    </>
  )
}
