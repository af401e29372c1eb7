import type { Digest, StaffId, VersionId } from '../../playout/contract/ids.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { type Bulletin, type Language, newestOf, type Version, withVersion } from './bulletin.ts'

/** A version of the same message in another language; absent means as the version it translates. */
export type NewVariant = Readonly<{
  language: Language
  text: string
  asset: Digest | null
  speech: string | null
  translates?: string | undefined
  validFrom?: Instant | undefined
  validTo?: Instant | null | undefined
  class?: Version['class'] | undefined
  contentType?: Version['contentType'] | undefined
}>

export type VariantRefusal =
  | 'original-unknown'
  | 'original-recalled'
  | 'variant-open'
  | 'valid-to-before-from'

/**
 * Begins a variant as a draft. Vietnamese is what the others are made from; a bulletin that has no
 * Vietnamese yet, such as a commune's own Khmer item, gets one that translates nothing.
 */
export function addVariant(
  bulletin: Bulletin,
  wanted: NewVariant,
  by: StaffId,
  now: Instant,
): Outcome<Bulletin, VariantRefusal> {
  const newest = newestOf(bulletin, wanted.language)
  if (newest && (newest.state === 'draft' || newest.state === 'submitted'))
    return refuse('variant-open', { number: newest.number })
  const original = originalOf(bulletin, wanted)
  if (original === undefined) return refuse('original-unknown')
  if (original?.state === 'recalled') return refuse('original-recalled')
  const like = original ?? (bulletin.versions.at(-1) as Version)
  const validFrom = wanted.validFrom ?? like.validFrom
  const validTo = wanted.validTo === undefined ? like.validTo : wanted.validTo
  if (validTo !== null && validTo <= validFrom) return refuse('valid-to-before-from')
  return ok(
    withVersion(bulletin, {
      ...firstDraft(bulletin.id, nextNumber(bulletin), by, now),
      ...{ language: wanted.language, text: wanted.text.normalize('NFC') },
      ...{ asset: wanted.asset, speech: wanted.speech, translates: original?.id ?? null },
      ...{ validFrom, validTo, class: wanted.class ?? like.class },
      contentType: wanted.contentType ?? like.contentType,
    }),
  )
}

/** The version whose words are to be said; null where there is none, undefined for a wrong name. */
function originalOf(
  bulletin: Bulletin,
  { language, translates }: Pick<NewVariant, 'language' | 'translates'>,
): Version | null | undefined {
  if (translates !== undefined) return originalNamed(bulletin, language, translates) ?? undefined
  if (language !== 'vi') return newestOf(bulletin, 'vi')
  return newestOf(bulletin, 'vi') ? undefined : null
}

/** The Vietnamese version of this id, if a version in this language may translate it. */
export function originalNamed(
  { versions }: Bulletin,
  language: Language,
  translates: string,
): Version | null {
  if (language === 'vi') return null
  return versions.find((one) => one.id === translates && one.language === 'vi') ?? null
}

export function nextNumber({ versions }: Bulletin): number {
  return Math.max(0, ...versions.map(({ number }) => number)) + 1
}

/** A version about which nothing is decided yet. */
export function firstDraft(
  bulletin: Bulletin['id'],
  number: number,
  author: StaffId,
  now: Instant,
): Version {
  return {
    ...{ id: `${bulletin}/${number}` as VersionId, number, language: 'vi', text: '' },
    ...{ asset: null, awaiting: null, state: 'draft', author, editors: [author] },
    ...{ createdAt: now, submittedAt: null, approvedBy: null, approvedAt: null },
    ...{ returnedNote: null, validFrom: now, validTo: null, class: 'ordinary' },
    ...{ contentType: 'news', translates: null, speech: null, reviewedBy: null },
    ...{ reviewedAt: null, supersededAt: null, recalledAt: null },
  }
}
