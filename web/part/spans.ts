import { useTranslation } from 'react-i18next'

/** A length in words: `12 giây`, `2 phút 10 giây`. */
export function useSpan(): (ms: number) => string {
  const { t } = useTranslation()
  return (ms) => {
    const seconds = Math.max(0, Math.round(ms / 1000))
    const minutes = Math.floor(seconds / 60)
    if (minutes === 0) return t('span.seconds', { n: seconds })
    if (seconds % 60 === 0) return t('span.minutes', { n: minutes })
    return t('span.minutesSeconds', { m: minutes, s: seconds % 60 })
  }
}
