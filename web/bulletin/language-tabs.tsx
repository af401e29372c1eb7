import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Bulletin, Version } from '../api/shapes.ts'
import { newestPerLanguage } from '../data/bulletin-list.ts'
import { StateChip } from './state-chip.tsx'

/** The languages of a bulletin, each with how its newest version stands, and the way to another. */
export function LanguageTabs({
  bulletin,
  shown,
  onShow,
  onAdd,
}: {
  bulletin: Bulletin
  shown: Version
  onShow: (version: Version) => void
  /** Null when this person may add none. */
  onAdd: (() => void) | null
}) {
  const { t } = useTranslation()
  const newest = newestPerLanguage(bulletin)
  if (newest.length < 2 && !onAdd) return null
  return (
    <nav className="language-tabs" aria-label={t('versions.languages')}>
      {newest.map((version) => (
        <button
          key={version.language}
          type="button"
          aria-current={version.language === shown.language}
          onClick={() => onShow(version)}
          data-testid={`language-${version.language}`}
        >
          {t(`lang.${version.language}`)} <StateChip state={version.state} />
        </button>
      ))}
      {onAdd && (
        <Button variant="subtle" size="sm" onClick={onAdd} data-testid="add-variant">
          + {t('versions.add')}
        </Button>
      )}
    </nav>
  )
}
