import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import { places } from './places.ts'

/** The places: a rail at the left on a PC, four of them at the bottom of a phone. */
export function Rail() {
  const { t } = useTranslation()
  return (
    <nav className="rail" aria-label={t('go.main')}>
      <div className="rail-name" aria-hidden="true">
        {t('name')}
      </div>
      <ul>
        {places.map((place) => (
          <li key={place.to} className={place.bottom ? undefined : 'pc-only'}>
            <Link to={place.to} activeOptions={{ exact: place.to === '/', includeSearch: false }}>
              <Icon name={place.icon} />
              {place.name === 'relay' ? (
                <>
                  <span className="narrow-none">{t('go.relay')}</span>
                  <span className="narrow-only">{t('go.relayShort')}</span>
                </>
              ) : (
                <span>{t(`go.${place.name}`)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
