import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Candidate, Confirmed } from './airworthy.ts'
import { localTimeOf } from './local-time.ts'
import { type QuietHours, touchesQuietHours } from './quiet-hours.ts'

/** An emergency that somebody asks to sound in quiet hours, and the second person's word. */
export type QuietConfirmation = Readonly<{
  id: string
  station: string
  version: string
  /** It may sound in `[fromAt, untilAt)`. */
  fromAt: Instant
  untilAt: Instant
  askedBy: string
  askedAt: Instant
  confirmedBy: string | null
  confirmedAt: Instant | null
  withdrawnAt: Instant | null
}>

export type ConfirmationState = 'waiting' | 'confirmed' | 'withdrawn' | 'over'

/** Nobody confirms a whole night at once. */
const LONGEST_MS = 4 * 3_600_000

export function confirmationState(
  { untilAt, confirmedAt, withdrawnAt }: QuietConfirmation,
  now: Instant,
): ConfirmationState {
  if (withdrawnAt !== null) return 'withdrawn'
  if (untilAt <= now) return 'over'
  return confirmedAt === null ? 'waiting' : 'confirmed'
}

export type ConfirmationRefusal =
  | 'confirmation-not-emergency'
  | 'confirmation-not-needed'
  | 'confirmation-span'
  | 'confirmation-settled'
  | 'confirmation-same-person'
  | 'confirmation-read-back'

/** Whether this can be asked for: an approved emergency, in quiet hours, still to come. */
export function checkAsked(
  candidate: Candidate | undefined,
  span: Readonly<{ fromAt: Instant; untilAt: Instant }>,
  place: Readonly<{ quiet: QuietHours | null; zone: string }>,
  now: Instant,
): Outcome<Candidate, ConfirmationRefusal> {
  if (candidate?.class !== 'emergency') return refuse('confirmation-not-emergency')
  const { fromAt, untilAt } = span
  if (fromAt >= untilAt || untilAt <= now || untilAt - fromAt > LONGEST_MS)
    return refuse('confirmation-span', { hours: LONGEST_MS / 3_600_000 })
  if (!touchesQuietHours(place.quiet, fromAt, untilAt, place.zone))
    return refuse('confirmation-not-needed')
  return ok(candidate)
}

/**
 * Whether this person's word confirms it: somebody else, who types back the hour at which people will
 * be woken. A number that is typed is a number that was read.
 */
export function checkReadBack(
  asked: QuietConfirmation,
  staff: string,
  readBack: string,
  zone: string,
  now: Instant,
): Outcome<null, ConfirmationRefusal> {
  if (confirmationState(asked, now) !== 'waiting') return refuse('confirmation-settled')
  if (asked.askedBy === staff) return refuse('confirmation-same-person')
  const hour = hourToRead(asked, zone)
  return readBack === hour ? ok(null) : refuse('confirmation-read-back', { readBack })
}

/** The local hour at which it begins: `03:15`. */
export function hourToRead({ fromAt }: Pick<QuietConfirmation, 'fromAt'>, zone: string): string {
  return localTimeOf(fromAt, zone).slice(0, 5)
}

/** What was confirmed for a station, and holds: nobody is woken by what was confirmed for others. */
export function confirmedAt(
  confirmations: readonly QuietConfirmation[],
  station: string,
  now: Instant,
): Confirmed[] {
  return confirmations
    .filter((one) => one.station === station && confirmationState(one, now) === 'confirmed')
    .map(({ version, fromAt, untilAt }) => ({ version, fromAt, untilAt }))
}
