import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { liveSourcesQuery } from '../api/airtime.ts'
import type { Block } from '../api/shapes.ts'

type Part = Pick<Block['relayTime'][number], 'source'> & Readonly<{ live?: string | null }>

/**
 * What fills a part of a window: a live source by its name, else the station that is relayed; a commune's
 * part is its own programme.
 */
export function useRelayWords(): (part: Part) => string {
  const { t } = useTranslation()
  const sources = useQuery(liveSourcesQuery)
  return ({ source, live }) => {
    const named = live && sources.data?.find(({ id }) => id === live)?.name
    if (source === 'commune') return named || t('schedule.communePart')
    return t('schedule.relay', { source: named || t(`source.${source}`) })
  }
}
