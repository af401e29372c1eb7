import { useTranslation } from 'react-i18next'
import type { Fill } from '../data/fill.ts'
import { useSpan } from '../part/spans.ts'

/** "còn trống 12 giây", "quá 3 giây", "vừa kín". */
export function useFillWords(): (fill: Fill) => string {
  const { t } = useTranslation()
  const span = useSpan()
  return ({ kind, ms, holds }) => {
    if (kind === 'full') return t('schedule.full')
    const words = t(`schedule.${kind}`, { length: span(ms) })
    return holds ? t('schedule.holds', { n: holds, words }) : words
  }
}
