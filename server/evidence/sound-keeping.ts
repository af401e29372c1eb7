import type { Instant } from '../../playout/contract/time.ts'

/**
 * A recording holds the voices of whoever passed by. Its sound is kept for so many months after it came;
 * then it goes, and what was heard in it, digests, fingerprint and ledger stay. Null keeps it for good.
 * Where a person overruled or attested, the sound stays too: nothing else bears their word out.
 */
export type SoundKeeping = Readonly<{ months: number | null }>

/** As aired radio is kept for inspection (Decree 08/2017). */
export const USUAL_KEEPING: SoundKeeping = { months: 6 }
/** Not less than disputes take. */
export const FEWEST_MONTHS = 2
export const MOST_MONTHS = 60

/** The longest month, so that nothing goes a day early. */
const MONTH_MS = 31 * 86_400_000

/** From when on a sound that came then may go. */
export function keptUntil({ months }: SoundKeeping, receivedAt: Instant): Instant | null {
  return months === null ? null : receivedAt + months * MONTH_MS
}

/** Sounds that came before then may go. */
export function goneBefore({ months }: SoundKeeping, now: Instant): Instant | null {
  return months === null ? null : now - months * MONTH_MS
}
