import { useTranslation } from 'react-i18next'
import type { Bulletin, Version } from '../api/shapes.ts'
import { soundsBetween } from '../data/approval-effect.ts'
import { useSigned } from '../part/office.ts'
import { momentOf } from '../text/format.ts'
import { StateChip } from './state-chip.tsx'

/** The versions of one language in their order, with what became of each and when it held. */
export function VersionLine({
  bulletin,
  shown,
  onShow,
}: {
  bulletin: Bulletin
  shown: Version
  onShow: (version: Version) => void
}) {
  const { t } = useTranslation()
  const versions = bulletin.versions
    .filter(({ language }) => language === shown.language)
    .sort((a, b) => a.number - b.number)
  if (versions.length < 2) return null
  return (
    <ol
      className="version-line"
      aria-label={t('versions.list', { language: t(`lang.${shown.language}`).toLowerCase() })}
    >
      {versions.map((version) => (
        <li key={version.id}>
          <button
            type="button"
            aria-current={version.id === shown.id}
            onClick={() => onShow(version)}
            data-testid={`version-${version.number}`}
          >
            <span>
              <b>{t('versions.number', { n: version.number })}</b>{' '}
              <StateChip state={version.state} />
            </span>
            <Span version={version} />
          </button>
        </li>
      ))}
    </ol>
  )
}

/** From when until when it sounds or sounded; what was meant, while it is not approved. */
function Span({ version }: { version: Version }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const minute = (at: number) => momentOf(at, zone).slice(0, -3)
  const { from, until } = soundsBetween(version) ?? {
    ...{ from: version.validFrom, until: version.validTo },
  }
  return (
    <span className="note tabular">
      {until === null
        ? t('versions.from', { from: minute(from) })
        : t('versions.fromUntil', { from: minute(from), until: minute(until) })}
    </span>
  )
}
