/** A piece of text that two versions share, or that only one of them has. */
export type Piece = Readonly<{ kind: 'same' | 'gone' | 'new'; text: string }>

/** Beyond this many comparisons the middle is shown as replaced as a whole. */
const MOST_CELLS = 4_000_000

/**
 * What changed between two texts, word by word; Khmer, which writes no spaces, is cut into words by
 * the language's own rules.
 */
export function differences(before: string, after: string, language: string): readonly Piece[] {
  const a = wordsOf(before, language)
  const b = wordsOf(after, language)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1
  return joined([
    ...a.slice(0, head).map((text) => ({ kind: 'same', text }) as const),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map((text) => ({ kind: 'same', text }) as const),
  ])
}

/** Spaces, words, and the punctuation after a word; a date or a figure with a point is one word. */
const WRITTEN_WORDS = /\s+|\S+?(?=[.,;:!?…”"')]*(?:\s|$))|[.,;:!?…”"')]+/gu

function wordsOf(text: string, language: string): readonly string[] {
  if (language !== 'km') return text.match(WRITTEN_WORDS) ?? []
  const cutter = new Intl.Segmenter(language, { granularity: 'word' })
  return [...cutter.segment(text)].map(({ segment }) => segment)
}

/** By the longest common run of words, kept in order. */
function middle(a: readonly string[], b: readonly string[]): readonly Piece[] {
  const all = (kind: Piece['kind'], words: readonly string[]) =>
    words.map((text): Piece => ({ kind, text }))
  if (a.length * b.length > MOST_CELLS) return [...all('gone', a), ...all('new', b)]
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i] ?? '' })
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      pieces.push({ kind: 'gone', text: a[i] ?? '' })
      i += 1
    } else {
      pieces.push({ kind: 'new', text: b[j] ?? '' })
      j += 1
    }
  }
  return [...pieces, ...all('gone', a.slice(i)), ...all('new', b.slice(j))]
}

/**
 * Neighbours of a kind as one piece, what is gone before what is new. A lone space between two
 * changes belongs to both, so that a rewritten phrase reads as one.
 */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const runs: Piece[] = []
  let gone = ''
  let fresh = ''
  const flush = () => {
    if (gone !== '') runs.push({ kind: 'gone', text: gone })
    if (fresh !== '') runs.push({ kind: 'new', text: fresh })
    gone = ''
    fresh = ''
  }
  pieces.forEach((piece, index) => {
    if (piece.kind === 'gone') gone += piece.text
    else if (piece.kind === 'new') fresh += piece.text
    else if (piece.text.trim() === '' && (gone || fresh) && isChange(pieces[index + 1])) {
      gone += piece.text
      fresh += piece.text
    } else {
      flush()
      const last = runs.at(-1)
      if (last?.kind === 'same')
        runs[runs.length - 1] = { kind: 'same', text: last.text + piece.text }
      else runs.push(piece)
    }
  })
  flush()
  return runs
}

function isChange(piece: Piece | undefined): boolean {
  return piece !== undefined && piece.kind !== 'same'
}
