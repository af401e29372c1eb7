import { useTranslation } from 'react-i18next'
import { writtenDate } from '../text/format.ts'

type Trial = Readonly<{
  nextDates: readonly string[]
  refusal: Readonly<{ vi: string; en: string }> | null
}>

/** What the server says of a window before it is made: its first days, or why it cannot be. */
export function WindowTrial({ complete, trial }: { complete: boolean; trial: Trial | null }) {
  const { t, i18n } = useTranslation()
  if (!complete) return <p role="status">{t('airtime.incomplete')}</p>
  if (!trial) return <p role="status">{t('loading')}</p>
  const { nextDates, refusal } = trial
  return (
    <div role="status" data-testid="window-trial">
      <p>{refusal ? (i18n.language === 'en' ? refusal.en : refusal.vi) : t('airtime.ready')}</p>
      <p className="tabular">
        {nextDates.length === 0 ? t('airtime.noDates') : nextDates.map(writtenDate).join(' · ')}
      </p>
    </div>
  )
}
