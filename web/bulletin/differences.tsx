import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bulletin, Version } from '../api/shapes.ts'
import { differences } from '../data/word-diff.ts'

/** What the text of a version changes against the one before it in its language, word by word. */
export function Differences({ bulletin, version }: { bulletin: Bulletin; version: Version }) {
  const { t } = useTranslation()
  const before = bulletin.versions
    .filter(({ language, number }) => language === version.language && number < version.number)
    .sort((a, b) => b.number - a.number)[0]
  const pieces = useMemo(
    () => (before ? differences(before.text, version.text, version.language) : []),
    [before, version],
  )
  if (!before) return null
  if (before.text === version.text)
    return <p className="note">{t('versions.noDifference', { n: before.number })}</p>
  return (
    <details className="differences" data-testid="differences">
      <summary>{t('versions.differences', { n: before.number })}</summary>
      <p className="note">{t('versions.legend')}</p>
      <div className="bulletin-text" lang={version.language}>
        {pieces.map((piece, index) =>
          piece.kind === 'same' ? (
            piece.text
          ) : piece.kind === 'gone' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place.
            <del key={index}>{piece.text}</del>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place.
            <ins key={index}>{piece.text}</ins>
          ),
        )}
      </div>
    </details>
  )
}
