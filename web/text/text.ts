import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { type Text, vi } from './vi.ts'

export type Language = 'vi' | 'en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Text }
  }
}

/** Loads both languages; the page's own language follows, for screen readers and hyphens. */
export function startTexts(language: Language, root: HTMLElement): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { vi: { translation: vi }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  root.lang = language
  i18next.on('languageChanged', (now) => {
    root.lang = now
  })
}
