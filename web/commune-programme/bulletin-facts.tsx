import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { OfferedBulletin } from '../data/commune-programme.ts'
import { useSigned } from '../part/office.ts'
import { lengthOf, momentOf } from '../text/format.ts'

/** What somebody has to know of a bulletin to decide on it. */
export function BulletinFacts({ bulletin }: { bulletin: OfferedBulletin }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  return (
    <div className="programme-facts">
      <Link to="/ban-tin/$bulletin" params={{ bulletin: bulletin.bulletin }}>
        {bulletin.title}
      </Link>
      <span className="chips">
        {bulletin.class !== 'ordinary' && (
          <span className={`chip chip-${bulletin.class}`}>{t(`class.${bulletin.class}`)}</span>
        )}
        {bulletin.versions.map((version) => (
          <span key={version.id} className="chip tabular">
            {t(`lang.${version.language as 'vi'}`, { defaultValue: version.language })} ·{' '}
            {lengthOf(version.lengthMs)}
          </span>
        ))}
      </span>
      <span className="note tabular">
        {bulletin.campaign && (
          <>
            <Link to="/dot-tuyen-truyen/$campaign" params={{ campaign: bulletin.campaign.id }}>
              {bulletin.campaign.name}
            </Link>
            {' · '}
          </>
        )}
        {bulletin.next !== null
          ? t('bulletin.next', { time: momentOf(bulletin.next, zone).slice(0, -3) })
          : t('bulletin.notPlanned')}
      </span>
    </div>
  )
}
