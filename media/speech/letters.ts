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
/** What may stand behind the onset, by its vowels. */
const rhymes = [
  // One vowel, with or without the rounding o or u before it: tan, toàn, tuân, huỳnh.
  '(?:o?a|o?e|u?ê|i|oo|ô|o|ơ|ư|u|u?y)(?:ch|ng|nh|[cmnpt])?',
  '(?:o?ă|u?â)(?:ng|[ckmnpt])',
  // Two vowels that no consonant follows: mía, khuya, thuở, chưa.
  '(?:ia|ua|ưa|uya|uơ)',
  // Two vowels that something follows: tiên, yêu, chuyển, muối, người.
  '(?:iê|yê|uyê|uô|ươ)(?:ng|[cmnpt])',
  '(?:o?a[iouy]|o?eo|u?êu|u?ây|âu|iu|[uưôơo]i|ưu|uyu|[iy]êu|uôi|ươ[iu])',
]
const syllable = new RegExp(`^${onset}(?:${rhymes.join('|')})$`, 'u')

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
