import { cleanText } from './clean.ts'
import { dateRules } from './date-rules.ts'
import type { Dialect } from './dialect.ts'
import { documentRules } from './document-rules.ts'
import { englishRules } from './english-rules.ts'
import { readDigits } from './numbers.ts'
import { type OwnReading, ownRules } from './own-readings.ts'
import { phoneRules } from './phone-rules.ts'
import { quantityRules } from './quantity-rules.ts'
import { romanRules } from './roman-rules.ts'
import { applyRules, type Rewrite, type Rule } from './rule.ts'
import { splitSentences } from './sentences.ts'
import { symbolRules } from './symbol-rules.ts'
import { timeRules } from './time-rules.ts'
import { wordRules } from './word-rules.ts'

/** The languages of bulletins. */
export type SpokenLanguage = 'vi' | 'km' | 'en'

/** One sentence of a text, and how it will be said. */
export type ReadSentence = Readonly<{
  /** As it is written. */
  text: string
  /** In words; nothing in it is markup or a command to any synthesiser. Empty: nothing to say. */
  spoken: string
  /** Counted from 0. */
  paragraph: number
  rewrites: readonly Rewrite[]
}>

export type ReadingOptions = Readonly<{
  language: SpokenLanguage
  dialect?: Dialect
  /** How this office or this bulletin wants something read; the first of two that fit wins. */
  readings?: readonly OwnReading[]
}>

/** Order matters: the more a rule knows about what it reads, the earlier it stands. */
const vietnamese: readonly Rule[] = [
  ...phoneRules,
  ...documentRules,
  ...dateRules,
  ...timeRules,
  ...romanRules,
  ...wordRules,
  ...quantityRules,
  ...symbolRules,
]

const rulesOf: Readonly<Record<SpokenLanguage, readonly Rule[]>> = {
  vi: vietnamese,
  en: englishRules,
  km: [],
}

/**
 * A text as it will be read aloud, sentence by sentence. Never throws, whatever the text; in
 * Vietnamese no figure is left, in Khmer every one: its voice knows how its own numbers are said.
 */
export function readAloud(text: string, options: ReadingOptions): ReadSentence[] {
  const { language, dialect = 'north', readings = [] } = options
  const rules = rulesOf[language]
  const own = ownRules(readings, (say) =>
    plainWords(applyRules(say, rules, dialect).spoken, language),
  )
  return splitSentences(cleanText(text, digitsOf[language])).map(
    ({ text: sentence, paragraph }) => {
      const { spoken, rewrites } = applyRules(sentence, [...own, ...rules], dialect)
      return {
        text: sentence,
        spoken: plainWords(spoken, language),
        paragraph,
        rewrites: rewrites.map(tidied),
      }
    },
  )
}

/** Signs that no voice reads become a breath or nothing; what is left cannot be taken for a command. */
function plainWords(spoken: string, language: SpokenLanguage): string {
  const kept =
    language === 'vi' ? spoken.replaceAll(/\d+/g, (run) => ` ${readDigits(run)} `) : spoken
  return kept
    .replaceAll(/[()[\]{}|"“”«»…]|\s[-–—]+\s/g, ', ')
    .replaceAll(/(?<=\p{L})\s?[/\\]\s?(?=\p{L})/gu, ', ')
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(keptSigns[language], ' ')
    .replaceAll(/(?<![\p{L}\p{N}])['-]+|['-]+(?![\p{L}\p{N}])/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s+(?=[.,;:!?])/g, '')
    .replaceAll(/[,;:](?:[,;:\s]*(?=[.!?,;:])|[,;:]+)/g, '')
    .replaceAll(/([.!?])[.!?,;:]+/g, '$1')
    .replaceAll(/^[\s.,;:!?]+|,\s*$/g, '')
    .trim()
}

const keptSigns = {
  en: /[^\p{L}\p{M}\d\s.,;:!?'$€£%&/@+-]/gu,
  km: /[^\p{L}\p{M}\p{N}\s.,;:!?'$€£៛%&/@+-]/gu,
  vi: /[^\p{L}\p{M}\s.,;:!?'-]/gu,
} as const

const digitsOf = { vi: 'western', en: 'western', km: 'as written' } as const

function tidied(rewrite: Rewrite): Rewrite {
  const spoken = rewrite.spoken.replaceAll(/\s+/g, ' ').replace(/^[\s,]+|[\s,]+$/g, '')
  return { ...rewrite, written: rewrite.written.trim(), spoken }
}
