import { useTranslation } from 'react-i18next'
import type { Conflict } from '../api/planning.ts'

/** Communes that must relay what changes, each with its clusters of loudspeakers. */
export function RelayReach({ relays }: { relays: Conflict['relays'] }) {
  const { t } = useTranslation()
  if (relays.length === 0) return null
  return (
    <div className="relay-reach" data-testid="relay-reach">
      <p>{t('change.relays')}</p>
      <ul className="chips">
        {relays.map(({ station, name, clusters }) => (
          <li key={station} className="chip">
            {clusters > 0 ? t('change.relay', { name, clusters }) : name}
          </li>
        ))}
      </ul>
    </div>
  )
}
