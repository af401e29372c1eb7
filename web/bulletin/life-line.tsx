import { useTranslation } from 'react-i18next'
import type { Version } from '../api/shapes.ts'
import { lifeOf } from '../data/life.ts'
import { useSigned } from '../part/office.ts'
import { momentOf } from '../text/format.ts'

/** soạn → trình → thẩm định (tiếng khác) → duyệt → hiệu lực, with who and when. */
export function LifeLine({ version, now }: { version: Version; now: number }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  return (
    <section aria-label={t('bulletin.life')} className="life">
      <h2 className="part-title">{t('bulletin.life')}</h2>
      <ol>
        {lifeOf(version, now).map((step) => (
          <li key={step.step} data-state={step.state}>
            <b>{t(`life.${step.step}`)}</b>
            <span>{step.state === 'to-come' ? t('life.waiting') : step.by}</span>
            {step.at !== null && step.state !== 'to-come' && (
              <span className="tabular">{momentOf(step.at, office.zone)}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
