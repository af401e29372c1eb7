import { useTranslation } from 'react-i18next'
import type { Find, SpokenOf } from '../api/shapes.ts'

/** A find's verdict as it is shown: words that others say too are none. */
export function shownVerdict({ effective, slight }: Pick<Find, 'effective' | 'slight'>) {
  return slight ? ('slight' as const) : effective
}

/** What a recording says, in words on its colour. */
export function VerdictChip({ verdict }: { verdict: SpokenOf['verdict'] }) {
  const { t } = useTranslation()
  return (
    <span className={`verdict-chip verdict-${verdict}`}>{t(`hearing.verdict.${verdict}`)}</span>
  )
}
