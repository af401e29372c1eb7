import type { WordingRule } from '../api/shapes.ts'
import { localDateOf } from '../text/format.ts'
import { instantOfLocal } from './local-moment.ts'

/** A rule as it stands in the form's fields. */
export type RuleRow = Readonly<{
  /** Tells rows apart while they are edited. */
  key: number
  language: WordingRule['language']
  phrase: string
  /** '' when there is only a note. */
  suggestion: string
  note: string
  /** Local date from which it holds; '' for always. */
  from: string
}>

export function rowsOf(rules: readonly WordingRule[], zone: string): readonly RuleRow[] {
  return rules.map(({ language, phrase, suggestion, note, validFrom }, key) => ({
    ...{ key, language, phrase, note, suggestion: suggestion ?? '' },
    from: validFrom === null ? '' : localDateOf(validFrom, zone),
  }))
}

export function newRow(rows: readonly RuleRow[]): RuleRow {
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1
  return { key, language: 'vi', phrase: '', suggestion: '', note: '', from: '' }
}

export function rulesOf(rows: readonly RuleRow[], zone: string): WordingRule[] {
  return rows.map(({ language, phrase, suggestion, note, from }) => ({
    ...{ language, phrase, note, suggestion: suggestion.trim() || null },
    validFrom: from === '' ? null : instantOfLocal(`${from}T00:00`, zone),
  }))
}
