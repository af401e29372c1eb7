import { useTranslation } from 'react-i18next'
import type { Bulletin, Version } from '../api/shapes.ts'
import { WordedText } from './worded-text.tsx'

/** The text of a version, beside the words it translates when it is said in another language. */
export function VersionText({
  bulletin,
  version,
  onUse,
}: {
  bulletin: Bulletin
  version: Version
  /** Takes up a suggestion: the whole text with it; null when this person may not edit. */
  onUse: ((text: string) => void) | null
}) {
  const { t } = useTranslation()
  const original = bulletin.versions.find(({ id }) => id === version.translates)
  return (
    <section aria-label={t('bulletin.text')}>
      <h2 className="part-title">{t('bulletin.text')}</h2>
      {version.text ? (
        <WordedText bulletin={bulletin} version={version} onUse={onUse} />
      ) : (
        <p>{t('bulletin.noText')}</p>
      )}
      {original && (
        <details className="original" open={version.state !== 'approved'}>
          <summary>
            {t('versions.original')} ({t('versions.number', { n: original.number }).toLowerCase()})
          </summary>
          <div className="bulletin-text" lang={original.language}>
            {original.text || t('bulletin.noText')}
          </div>
        </details>
      )}
    </section>
  )
}
