import type { WordingHint } from '../api/shapes.ts'

/** A run of a text, with the hint about it if there is one. */
export type MarkedPiece = Readonly<{ from: number; text: string; hint: WordingHint | null }>

/** A text cut at its hints, in order; of hints that overlap, the first is marked. */
export function markedPieces(text: string, hints: readonly WordingHint[]): readonly MarkedPiece[] {
  const pieces: MarkedPiece[] = []
  let at = 0
  for (const hint of [...hints].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (hint.start < at || hint.end > text.length || hint.end <= hint.start) continue
    if (hint.start > at) pieces.push({ from: at, text: text.slice(at, hint.start), hint: null })
    pieces.push({ from: hint.start, text: text.slice(hint.start, hint.end), hint })
    at = hint.end
  }
  if (at < text.length) pieces.push({ from: at, text: text.slice(at), hint: null })
  return pieces
}

/** The text with this hint's suggestion in the place of what it found. */
export function suggested(text: string, { start, end, suggestion }: WordingHint): string {
  return `${text.slice(0, start)}${suggestion ?? text.slice(start, end)}${text.slice(end)}`
}
