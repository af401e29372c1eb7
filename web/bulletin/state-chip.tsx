import { useTranslation } from 'react-i18next'
import type { Version } from '../api/shapes.ts'

export function StateChip({ state }: { state: Version['state'] }) {
  const { t } = useTranslation()
  return (
    <span className={`chip chip-${state}`} data-testid="state" data-state={state}>
      {t(`state.${state}`)}
    </span>
  )
}
