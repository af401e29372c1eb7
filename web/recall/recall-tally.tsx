import { useTranslation } from 'react-i18next'
import type { Recall } from '../api/shapes.ts'

/** How many stations are done, in words and as a bar. */
export function RecallTally({ tally }: { tally: Recall['tally'] }) {
  const { t } = useTranslation()
  const done = tally.dropped + tally.confirmed
  return (
    <div className="recall-tally" data-testid="recall-tally" data-complete={tally.complete}>
      <progress value={done} max={Math.max(1, tally.stations)} aria-hidden="true" />
      <span>
        {tally.complete ? (
          <b>{t('recall.complete')}</b>
        ) : (
          <b>{t('recall.progress', { done, all: tally.stations })}</b>
        )}
        {tally.notReached > 0 && ` · ${t('recall.bannerCall', { n: tally.notReached })}`}
        {tally.waiting > 0 && ` · ${t('recall.bannerWaiting', { n: tally.waiting })}`}
      </span>
    </div>
  )
}
