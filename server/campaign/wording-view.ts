import { z } from 'zod'
import { instantField } from '../instant-field.ts'
import { visibleLine, visibleText } from '../plain-text.ts'

const Language = z.enum(['vi', 'km', 'en'])

const Rule = z.object({
  language: Language.default('vi'),
  /** A date in it, `16/9/2024`, stands for every way of writing that day. */
  phrase: visibleLine(200, 2),
  suggestion: visibleLine(500).nullable().default(null),
  /** Why. */
  note: visibleText(1_000),
  /** From when on; null for always. */
  validFrom: instantField.nullable().default(null),
})

/** What to look at twice in texts of a campaign, in order. */
export const WordingRules = z.object({ rules: z.array(Rule).max(200) })

export const WordingQuestion = z.object({
  text: z.string().max(20_000),
  /** Without a campaign there are no rules. */
  campaign: z.string().nullable(),
  language: Language.default('vi'),
  /** The instant at which the text is meant to be true; now unless given. */
  at: z.int().optional(),
})

export const WordingAnswer = z.object({
  hits: z.array(
    z.object({
      /** UTF-16 units of the text, as JavaScript counts them. */
      start: z.int(),
      end: z.int(),
      phrase: z.string(),
      suggestion: z.string().nullable(),
      note: z.string(),
    }),
  ),
})
