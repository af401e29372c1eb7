import { useTranslation } from 'react-i18next'
import type { SpokenOf } from '../api/shapes.ts'

/** What a recording says, in words on its colour. */
export function VerdictChip({ verdict }: { verdict: SpokenOf['verdict'] }) {
  const { t } = useTranslation()
  return (
    <span className={`verdict-chip verdict-${verdict}`}>{t(`hearing.verdict.${verdict}`)}</span>
  )
}
