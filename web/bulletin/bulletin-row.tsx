import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Bulletin } from '../api/shapes.ts'
import { newest } from '../data/bulletin-list.ts'
import { useSigned } from '../part/office.ts'
import { Thumbnail } from '../part/thumbnail.tsx'
import { lengthOf, minuteOf } from '../text/format.ts'
import { StateChip } from './state-chip.tsx'

/** A bulletin in the list: its shape, length, language, state, and where it is heard next. */
export function BulletinRow({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const version = newest(bulletin)
  const languages = [...new Set(bulletin.versions.map((one) => one.language))]
  const awaiting = bulletin.versions.some((one) => one.awaiting === 'recording')
  return (
    <li className="bulletin" data-testid="bulletin-row">
      {version.sound ? <Thumbnail peaks={version.sound.peaks} /> : <span className="thumbnail" />}
      <div className="bulletin-name">
        <Link to="/ban-tin/$bulletin" params={{ bulletin: bulletin.id }}>
          {bulletin.title}
        </Link>
        <span className="note clip">{bulletin.campaign?.name ?? t('bulletin.noCampaign')}</span>
      </div>
      <span className="tabular">{version.sound ? lengthOf(version.sound.lengthMs) : '–'}</span>
      <span>{languages.map((one) => t(`lang.${one}`)).join(', ')}</span>
      <span className="chips">
        <StateChip state={version.state} />
        {awaiting && <span className="chip chip-waiting">{t('bulletin.awaitingShort')}</span>}
      </span>
      <span className="note tabular bulletin-next">
        {bulletin.next
          ? t('bulletin.next', { time: minuteOf(bulletin.next.at, office.zone) })
          : t('bulletin.notPlanned')}
      </span>
    </li>
  )
}
