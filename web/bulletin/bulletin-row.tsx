import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bulletin, Version } from '../api/shapes.ts'
import { newest, newestPerLanguage, waitsFor } from '../data/bulletin-list.ts'
import { useSigned } from '../part/office.ts'
import { Thumbnail } from '../part/thumbnail.tsx'
import { lengthOf, momentOf } from '../text/format.ts'
import { LoudnessChip } from './loudness-chip.tsx'
import { usePreview, usePreviewToggle } from './preview.tsx'
import { StateChip } from './state-chip.tsx'

/** A bulletin in the library: its shape, length, states, who waits for what, where it is heard next. */
export const BulletinRow = memo(function BulletinRow({
  bulletin,
  selected,
  onSelect,
}: {
  bulletin: Bulletin
  selected: boolean
  onSelect: (bulletin: string) => void
}) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const version = newest(bulletin)
  const { sound } = version
  const toggle = usePreviewToggle()
  return (
    <li className="bulletin" data-testid="bulletin-row" data-bulletin={bulletin.id}>
      <Checkbox
        className="bulletin-select"
        aria-label={t('library.select', { title: bulletin.title })}
        checked={selected}
        onChange={() => onSelect(bulletin.id)}
      />
      {sound ? (
        <PreviewButton bulletin={bulletin} version={version} />
      ) : (
        <span className="thumbnail bulletin-wave" />
      )}
      <div className="bulletin-name">
        <Link
          to="/ban-tin/$bulletin"
          params={{ bulletin: bulletin.id }}
          data-row-link
          onKeyDown={(event) => {
            if (event.key !== ' ' || !sound) return
            event.preventDefault()
            toggle(sound)
          }}
        >
          {bulletin.title}
        </Link>
        <span className="note clip">
          {t(`contentType.${version.contentType}`)} ·{' '}
          {bulletin.campaign?.name ?? t('bulletin.noCampaign')}
        </span>
      </div>
      <span className="bulletin-sound tabular">
        {sound && (
          <>
            <span>{lengthOf(sound.lengthMs)}</span> <LoudnessChip sound={sound} />
          </>
        )}
      </span>
      <span className="bulletin-states">
        {version.class !== 'ordinary' && (
          <span className={`chip chip-${version.class}`}>{t(`class.${version.class}`)}</span>
        )}
        {newestPerLanguage(bulletin).map((one) => (
          <VersionStanding key={one.id} version={one} />
        ))}
      </span>
      <span className="note tabular bulletin-next">
        {bulletin.next
          ? t('bulletin.next', { time: momentOf(bulletin.next.at, office.zone).slice(0, -3) })
          : t('bulletin.notPlanned')}
      </span>
    </li>
  )
})

function VersionStanding({ version }: { version: Version }) {
  const { t } = useTranslation()
  const waits = waitsFor(version)
  return (
    <span className="bulletin-standing">
      <span className="lang-mark" title={t(`lang.${version.language}`)}>
        <span aria-hidden="true">{version.language.toUpperCase()}</span>
        <span className="unseen">{t(`lang.${version.language}`)}</span>
      </span>{' '}
      <StateChip state={version.state} />{' '}
      {waits && <span className="note">{t(`waits.${waits}`, { name: version.author.name })}</span>}
    </span>
  )
}

function PreviewButton({ bulletin, version }: { bulletin: Bulletin; version: Version }) {
  const { t } = useTranslation()
  const { playing, share } = usePreview()
  const toggle = usePreviewToggle()
  const { sound } = version
  if (!sound) return null
  const sounds = playing === sound.asset
  return (
    <button
      type="button"
      className="bulletin-wave preview"
      onClick={() => toggle(sound)}
      aria-pressed={sounds}
      aria-label={t(sounds ? 'library.stop' : 'library.play', { title: bulletin.title })}
      style={{ '--share': sounds ? share : 0 } as React.CSSProperties}
      data-testid="preview-button"
    >
      <Thumbnail peaks={sound.peaks} />
    </button>
  )
}
