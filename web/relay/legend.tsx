import { useTranslation } from 'react-i18next'
import type { Matrix } from '../api/shapes.ts'
import { gradeShares } from '../data/matrix.ts'
import { gradeOrder, letterOf, shownStandings } from '../data/standing.ts'
import { figureOf } from '../text/format.ts'

export function Legend() {
  const { t } = useTranslation()
  return (
    <section className="legend" aria-label={t('relay.legend')}>
      {shownStandings.map((standing) => (
        <span key={standing}>
          <span className={`cell standing-${standing}`} aria-hidden="true">
            {letterOf(standing)}
          </span>
          {t(`standing.${standing}`)}
        </span>
      ))}
      <span className="legend-rings">{t('relay.rings')}:</span>
      {gradeOrder
        .filter((grade) => grade !== 'none')
        .map((grade) => (
          <span key={grade}>
            <span className={`cell ring-${grade}`} aria-hidden="true" />
            {t(`grade.${grade}`)}
          </span>
        ))}
    </section>
  )
}

/** Share of each grade: how the day is known. */
export function Grades({ matrix }: { matrix: Matrix }) {
  const { t, i18n } = useTranslation()
  return (
    <section className="grades" aria-labelledby="grades" data-testid="grades">
      <h2 id="grades" className="part-title">
        {t('relay.shares')}
      </h2>
      <dl>
        {gradeShares(matrix.grades).map(({ grade, count, percent }) => (
          <div key={grade} data-grade={grade}>
            <dt>
              <span className={`ring ring-${grade}`}>{t(`grade.${grade}`)}</span>
            </dt>
            <dd className="tabular">
              <b>{count}</b>{' '}
              {percent !== null &&
                t('relay.share', { percent: figureOf(percent, 1, i18n.language) })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
