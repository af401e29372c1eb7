/** Words of a text that something was read from: UTF-16 units, `[start, end)`. */
export type Mark<Field extends string> = Readonly<{ field: Field; start: number; end: number }>

/** A stretch of a text, with the fields that were read from it. */
export type MarkedPiece<Field extends string> = Readonly<{
  start: number
  text: string
  fields: readonly Field[]
}>

/** A text cut where marks begin and end; together the pieces are the whole text. */
export function markedPieces<Field extends string>(
  text: string,
  marks: readonly Mark<Field>[],
): readonly MarkedPiece<Field>[] {
  const held = marks
    .map((mark) => ({ ...mark, end: Math.min(mark.end, text.length) }))
    .filter(({ start, end }) => start >= 0 && start < end)
  const cuts = [...new Set([0, text.length, ...held.flatMap(({ start, end }) => [start, end])])]
  const sorted = cuts.toSorted((a, b) => a - b)
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length
    const fields = held.filter((mark) => mark.start <= start && end <= mark.end)
    return {
      ...{ start, text: text.slice(start, end) },
      fields: [...new Set(fields.map(({ field }) => field))],
    }
  })
}
