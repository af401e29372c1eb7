import { useTranslation } from 'react-i18next'

const RADIUS = 9
const ROUND = 2 * Math.PI * RADIUS

/** How much of a sound was listened to, as a ring that closes. */
export function ListeningRing({ percent }: { percent: number }) {
  const { t } = useTranslation()
  return (
    <svg
      className="listening-ring"
      viewBox="0 0 24 24"
      role="img"
      aria-label={t('listen.ring', { percent })}
      data-whole={percent === 100 || undefined}
    >
      <circle cx="12" cy="12" r={RADIUS} />
      <circle
        className="listening-done"
        cx="12"
        cy="12"
        r={RADIUS}
        strokeDasharray={`${(percent / 100) * ROUND} ${ROUND}`}
      />
      {percent === 100 && <path d="M7.5 12.5l3 3 6-6.5" />}
    </svg>
  )
}
