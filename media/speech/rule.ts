import type { Dialect } from './dialect.ts'

/** What kind of token a rule rewrote; the screen says it in words. */
export type RewriteKind =
  | 'own'
  | 'date'
  | 'time'
  | 'phone'
  | 'document'
  | 'money'
  | 'unit'
  | 'number'
  | 'range'
  | 'roman'
  | 'abbreviation'
  | 'name'
  | 'address'
  | 'symbol'
  | 'unreadable'

/** One token of a sentence that is spoken otherwise than it is written. */
export type Rewrite = Readonly<{
  kind: RewriteKind
  written: string
  /** Empty when it stays silent. */
  spoken: string
  /** Where it begins in the sentence's text, in UTF-16 units. */
  at: number
}>

/** What stands around a match. */
export type Around = Readonly<{
  before: string
  after: string
  dialect: Dialect
}>

/**
 * One way in which something is written, and how it is said. Rules are tried in order at each place
 * where a word, a number or a sign begins; the first that answers wins.
 */
export type Rule = Readonly<{
  kind: RewriteKind
  /** Sticky (`y`) and Unicode (`u`); states its own end. */
  pattern: RegExp
  /** The words, or null when this match is none after all. */
  say(match: RegExpExecArray, around: Around): string | null
}>

/** Nothing of a word or number may follow. */
export const END = '(?![\\p{L}\\p{M}\\p{N}])'

/** A rule's pattern from its parts, with the flags that the engine needs. */
export function pattern(source: string, flags = ''): RegExp {
  return new RegExp(source, `yu${flags}`)
}

/** A pattern for exactly these characters. */
export function literally(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** One of these words, the longest that fits. */
export function anyOf(words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map(literally)
    .join('|')
}

/** The sentence with everything said in words, and what was rewritten on the way. */
export function applyRules(
  text: string,
  rules: readonly Rule[],
  dialect: Dialect,
): Readonly<{ spoken: string; rewrites: readonly Rewrite[] }> {
  const said: string[] = []
  const rewrites: Rewrite[] = []
  let at = 0
  while (at < text.length) {
    const found = beginsToken(text, at) ? firstAnswer(text, at, rules, dialect) : null
    if (found === null) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
      said.push(character)
      at += character.length
      continue
    }
    const { kind, written, spoken } = found
    said.push(' ', spoken, ' ')
    rewrites.push({ kind, written, spoken, at })
    at += written.length
  }
  return { spoken: said.join(''), rewrites }
}

function firstAnswer(text: string, at: number, rules: readonly Rule[], dialect: Dialect) {
  const around = { before: text.slice(0, at), dialect }
  for (const { kind, pattern, say } of rules) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null || match[0] === '') continue
    const spoken = say(match, { ...around, after: text.slice(at + match[0].length) })
    if (spoken !== null) return { kind, written: match[0], spoken }
  }
  return null
}

/** A letter after a letter, or a digit after a digit, is in the middle of something. */
function beginsToken(text: string, at: number): boolean {
  const here = classOf(text, at)
  return here === 'sign' || here !== classOf(text, at - 1)
}

function classOf(text: string, at: number): 'letter' | 'digit' | 'sign' {
  const character = text.slice(at, at + 1)
  if (/[\p{L}\p{M}]/u.test(character)) return 'letter'
  return /\p{N}/u.test(character) ? 'digit' : 'sign'
}
