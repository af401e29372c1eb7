import type {
  BulletinId,
  CampaignId,
  Digest,
  StaffId,
  VersionId,
} from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { BulletinVersionRow } from '../db/schema.ts'

/**
 * One message, in versions. A version goes this way, and only an approved one may sound:
 *
 *   draft ──submit──▶ submitted ──approve──▶ approved ──(its successor's first instant)──▶ superseded
 *     ▲                │  ▲  │                   │
 *     │                └──┘  │                   │
 *     └─── edit, send ───────┘                   └──recall──▶ recalled
 *          back      review
 *
 * The approver is neither the author nor anybody who ever edited it, nor the one who checked its
 * language. Any edit cancels review and approval: an approved version itself never changes; editing it
 * makes its successor, a draft, and the approved one stays on air until that takes over.
 */
export type Version = Readonly<{
  id: VersionId
  number: number
  language: Language
  text: string
  asset: Digest | null
  /** Set while something is still missing, such as a person's recording. */
  awaiting: 'recording' | null
  /** What was decided; ask `stateAt` how it stands at an instant. */
  state: BulletinVersionRow['state']
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

export type Language = BulletinVersionRow['language']

/** How a version stands at an instant. */
export type VersionState = Version['state'] | 'superseded'

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

/** Somebody before a version: what their roles let them do with it, and what they heard of it. */
export type Actor = Readonly<{
  id: StaffId
  edits: boolean
  /** A reviewer of its language. */
  reviews: boolean
  /** An approver of the very unit that the bulletin belongs to: a commune's own item is its leader's. */
  approves: boolean
  /** Listened to the end of it as it is now. */
  listened: boolean
}>

/** How a version stands at an instant: what gives way to its successor does so by itself. */
export function stateAt(
  { state, supersededAt }: Pick<Version, 'state' | 'supersededAt'>,
  now: Instant,
): VersionState {
  return state === 'approved' && supersededAt !== null && supersededAt <= now ? 'superseded' : state
}

/** Whatever was said of it does not hold for what it will be. */
export function asDraft(version: Version): Version {
  return {
    ...{ ...version, state: 'draft', submittedAt: null, reviewedBy: null, reviewedAt: null },
    ...{ approvedBy: null, approvedAt: null, supersededAt: null, recalledAt: null },
  }
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
  return newestOf(bulletin, version.language)?.number === version.number
}

/** The newest version of a language, whatever its state. */
export function newestOf({ versions }: Bulletin, language: Language): Version | null {
  return versions.findLast((version) => version.language === language) ?? null
}
