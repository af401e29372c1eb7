import { useTranslation } from 'react-i18next'

/** DỮ LIỆU MẪU, on every screen and every printed sheet of a sample office. */
export function SampleRibbon({ sample }: { sample: boolean }) {
  const { t } = useTranslation()
  if (!sample) return null
  return (
    <section className="sample" data-testid="sample-ribbon" aria-label={t('sample')}>
      <b>{t('sample')}</b> <span>{t('sampleSays')}</span>
    </section>
  )
}
