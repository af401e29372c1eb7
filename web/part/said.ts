import { useTranslation } from 'react-i18next'

/** Picks the reader's language from what the server says in both. */
export function useSaid(): (one: Readonly<{ vi: string; en: string }>) => string {
  const { i18n } = useTranslation()
  return (one) => (i18n.language === 'en' ? one.en : one.vi)
}
