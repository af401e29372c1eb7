const LONGEST = 200

/**
 * A file name from outside as text to show, never as a path: composed letters, no control or
 * direction-changing characters, at most 200 characters.
 */
export function plainFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim()
  return [...plain].slice(0, LONGEST).join('') || '?'
}
