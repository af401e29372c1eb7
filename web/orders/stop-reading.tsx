import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { StopPreview, StopWish } from '../api/orders.ts'
import { PlacesByWay, ReadBack } from './read-back.tsx'

/** Where it falls silent, read back. One press, since a wrong sound waits for nobody. */
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
  const preview = useQuery({
    queryKey: ['stop-preview', where],
    queryFn: () => answer(api.POST('/api/v1/stops/preview', { body: { where } })),
    staleTime: 0,
    retry: false,
  })
  return (
    <ReadBack
      {...{ name: 'stop', preview, onBack, onDone }}
      head={t('orders.read.stop')}
      confirm={t('orders.read.doStop')}
      send={(id) => answer(api.POST('/api/v1/stops', { body: { id, where, reason } }))}
    >
      {(shown) => <Places preview={shown} />}
    </ReadBack>
  )
}

function Places({ preview: { stations } }: { preview: StopPreview }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="reading-what">{t('orders.read.silent', { places: stations.length })}</p>
      <PlacesByWay
        wire={stations.filter(({ way }) => way === 'wire')}
        phone={stations.filter(({ way }) => way === 'telephone')}
        lineOf={(place) => (
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
        )}
      />
    </>
  )
}
