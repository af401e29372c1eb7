/** Longest text that is read aloud: some twenty minutes. */
export const TEXT_LIMIT = 20_000

/**
 * Text from a person in one spelling: composed letters, plain spaces, no control characters (one
 * of which is a command to the synthesiser), no direction marks, no zero widths.
 * @param digits `as written` keeps those of other scripts, for a voice that reads its own
 */
export function cleanText(text: string, digits: 'western' | 'as written' = 'western'): string {
  const cleaned = text
    .slice(0, TEXT_LIMIT)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')
    .replaceAll(/[^\P{C}\n]/gu, '')
    .replaceAll(/[\u2160-\u217f\u2460-\u24ff\uff01-\uff5e]/g, (sign) => sign.normalize('NFKC'))
  return digits === 'western' ? cleaned.replaceAll(/(?![0-9])\p{Nd}/gu, westernDigit) : cleaned
}

/** Unicode lays digits out in tens that begin at a code ending in 0 or in 6. */
function westernDigit(digit: string): string {
  const compatible = digit.normalize('NFKC')
  if (/^[0-9]$/.test(compatible)) return compatible
  const code = digit.codePointAt(0) ?? 0
  const place = code & 0xf
  const startsAtZero = place < 6 || (place < 10 && isDigit(code - place))
  return String(Math.min(9, startsAtZero ? place : place - 6))
}

function isDigit(code: number): boolean {
  return /\p{Nd}/u.test(String.fromCodePoint(code))
}
