import { useTranslation } from 'react-i18next'

/** DỮ LIỆU MẪU, on every screen and every printed sheet of a sample office. */
export function SampleRibbon({ sample }: { sample: boolean }) {
  const { t } = useTranslation()
  if (!sample) return null
  return (
    <div className="sample" data-testid="sample-ribbon" role="note">
      <b>{t('sample')}</b> <span>{t('sampleSays')}</span>
    </div>
  )
}
