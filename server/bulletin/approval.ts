import type { Instant } from '../../playout/contract/time.ts'
import { type Actor, type Bulletin, stateAt, type Version } from './bulletin.ts'

export type StepRefusal =
  | 'wrong-state'
  | 'other-unit'
  | 'other-language'
  | 'not-yours-to-judge'
  | 'own-work'
  | 'own-review'
  | 'no-sound'
  | 'awaiting-recording'
  | 'already-over'
  | 'already-reviewed'
  | 'not-reviewed'
  | 'not-listened'
  | OriginalRefusal

type OriginalRefusal =
  | 'original-unknown'
  | 'original-not-approved'
  | 'original-recalled'
  | 'original-replaced'
  | 'outside-original'

/**
 * What keeps somebody from approving a submitted version, the gravest first, or null. Promise 1: the
 * approver is never the author; what is approved can really sound, was heard to its end by the one
 * who answers for it, and, in a language that they may not speak, was checked by somebody who does.
 */
export function approvalHindrance(
  bulletin: Bulletin,
  version: Version,
  by: Actor,
  now: Instant,
): StepRefusal | null {
  if (!by.approves) return 'other-unit'
  const { validTo } = version
  return (
    workHindrance(version, by) ??
    (validTo !== null && validTo <= now ? 'already-over' : null) ??
    originalHindrance(bulletin, version, now) ??
    (version.language !== 'vi' && version.reviewedBy === null ? 'not-reviewed' : null) ??
    (version.reviewedBy === by.id ? 'own-review' : null) ??
    (by.listened ? null : 'not-listened')
  )
}

/** What keeps somebody from saying that the words of a submitted version are right. */
export function reviewHindrance(version: Version, by: Actor): StepRefusal | null {
  if (!by.reviews) return 'other-language'
  if (version.reviewedBy !== null) return 'already-reviewed'
  return workHindrance(version, by) ?? (by.listened ? null : 'not-listened')
}

function workHindrance(version: Version, by: Actor): StepRefusal | null {
  if (by.id === version.author || version.editors.includes(by.id)) return 'own-work'
  if (version.awaiting === 'recording') return 'awaiting-recording'
  if (version.asset === null) return 'no-sound'
  return null
}

/**
 * A variant says what the Vietnamese version says, so it cannot say it before, longer, or when that
 * does not hold any more: on 13/9/2024 a Khmer recording of the old date must not come after all.
 */
function originalHindrance(
  { versions }: Bulletin,
  { translates, validFrom, validTo }: Version,
  now: Instant,
): OriginalRefusal | null {
  if (translates === null) return null
  const original = versions.find(({ id }) => id === translates)
  if (!original) return 'original-unknown'
  if (original.state === 'recalled') return 'original-recalled'
  if (original.state !== 'approved') return 'original-not-approved'
  if (stateAt(original, Math.max(now, validFrom)) === 'superseded') return 'original-replaced'
  const outlasts = original.validTo !== null && (validTo === null || validTo > original.validTo)
  return validFrom < original.validFrom || outlasts ? 'outside-original' : null
}
