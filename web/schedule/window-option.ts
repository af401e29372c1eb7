import { useTranslation } from 'react-i18next'
import type { Block, Plan } from '../api/shapes.ts'
import { fillOf } from '../data/fill.ts'
import { quietSpans } from '../data/plan-change.ts'
import { endOf } from '../data/plan-line.ts'
import { useSigned } from '../part/office.ts'
import { timeOf } from '../text/format.ts'
import { useFillWords } from './fill-words.ts'

/** A window as a choice: when, what it is called, how full it is, or that it lies in quiet hours. */
export function useWindowOption(): (block: Block, plan: Pick<Plan, 'date' | 'zone'>) => string {
  const { t } = useTranslation()
  const words = useFillWords()
  const { quietHours } = useSigned().office
  return (block, { date, zone }) => {
    const span = { startsAt: block.startsAt, endsAt: endOf(block) }
    const isQuiet = quietSpans(quietHours, span, date, zone).length > 0
    return t('place.windowOption', {
      ...{ time: timeOf(block.startsAt, zone), name: block.title },
      fill: isQuiet ? t('place.quiet') : words(fillOf(block)),
    })
  }
}
