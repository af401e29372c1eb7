import { z } from 'zod'

/**
 * Words from people, as everything that stores, seals and shows them can take them: well formed, in
 * composed letters, without control characters (NUL is none for PostgreSQL) and without the marks that
 * turn the direction of what is read. Zero-width spaces stay inside: Khmer breaks its lines at them.
 */
export function plainText(longest: number) {
  return z.string().overwrite(cleanText).max(longest)
}

/** The same on one line, without spaces at its ends. */
export function plainLine(longest: number) {
  return z.string().overwrite(cleanLine).max(longest)
}

/** A line that somebody can see: a title, a name, a reason. */
export function visibleLine(longest: number, shortest = 1) {
  return z.string().overwrite(cleanLine).min(shortest).max(longest).refine(isVisible, unseen)
}

/** A text that somebody can see: a note. */
export function visibleText(longest: number) {
  const text = z.string().overwrite((given) => cleanText(given).trim())
  return text.min(1).max(longest).refine(isVisible, unseen)
}

const unseen = {
  message: 'it has no character that can be seen',
  params: { vi: 'cần ít nhất một ký tự nhìn thấy được' },
}

const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

function cleanText(given: string): string {
  const text = given.toWellFormed().replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
  const plain = text.replaceAll(/[^\P{Cc}\n\t]/gu, '').replaceAll(DIRECTIONS, '')
  return plain.normalize('NFC')
}

function cleanLine(given: string): string {
  return cleanText(given)
    .replaceAll(/[\n\t]+/g, ' ')
    .trim()
}

/** Fillers count as letters or signs in Unicode, and show nothing. */
function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replaceAll(/[\u115f\u1160\u2800\u3164\uffa0]/g, ''))
}
