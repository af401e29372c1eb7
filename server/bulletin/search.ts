/** Letters without their marks and in one case, so that "dieu tri" finds "Điều trị". */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** True when every word of a question stands in a text, both folded, in whatever order. */
export function hasWords(folded: string, question: string): boolean {
  return question.split(' ').every((word) => folded.includes(word))
}
