/** One sentence of a text as it stands there, and the paragraph that it belongs to. */
export type Sentence = Readonly<{
  text: string
  /** Counted from 0. */
  paragraph: number
}>

/** Longest stretch that is handed to a voice at once; a longer sentence is broken where it breathes. */
const SENTENCE_LIMIT = 600

/** Written before a name or a number, so that their full stop ends nothing. */
const beforeName = new Set(
  'TP,Tp,TX,TT,Q,P,H,X,ThS,Ths,TS,PGS,GS,BS,KS,CN,Ô,Ông,Bà,Mr,Mrs,Dr,St,tr,Tr,ĐT,Đ,đ,No'.split(','),
)

/**
 * A text as sentences. It knows that the full stop of `1.500.000`, `TP. Cần Thơ` or `1. Mục đích`
 * ends nothing, that a list item or an empty line begins something new, and that a line may break
 * in the middle of a sentence.
 * @param text as `cleanText` leaves it
 */
export function splitSentences(text: string): Sentence[] {
  return text
    .split(/\n[ ]*\n+/)
    .map(joinLines)
    .filter((lines) => lines.length > 0)
    .flatMap((lines, paragraph) =>
      lines
        .flatMap(splitLine)
        .flatMap(breakLong)
        .map((sentence) => ({ text: sentence, paragraph })),
    )
}

const LIST_MARK = /^(?:[-+•*–—·▪●◦]|\d{1,2}[.)]|[IVX]{1,5}[.)]|\p{L}\))\s/u

/** Lines that belong together: one that goes on in small letters continues the one above. */
function joinLines(paragraph: string): string[] {
  const lines: string[] = []
  for (const line of paragraph.split('\n').map((one) => one.trim())) {
    const above = lines.at(-1)
    const goesOn =
      above !== undefined &&
      /[^.:;!?…]$/u.test(above) &&
      /^[\p{Ll}(]/u.test(line) &&
      !LIST_MARK.test(line)
    if (goesOn) lines.splice(-1, 1, `${above} ${line}`)
    else if (line !== '') lines.push(line)
  }
  return lines
}

function splitLine(line: string): string[] {
  const sentences: string[] = []
  let from = 0
  for (const end of line.matchAll(/[.!?…។៕]+["'”’»)\]]*/gu)) {
    const to = end.index + end[0].length
    if (!endsSentence(line, from, end.index, to, end[0])) continue
    sentences.push(line.slice(from, to))
    from = to
  }
  sentences.push(line.slice(from))
  return sentences.map((one) => one.trim()).filter((one) => /[\p{L}\p{N}]/u.test(one))
}

function endsSentence(line: string, from: number, at: number, to: number, sign: string): boolean {
  const next = line.slice(to, to + 3)
  const before = line.slice(from, at)
  if (/[!?។៕]/u.test(sign)) return next === '' || /^[\s\p{Lu}\p{Lo}]/u.test(next)
  if (next === '') return true
  if (!/^\s/.test(next)) {
    // Somebody forgot the space: `máy.Bà con`, not `gov.vn` and not `TP.HCM`.
    return /\p{Ll}$/u.test(before) && /^\p{Lu}\p{Ll}/u.test(next)
  }
  if (/^\s\p{Ll}/u.test(next)) return false
  const word = /[\p{L}\p{M}\p{N}.&]*$/u.exec(before)?.[0] ?? ''
  if (word === before.trim() && /^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|\p{L})$/u.test(word))
    return false
  if (/^v\.v$/i.test(word)) return true
  return !word.split('.').every((part) => beforeName.has(part))
}

/** At a semicolon, a comma or a space, in this order, so that no piece is longer than the limit. */
function breakLong(sentence: string): string[] {
  const pieces: string[] = []
  let rest = sentence
  while (rest.length > SENTENCE_LIMIT) {
    const head = rest.slice(0, SENTENCE_LIMIT)
    const at = [/[;:](?=\s)/g, /,(?=\s)/g, /\s/g]
      .map((sign) => [...head.matchAll(sign)].at(-1)?.index ?? 0)
      .find((index) => index > SENTENCE_LIMIT / 3)
    const cut = at === undefined ? wholeCharacters(head) : at + 1
    pieces.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut)
  }
  return [...pieces, rest.trim()].filter((piece) => /[\p{L}\p{N}]/u.test(piece))
}

/** Never through the middle of a pair of surrogates. */
function wholeCharacters(head: string): number {
  return /[\ud800-\udbff]$/.test(head) ? head.length - 1 : head.length
}
