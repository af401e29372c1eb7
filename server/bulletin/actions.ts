import type { Instant } from '../../playout/contract/time.ts'
import type { StepRefusal } from './approval.ts'
import { type Actor, type Bulletin, isNewest, type Version } from './bulletin.ts'
import { changeVersion, type Step } from './step.ts'

type Action = Step['action'] | 'edit' | 'add-variant' | 'recall'

/** Somebody before a version, with what no single step asks. */
export type Beholder = Actor &
  Readonly<{
    /** An approver, be it of a unit above the bulletin's. */
    approvesAbove: boolean
    recalls: boolean
  }>

/** A step that somebody's role would let them take, and why they cannot take it now. */
type Blocked = Readonly<{ action: Action; reason: StepRefusal }>

/** These say that a step is none of somebody's business, or not what comes next. */
const notNext: ReadonlySet<StepRefusal> = new Set(['wrong-state', 'already-reviewed'])

/** What somebody may do with a version now, and what stands in the way of the rest. */
export function actionsFor(
  bulletin: Bulletin,
  version: Version,
  who: Beholder,
  now: Instant,
): Readonly<{ actions: readonly Action[]; blocked: readonly Blocked[] }> {
  const newest = isNewest(bulletin, version)
  const onceApproved = version.approvedAt !== null && version.state !== 'recalled'
  const actions: Action[] = []
  const blocked: Blocked[] = []
  if (who.edits && newest) actions.push('edit')
  if (who.edits && newest && version.language === 'vi') actions.push('add-variant')
  for (const step of stepsOf(who)) {
    const outcome = changeVersion(bulletin, version, step, who, now)
    if (outcome.ok) actions.push(step.action)
    else if (!notNext.has(outcome.reason))
      blocked.push({ action: step.action, reason: outcome.reason })
  }
  if (who.recalls && onceApproved) actions.push('recall')
  return { actions, blocked }
}

/** The steps that somebody's roles are there for. */
function stepsOf({ edits, reviews, approves, approvesAbove }: Beholder): readonly Step[] {
  return [
    ...(edits ? [{ action: 'submit' } as const] : []),
    ...(reviews ? [{ action: 'review' } as const] : []),
    ...(approves || approvesAbove ? [{ action: 'approve' } as const] : []),
    ...(approves || reviews ? [{ action: 'send-back', note: '' } as const] : []),
  ]
}
