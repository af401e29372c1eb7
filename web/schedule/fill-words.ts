import { useTranslation } from 'react-i18next'
import type { Fill } from '../data/fill.ts'
import { useSpan } from '../part/spans.ts'

/** "còn trống 12 giây", "quá 3 giây", "vừa kín". */
export function useFillWords(): (fill: Fill) => string {
  const { t } = useTranslation()
  const span = useSpan()
  return ({ kind, ms }) =>
    kind === 'full' ? t('schedule.full') : t(`schedule.${kind}`, { length: span(ms) })
}
