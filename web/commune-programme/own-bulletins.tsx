import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CommuneProgramme } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { useSigned } from '../part/office.ts'
import { BulletinFacts } from './bulletin-facts.tsx'

/** What the commune wrote and approved for itself: in its programme without being picked. */
export function OwnBulletins({ programme }: { programme: CommuneProgramme }) {
  const { t } = useTranslation()
  const { session } = useSigned()
  const own = programme.offered.filter(
    ({ source, class: level }) => source === 'own' && level === 'ordinary',
  )
  return (
    <section className="campaign-part" aria-label={t('programme.own')}>
      <h2 className="part-title">{t('programme.own')}</h2>
      {own.length === 0 && (
        <p className="note">
          {t('programme.ownNone')}{' '}
          {hasRole(session, 'editor') && programme.mayDecide && (
            <Link to="/ban-tin">{t('programme.write')}</Link>
          )}
        </p>
      )}
      <ul className="programme-list">
        {own.map((one) => (
          <li key={one.bulletin}>
            <BulletinFacts bulletin={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}
