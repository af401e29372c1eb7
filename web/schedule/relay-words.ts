import { useTranslation } from 'react-i18next'
import type { Piece } from '../api/planning.ts'

type Source = NonNullable<Piece['source']>

/** What fills a part of a window: other stations are relayed; a commune's part is its own programme. */
export function useRelayWords(): (source: Source) => string {
  const { t } = useTranslation()
  return (source) =>
    source === 'commune'
      ? t('schedule.communePart')
      : t('schedule.relay', { source: t(`source.${source}`) })
}
