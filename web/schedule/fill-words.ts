import { useTranslation } from 'react-i18next'
import type { Block } from '../api/shapes.ts'
import { type Fill, fillOf } from '../data/fill.ts'
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

/** How full a window is; where a station only carries a signal, how much of the district's it carries. */
export function useWindowWords(): (block: Block, plays: boolean) => string {
  const { t } = useTranslation()
  const words = useFillWords()
  return (block, plays) => {
    if (plays) return words(fillOf(block))
    const n = block.items.length
    return n === 0 ? t('schedule.carriesNothing') : t('schedule.carries', { n })
  }
}
