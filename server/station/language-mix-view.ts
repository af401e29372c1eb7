import { z } from 'zod'

export const LanguageMix = z.object({
  /** Percent by language, `{"km": 70, "vi": 30}`; null for no wish. */
  languageMix: z.partialRecord(z.enum(['vi', 'km', 'en']), z.int().min(0).max(100)).nullable(),
})
