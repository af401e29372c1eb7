import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { airingsQuery } from '../api/queries.ts'
import type { Station } from '../api/shapes.ts'

/** Said where something is on air that began after it was recalled. */
export function AfterRecall({ station, item }: { station: Station; item: string }) {
  const { t } = useTranslation()
  const sounding = useQuery(airingsQuery({ outcome: 'sounding', limit: '100' }))
  const late = sounding.data?.airings.some(
    (one) => one.station === station.id && one.item === item && one.afterRecall,
  )
  if (!late) return null
  return (
    <b className="chip chip-recalled" data-testid="on-air-after-recall">
      {t('recall.afterRecall')}
    </b>
  )
}
