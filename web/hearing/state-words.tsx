import { useTranslation } from 'react-i18next'
import type { RecordingLine } from '../api/shapes.ts'

/** How far a recording is on its way, in words. */
export function StateWords({ line }: { line: RecordingLine }) {
  const { t } = useTranslation()
  const { state, percent, ahead } = line
  const words = t(`hearing.state.${state}`)
  return (
    <span role="status" data-testid="recording-state" data-state={state}>
      {state === 'receiving' || state === 'listening'
        ? t('hearing.percent', { state: words, percent })
        : words}
      {ahead !== null && ahead > 0 && `, ${t('hearing.ahead', { n: ahead })}`}
    </span>
  )
}
