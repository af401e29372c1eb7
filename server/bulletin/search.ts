/** Letters without their marks and in one case, so that "dieu tri" finds "Điều trị". */
function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** True when every word of the question stands in the text, whatever its marks and order. */
export function matchesText(text: string, question: string): boolean {
  const folded = foldText(text)
  return foldText(question)
    .split(' ')
    .every((word) => folded.includes(word))
}
