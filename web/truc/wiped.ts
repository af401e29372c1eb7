import type { DutyRecall } from '../api/shapes.ts'

/**
 * "Đã xóa bản cũ", tapped and not yet told to the server: kept on the phone like declarations are.
 * The server takes the same word twice as one, so nothing else is needed.
 */
export type Wiped = Readonly<{ recall: string; station: string; tappedAt: number; staff: string }>

const KEY = 'tiep-am.truc.wiped'

/** What cannot be read is left out. */
export function readWiped(memory: Pick<Storage, 'getItem'>): readonly Wiped[] {
  try {
    const kept: unknown = JSON.parse(memory.getItem(KEY) ?? '[]')
    return Array.isArray(kept)
      ? kept.filter((one): one is Wiped => typeof one?.recall === 'string')
      : []
  } catch {
    return []
  }
}

export function writeWiped(memory: Pick<Storage, 'setItem'>, wiped: readonly Wiped[]): void {
  memory.setItem(KEY, JSON.stringify(wiped))
}

/** What is still to be wiped, or was and could not be said yet; newest first. */
export function openRecalls(
  recalls: readonly DutyRecall[],
  wiped: readonly Wiped[],
): readonly Readonly<{ recall: DutyRecall; waiting: boolean }>[] {
  return recalls
    .filter(({ confirmed }) => !confirmed)
    .map((recall) => ({
      recall,
      waiting: wiped.some((one) => one.recall === recall.id && one.station === recall.station),
    }))
}
