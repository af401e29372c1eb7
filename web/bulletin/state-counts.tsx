import { useTranslation } from 'react-i18next'
import type { BulletinList } from '../api/shapes.ts'
import { type BulletinFilter, states } from '../data/bulletin-list.ts'
import { figureOf } from '../text/format.ts'

/** How many stand in each state; each figure narrows the list to itself. */
export function StateCounts({
  counts,
  chosen,
  onChoose,
}: {
  counts: BulletinList['states'] | undefined
  chosen: BulletinFilter['state']
  /** Called with '' for all of them. */
  onChoose: (state: string) => void
}) {
  const { t, i18n } = useTranslation()
  return (
    <fieldset className="state-counts">
      <legend className="unseen">{t('library.counts')}</legend>
      <button type="button" aria-pressed={!chosen} onClick={() => onChoose('')}>
        {t('all')}
      </button>
      {states.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen === state}
          onClick={() => onChoose(chosen === state ? '' : state)}
          data-testid={`count-${state}`}
        >
          {t(`state.${state}`)}{' '}
          <b className="tabular">{counts ? figureOf(counts[state] ?? 0, 0, i18n.language) : '…'}</b>
        </button>
      ))}
    </fieldset>
  )
}
