import type { Instant } from '../../playout/contract/time.ts'
import type { Grant } from './scope.ts'

const HOUR_MS = 3_600_000

/**
 * When a session that begins now ends. A duty officer's phone stays signed in for a month, since the
 * page must open at 05:00 without network; whoever may change programmes signs in every day.
 */
export function sessionEndsAt(grants: readonly Grant[], now: Instant): Instant {
  const dutyOnly = grants.length > 0 && grants.every(({ role }) => role === 'duty')
  return now + (dutyOnly ? 30 * 24 : 12) * HOUR_MS
}

/** Letters that are not taken for one another when read from a screen. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password of 16 letters in groups of four, from 16 random bytes: 78 bits. */
export function readablePassword(random: Uint8Array): string {
  const letters = [...random].map((byte) => LETTERS[byte % LETTERS.length])
  return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-')
}
