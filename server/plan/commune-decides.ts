import type { Visitor } from '../access.ts'

/** Who decides at a commune what it airs by itself. */
export const deciding = ['editor', 'approver', 'duty'] as const

/**
 * True for those of the commune itself: Thông tư 39/2020 leaves it to them, and a role above them does
 * not decide for them.
 */
export function decidesFor(visitor: Pick<Visitor, 'isAt'>, unit: string): boolean {
  return deciding.some((role) => visitor.isAt(role, unit))
}
