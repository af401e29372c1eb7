import type { RecallLine, RecallPreview, RecallStation } from '../api/shapes.ts'

/** Whom to call stands first, then who is waited for, then what is settled. */
const order: readonly RecallStation['state'][] = ['not-reached', 'waiting', 'confirmed', 'dropped']

export function inOrderOfNeed(stations: readonly RecallStation[]): RecallStation[] {
  return stations.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

/** Calls to make and answers to wait for, of several recalls: a station counts once for each. */
export function stillOwed(
  recalls: readonly Pick<RecallLine, 'tally'>[],
): Readonly<{ toCall: number; toAnswer: number }> {
  return {
    toCall: recalls.reduce((sum, { tally }) => sum + tally.notReached, 0),
    toAnswer: recalls.reduce((sum, { tally }) => sum + tally.waiting, 0),
  }
}

/** Stations at which a recall strikes, and those that nobody but a caller reaches. */
export function reachOf(preview: RecallPreview): Readonly<{
  onAir: RecallPreview['stations']
  next: RecallPreview['stations']
  holding: RecallPreview['stations']
  call: RecallPreview['stations']
}> {
  const { stations } = preview
  return {
    onAir: stations.filter(({ onAir }) => onAir),
    next: stations.filter(({ onAir, nextAt }) => !onAir && nextAt !== null),
    holding: stations.filter(({ onAir, nextAt, mayHold }) => mayHold && !onAir && nextAt === null),
    call: stations.filter(({ call }) => call),
  }
}

/** Whether somebody typed the word that confirms, however they wrote its marks and capitals. */
export function isTyped(typed: string, word: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[đĐ]/g, 'd')
      .toLowerCase()
      .trim()
      .replace(/\s+/g, ' ')
  return plain(typed) === plain(word)
}

/** A number as a telephone dials it. */
export function dialled(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`
}
