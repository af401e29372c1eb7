import type { CampaignId, Digest, StaffId, VersionId } from '../../playout/contract/ids.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { asDraft, type Bulletin, isNewest, type Version, withVersion } from './bulletin.ts'
import { nextNumber, originalNamed } from './variant.ts'

/** What an editor wants to be different; absent means as it is. */
export type Edit = Readonly<{
  title?: string | undefined
  campaign?: CampaignId | null | undefined
  text?: string | undefined
  asset?: Digest | undefined
  validFrom?: Instant | undefined
  validTo?: Instant | null | undefined
  class?: Version['class'] | undefined
  contentType?: Version['contentType'] | undefined
  /** How `asset` was spoken from the text; null: by a person. */
  speech?: string | null | undefined
  /** "The same words still hold": another Vietnamese version than the one it was made from. */
  translates?: string | undefined
}>

export type EditRefusal =
  | 'newer-version'
  | 'title-fixed'
  | 'valid-to-before-from'
  | 'original-unknown'

/**
 * Any edit cancels review and approval (promise 1). A draft or submitted version is changed in place
 * and is a draft afterwards. What was ever approved stays what it was, since the log points at it: the
 * edit makes its successor, a draft, also of a recalled one. Title and campaign belong to all versions,
 * so they are fixed as soon as one was approved. An edit that changes nothing leaves everything as it is.
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
  const content = contentOf(version, edit)
  const retitled = title !== bulletin.title || campaign !== bulletin.campaign
  const rewritten = Object.entries(content).some(
    ([name, value]) => version[name as keyof Version] !== value,
  )
  if (!retitled && !rewritten) return ok(bulletin)
  if (!isNewest(bulletin, version)) return refuse('newer-version')
  if (content.validTo !== null && content.validTo <= content.validFrom)
    return refuse('valid-to-before-from')
  if (
    content.translates !== version.translates &&
    !originalNamed(bulletin, version.language, content.translates ?? '')
  )
    return refuse('original-unknown')
  if (retitled && bulletin.versions.some(({ approvedAt }) => approvedAt !== null))
    return refuse('title-fixed')

  const next = {
    ...asDraft(version),
    ...content,
    awaiting: edit.asset === undefined ? version.awaiting : null,
    editors: [...new Set([version.author, ...version.editors, by])],
  }
  const inPlace = version.state === 'draft' || version.state === 'submitted'
  const changed = withVersion(
    { ...bulletin, title, campaign },
    inPlace ? next : { ...next, ...successor(bulletin, by, now) },
  )
  return ok(retitled ? unsubmitted(changed) : changed)
}

function contentOf(version: Version, edit: Edit) {
  const text = edit.text?.normalize('NFC') ?? version.text
  return {
    text,
    ...soundOf(version, edit, text),
    validFrom: edit.validFrom ?? version.validFrom,
    validTo: edit.validTo === undefined ? version.validTo : edit.validTo,
    class: edit.class ?? version.class,
    contentType: edit.contentType ?? version.contentType,
    translates: (edit.translates ?? version.translates) as VersionId | null,
  }
}

/**
 * Sound that a machine spoke says exactly its text: with other words, or spoken otherwise, the old
 * sound is gone, so that nobody approves the new date in writing and the old one aloud.
 */
function soundOf(version: Version, edit: Edit, text: string): Pick<Version, 'asset' | 'speech'> {
  if (edit.asset !== undefined) return { asset: edit.asset, speech: edit.speech ?? null }
  const speech = edit.speech === undefined ? version.speech : edit.speech
  const spokenSo = speech === version.speech && (speech === null || text === version.text)
  return { asset: spokenSo ? version.asset : null, speech }
}

function successor(bulletin: Bulletin, author: StaffId, createdAt: Instant) {
  const number = nextNumber(bulletin)
  return {
    id: `${bulletin.id}/${number}` as VersionId,
    ...{ number, author, createdAt, returnedNote: null },
  }
}

/** Another title is an edit of every version that waits for approval. */
function unsubmitted(bulletin: Bulletin): Bulletin {
  return {
    ...bulletin,
    versions: bulletin.versions.map((one) => (one.state === 'submitted' ? asDraft(one) : one)),
  }
}

/** What an edit made different, for the record. */
export function namesOfChanges(before: Bulletin, after: Bulletin): readonly string[] {
  const made = after.versions.find((one) => !before.versions.includes(one))
  const was =
    before.versions.find(({ number }) => number === made?.number) ??
    before.versions.findLast(({ language }) => language === made?.language)
  const named = [
    'text',
    'asset',
    'validFrom',
    'validTo',
    'class',
    'contentType',
    'translates',
  ] as const
  return [
    ...(before.title === after.title ? [] : ['title']),
    ...(before.campaign === after.campaign ? [] : ['campaign']),
    ...named.filter((name) => made && was && made[name] !== was[name]),
  ].map((name) => (name === 'asset' ? 'sound' : name))
}
