/** How each letter is called when a name or a code is spelled. */
const names: Readonly<Record<string, string>> = {
  ...{ a: 'a', ă: 'á', â: 'ớ', b: 'bê', c: 'xê', d: 'dê', đ: 'đê', e: 'e', ê: 'ê', f: 'ép' },
  ...{ g: 'gờ', h: 'hát', i: 'i', j: 'gi', k: 'ca', l: 'lờ', m: 'mờ', n: 'nờ', o: 'o', ô: 'ô' },
  ...{ ơ: 'ơ', p: 'pê', q: 'quy', r: 'rờ', s: 'ét', t: 'tê', u: 'u', ư: 'ư', v: 'vê', w: 'vê kép' },
  ...{ x: 'ích', y: 'i dài', z: 'dét' },
}

/** `VNPT` → vê nờ pê tê. Letters without a name are left out. */
export function spell(letters: string): string {
  return [...letters.toLowerCase()].flatMap((letter) => names[letter] ?? []).join(' ')
}

const onset = '(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?'
const nucleus =
  '(?:i[eê]u?|u[oô]i?|[uư][oơ][iu]?|y[eê]u?|o[aeă][iouy]?|u[aâeêyơ][uiy]?|[aăâeêioôơuư][aiouy]?)'
const coda = '(?:ch|ng|nh|[cmnpt])?'
/** `y` alone ends its syllable: ly, not byt. */
const syllable = new RegExp(`^${onset}(?:y|${nucleus}${coda})$`, 'u')

/**
 * Whether letters could be one Vietnamese syllable: then a word in capitals is a word and not an
 * abbreviation. `THAM` could, `UBND` could not.
 */
export function couldBeSyllable(word: string): boolean {
  const plain = word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
  return syllable.test(plain.normalize('NFC'))
}
