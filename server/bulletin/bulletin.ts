import type {
  BulletinId,
  CampaignId,
  Digest,
  StaffId,
  VersionId,
} from '../../playout/contract/ids.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { BulletinVersionRow } from '../db/schema.ts'

/**
 * One message, in versions. A version goes this way, and only an approved one may sound:
 *
 *   draft ──submit──▶ submitted ──approve──▶ approved ──(its successor is approved)──▶ superseded
 *     ▲                   │                      │
 *     └─── edit, send ────┘                      └──recall──▶ recalled
 *          back
 *
 * The approver is neither the author nor anybody who ever edited it. Any edit cancels approval: an approved
 * version itself never changes; editing it makes its successor, a draft, and the approved one stays
 * on air until that is approved too.
 */
export type Version = Readonly<{
  id: VersionId
  number: number
  language: BulletinVersionRow['language']
  text: string
  asset: Digest | null
  /** Set while something is still missing, such as a person's recording. */
  awaiting: 'recording' | null
  state: VersionState
  author: StaffId
  /** Everybody whose words or sound it holds, also from the version that it succeeds. */
  editors: readonly StaffId[]
  createdAt: Instant
  submittedAt: Instant | null
  approvedBy: StaffId | null
  approvedAt: Instant | null
  returnedNote: string | null
  validFrom: Instant
  validTo: Instant | null
  class: BulletinVersionRow['class']
  contentType: BulletinVersionRow['content_type']
  /** The Vietnamese version whose words this one says in another language. */
  translates: VersionId | null
  /** How its sound was spoken from its text, as JSON; null when a person spoke. */
  speech: string | null
  reviewedBy: StaffId | null
  reviewedAt: Instant | null
  /** From this instant its successor sounds instead. */
  supersededAt: Instant | null
  recalledAt: Instant | null
}>

type VersionState = BulletinVersionRow['state']

export type Bulletin = Readonly<{
  id: BulletinId
  unit: string
  title: string
  campaign: CampaignId | null
  createdBy: StaffId
  createdAt: Instant
  /** In order of number. */
  versions: readonly Version[]
}>

export type VersionAction = 'submit' | 'approve' | 'send-back'

export type ChangeRefusal =
  | 'wrong-state'
  | 'own-work'
  | 'no-sound'
  | 'awaiting-recording'
  | 'already-over'

const allowedFrom: Readonly<Record<VersionAction, VersionState>> = {
  submit: 'draft',
  approve: 'submitted',
  'send-back': 'submitted',
}

/**
 * What a step makes of a bulletin.
 * @param note why it is sent back; unused by the other steps
 */
export function changeVersion(
  bulletin: Bulletin,
  version: Version,
  action: VersionAction,
  by: StaffId,
  now: Instant,
  note: string | null = null,
): Outcome<Bulletin, ChangeRefusal> {
  if (version.state !== allowedFrom[action])
    return refuse('wrong-state', { state: version.state, needed: allowedFrom[action] })
  switch (action) {
    case 'submit':
      return ok(
        withVersion(bulletin, {
          ...{ ...version, state: 'submitted', submittedAt: now, returnedNote: null },
        }),
      )
    case 'send-back':
      return ok(
        withVersion(bulletin, {
          ...{ ...version, state: 'draft', submittedAt: null, returnedNote: note },
        }),
      )
    case 'approve':
      return approve(bulletin, version, by, now)
  }
}

/** Promise 1: the approver is never the author, and what is approved can really sound. */
function approve(
  bulletin: Bulletin,
  version: Version,
  by: StaffId,
  now: Instant,
): Outcome<Bulletin, ChangeRefusal> {
  if (by === version.author || version.editors.includes(by)) return refuse('own-work')
  if (version.awaiting === 'recording') return refuse('awaiting-recording')
  if (version.asset === null) return refuse('no-sound')
  if (version.validTo !== null && version.validTo <= now) return refuse('already-over')
  const superseded = bulletin.versions.map((one) =>
    one.state === 'approved' && one.language === version.language
      ? { ...one, state: 'superseded' as const }
      : one,
  )
  return ok(
    withVersion(
      { ...bulletin, versions: superseded },
      { ...version, state: 'approved', approvedBy: by, approvedAt: now },
    ),
  )
}

/** The bulletin with this version in place of the one of its number, or added. */
export function withVersion(bulletin: Bulletin, version: Version): Bulletin {
  const others = bulletin.versions.filter(({ number }) => number !== version.number)
  return {
    ...bulletin,
    versions: [...others, version].toSorted((a, b) => a.number - b.number),
  }
}

/** True while nothing newer of its language stands above it. */
export function isNewest(bulletin: Bulletin, version: Version): boolean {
  return !bulletin.versions.some(
    ({ language, number }) => language === version.language && number > version.number,
  )
}

/** What somebody with these rights may do with a version now, for the screen to offer. */
export function actionsFor(
  bulletin: Bulletin,
  version: Version,
  who: Readonly<{ id: StaffId; edits: boolean; approves: boolean }>,
  now: Instant,
): ('edit' | VersionAction)[] {
  const may = (action: VersionAction) => changeVersion(bulletin, version, action, who.id, now).ok
  const actions: ('edit' | VersionAction)[] = []
  if (who.edits && version.state !== 'superseded' && isNewest(bulletin, version))
    actions.push('edit')
  if (who.edits && may('submit')) actions.push('submit')
  if (who.approves && may('approve')) actions.push('approve')
  if (who.approves && may('send-back')) actions.push('send-back')
  return actions
}
