import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { approvalHindrance, reviewHindrance, type StepRefusal } from './approval.ts'
import {
  type Actor,
  asDraft,
  type Bulletin,
  stateAt,
  type Version,
  withVersion,
} from './bulletin.ts'
import { takeOver } from './takeover.ts'

export type Step =
  | Readonly<{ action: 'submit' | 'review' | 'approve' }>
  /** Back to its author, with a reason. */
  | Readonly<{ action: 'send-back'; note: string }>

const allowedFrom: Readonly<Record<Step['action'], Version['state']>> = {
  submit: 'draft',
  review: 'submitted',
  approve: 'submitted',
  'send-back': 'submitted',
}

/** What a step makes of a bulletin. */
export function changeVersion(
  bulletin: Bulletin,
  version: Version,
  step: Step,
  by: Actor,
  now: Instant,
): Outcome<Bulletin, StepRefusal> {
  const needed = allowedFrom[step.action]
  if (version.state !== needed)
    return refuse('wrong-state', { state: stateAt(version, now), needed })
  switch (step.action) {
    case 'submit':
      return ok(withVersion(bulletin, { ...submitted(version), submittedAt: now }))
    case 'send-back':
      if (!by.approves && !by.reviews) return refuse('not-yours-to-judge')
      return ok(withVersion(bulletin, { ...asDraft(version), returnedNote: step.note }))
    case 'review': {
      const hindrance = reviewHindrance(version, by)
      if (hindrance) return refuse(hindrance)
      return ok(withVersion(bulletin, { ...version, reviewedBy: by.id, reviewedAt: now }))
    }
    case 'approve': {
      const hindrance = approvalHindrance(bulletin, version, by, now)
      if (hindrance) return refuse(hindrance)
      const approved = {
        ...version,
        state: 'approved',
        approvedBy: by.id,
        approvedAt: now,
      } as const
      return ok(takeOver(withVersion(bulletin, approved), approved, now))
    }
  }
}

function submitted(version: Version): Version {
  return { ...version, state: 'submitted', returnedNote: null }
}
