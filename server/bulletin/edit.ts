import type { CampaignId, Digest, StaffId, VersionId } from '../../playout/contract/ids.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { type Bulletin, isNewest, type Version, withVersion } from './bulletin.ts'

/** What an editor wants to be different; absent means as it is. */
export type Edit = Readonly<{
  title?: string | undefined
  campaign?: CampaignId | null | undefined
  text?: string | undefined
  asset?: Digest | undefined
  validFrom?: Instant | undefined
  validTo?: Instant | null | undefined
}>

export type EditRefusal = 'wrong-state' | 'newer-version' | 'title-fixed' | 'valid-to-before-from'

/**
 * Any edit cancels approval (promise 1). A draft or submitted version is changed in place and is a
 * draft afterwards. An approved or recalled one stays what it was, since the log points at it: the
 * edit makes its successor, a draft. Title and campaign belong to all versions, so they are fixed as
 * soon as one was approved. An edit that changes nothing leaves everything as it is.
 */
export function editVersion(
  bulletin: Bulletin,
  version: Version,
  edit: Edit,
  by: StaffId,
  now: Instant,
): Outcome<Bulletin, EditRefusal> {
  const title = edit.title?.normalize('NFC') ?? bulletin.title
  const campaign = edit.campaign === undefined ? bulletin.campaign : edit.campaign
  const content = {
    text: edit.text?.normalize('NFC') ?? version.text,
    asset: edit.asset ?? version.asset,
    validFrom: edit.validFrom ?? version.validFrom,
    validTo: edit.validTo === undefined ? version.validTo : edit.validTo,
  }
  const retitled = title !== bulletin.title || campaign !== bulletin.campaign
  const rewritten =
    content.text !== version.text ||
    content.asset !== version.asset ||
    content.validFrom !== version.validFrom ||
    content.validTo !== version.validTo
  if (!retitled && !rewritten) return ok(bulletin)
  if (version.state === 'superseded') return refuse('wrong-state', { state: version.state })
  if (!isNewest(bulletin, version)) return refuse('newer-version')
  if (content.validTo !== null && content.validTo <= content.validFrom)
    return refuse('valid-to-before-from')
  if (retitled && bulletin.versions.some(({ approvedAt }) => approvedAt !== null))
    return refuse('title-fixed')

  const asDraft = {
    ...content,
    state: 'draft',
    awaiting: edit.asset === undefined ? version.awaiting : null,
    editors: [...new Set([version.author, ...version.editors, by])],
    submittedAt: null,
    approvedBy: null,
    approvedAt: null,
  } as const
  const inPlace = version.state === 'draft' || version.state === 'submitted'
  const next = inPlace
    ? { ...version, ...asDraft }
    : { ...version, ...asDraft, ...successor(bulletin, by, now) }
  const changed = withVersion({ ...bulletin, title, campaign }, next)
  return ok(retitled ? unsubmitted(changed) : changed)
}

function successor(bulletin: Bulletin, author: StaffId, createdAt: Instant) {
  const number = Math.max(...bulletin.versions.map((one) => one.number)) + 1
  return {
    id: `${bulletin.id}/${number}` as VersionId,
    ...{ number, author, createdAt, returnedNote: null },
  }
}

/** Another title is an edit of every version that waits for approval. */
function unsubmitted(bulletin: Bulletin): Bulletin {
  return {
    ...bulletin,
    versions: bulletin.versions.map((one) =>
      one.state === 'submitted' ? { ...one, state: 'draft', submittedAt: null } : one,
    ),
  }
}
