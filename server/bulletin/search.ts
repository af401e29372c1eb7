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

/** True when every word of a folded question stands in the text, whatever its marks and order. */
export function hasWords(text: string, foldedQuestion: string): boolean {
  const folded = foldText(text)
  return foldedQuestion.split(' ').every((word) => folded.includes(word))
}
