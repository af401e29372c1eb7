import type { Bulletin, Version } from '../api/shapes.ts'
import { instantOfLocal, localMomentOf } from './local-moment.ts'

/** What the form makes: a bulletin, a change of a version, or the same message in another language. */
export type Making =
  | Readonly<{ kind: 'new'; upload: string | null; title: string }>
  | Readonly<{
      kind: 'edit'
      bulletin: Bulletin
      version: Version
      /** Words to begin with instead of the version's own: a suggestion that was taken up. */
      text?: string | undefined
    }>
  | Readonly<{ kind: 'variant'; bulletin: Bulletin; version: Version }>

/** What stands in the form's fields. */
export type Draft = Readonly<{
  title: string
  text: string
  language: Version['language']
  /** Null until somebody chose; '' for none. */
  campaign: string | null
  class: Version['class']
  contentType: Version['contentType']
  /** As the field has it, local to the station; '' for from now on, or for no end. */
  from: string
  until: string
}>

export function draftOf(making: Making, zone: string): Draft {
  if (making.kind === 'new')
    return {
      ...{ title: making.title, text: '', language: 'vi', campaign: null },
      ...{ class: 'ordinary', contentType: 'news', from: '', until: '' },
    }
  const { bulletin, version } = making
  const { validFrom, validTo, contentType } = version
  const again = making.kind === 'edit'
  return {
    ...{ title: bulletin.title, text: again ? (making.text ?? version.text) : '' },
    language: again ? version.language : (missingLanguages(bulletin)[0] ?? 'km'),
    campaign: bulletin.campaign?.id ?? '',
    ...{ class: version.class, contentType, from: localMomentOf(validFrom, zone) },
    until: validTo === null ? '' : localMomentOf(validTo, zone),
  }
}

/** Languages that a bulletin is not said in yet; Vietnamese is what others translate. */
export function missingLanguages(bulletin: Bulletin): readonly ('km' | 'en')[] {
  return (['km', 'en'] as const).filter(
    (language) => !bulletin.versions.some((version) => version.language === language),
  )
}

/** True once one of its versions was approved: the log names its title and campaign from then on. */
export function isNamed(bulletin: Bulletin): boolean {
  return bulletin.versions.some(({ approvedAt }) => approvedAt !== null)
}

/** True when the end lies at or before the beginning. */
export function endsTooSoon({ from, until }: Draft, zone: string, now: number): boolean {
  const end = instantOfLocal(until, zone)
  return end !== null && end <= (instantOfLocal(from, zone) ?? now)
}

/**
 * The validity that changed against what stood there; fields know minutes, so what nobody touched
 * is left as exact as it was.
 */
export function changedValidity(
  draft: Draft,
  before: Draft,
  zone: string,
): Readonly<{ validFrom?: number; validTo?: number | null }> {
  const from = draft.from === before.from ? null : instantOfLocal(draft.from, zone)
  return {
    ...(from === null ? {} : { validFrom: from }),
    ...(draft.until === before.until ? {} : { validTo: instantOfLocal(draft.until, zone) }),
  }
}
