import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Recording } from '../api/shapes.ts'
import { figureOf, writtenDate } from '../text/format.ts'

/** Earlier recordings that sound the same around their bulletins, for somebody to hear both. */
export function AlikeNote({ recording }: { recording: Recording }) {
  const { t, i18n } = useTranslation()
  if (recording.alike.length === 0) return null
  return (
    <section className="refusal" data-testid="alike">
      <b>{t('hearing.alike.title')}</b>
      <p>{t('hearing.alike.says')}</p>
      <ul>
        {recording.alike.map((one) => (
          <li key={one.recording}>
            <Link to="/ban-ghi/$recording" params={{ recording: one.recording }}>
              {t('hearing.alike.one', { station: one.stationName, date: writtenDate(one.date) })}
            </Link>{' '}
            <span className="note">
              {t('hearing.alike.share', {
                percent: figureOf(one.likeness / 100, 0, i18n.language),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
