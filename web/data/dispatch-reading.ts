import type { Dispatch } from '../api/shapes.ts'
import type { CampaignDraft, DraftField } from './campaign-draft.ts'
import type { Mark } from './marks.ts'

/** Words of the dispatch that a field was read from. */
export type ReadFrom = Omit<NonNullable<Dispatch['sign']>, 'value'>

/** What was read into the form, and from which words. */
export type Reading = Readonly<{
  draft: CampaignDraft
  readFrom: Readonly<Partial<Record<DraftField, readonly ReadFrom[]>>>
}>

/** A station that may be named in a dispatch. */
type Place = Readonly<{ id: string; name: string }>

/** Fills what the dispatch says into the form; what it does not say stays as it was. */
export function readInto(
  draft: CampaignDraft,
  dispatch: Dispatch,
  communes: readonly Place[],
): Reading {
  const { suggested, subject, sign, issuedOn, issuer, periodFrom, periodTo } = dispatch
  const readFrom: Partial<Record<DraftField, readonly ReadFrom[]>> = {}
  const from = (field: DraftField, ...found: readonly (ReadFrom | null)[]) => {
    const held = found.filter((one) => one !== null)
    if (held.length > 0) readFrom[field] = held
    return held.length > 0
  }
  return {
    draft: {
      ...draft,
      dispatchText: dispatch.text,
      ...(from('name', subject) ? { name: suggested.name } : {}),
      ...(from('dispatch', sign, issuedOn, issuer) ? { dispatch: suggested.dispatch } : {}),
      ...(periodFrom && from('from', periodFrom) ? { from: periodFrom.value } : {}),
      ...(periodTo && from('to', periodTo) ? { to: periodTo.value } : {}),
      ...(from('reportDates', ...dispatch.reportDates)
        ? { reportDates: [...new Set(dispatch.reportDates.map(({ value }) => value))] }
        : {}),
      ...(from('heardAt', ...dispatch.relayedBy)
        ? { heardAt: namedIn(dispatch.relayedBy, communes) }
        : {}),
      ...(from('airedBy', ...dispatch.airedBy)
        ? { airedBy: namedIn(dispatch.airedBy, communes) }
        : {}),
    },
    readFrom,
  }
}

/** Communes that are called by name; null when none is, for "các xã, thị trấn" are all of them. */
function namedIn(
  found: readonly Readonly<{ value: string; quote: string }>[],
  communes: readonly Place[],
): readonly string[] | null {
  const words = found.map(({ value, quote }) => `${value} ${quote}`).join(' ')
  const named = communes.filter(({ name }) => isCalled(name, words.normalize('NFC').toLowerCase()))
  return named.length > 0 ? named.map(({ id }) => id) : null
}

/** True when a place is named, and not the district or province that has the same name. */
function isCalled(place: string, words: string): boolean {
  const name = place
    .normalize('NFC')
    .toLowerCase()
    .replace(/^(?:trạm|đài)\s+/u, '')
    .replace(/^(?:xã|thị trấn|phường)\s+/u, '')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<!\\p{L}|(?:huyện|tỉnh)\\s)${name}(?!\\p{L})`, 'u').test(words)
}

/** Where in the text each field was read from. */
export function marksOf({ readFrom }: Pick<Reading, 'readFrom'>): readonly Mark<DraftField>[] {
  return Object.entries(readFrom).flatMap(([field, found]) =>
    found.map(({ start, end }) => ({ field: field as DraftField, start, end })),
  )
}

/** Fields that the reader is not sure of, and that nobody has confirmed or put otherwise since. */
export function unsureFields(
  reading: Reading,
  draft: CampaignDraft,
  confirmed: ReadonlySet<DraftField>,
): readonly DraftField[] {
  return (Object.keys(reading.readFrom) as DraftField[]).filter(
    (field) =>
      reading.readFrom[field]?.some(({ sure }) => !sure) &&
      !confirmed.has(field) &&
      !isChanged(reading, draft, field),
  )
}

/** True when a field holds something else than was read. */
export function isChanged(reading: Reading, draft: CampaignDraft, field: DraftField): boolean {
  return JSON.stringify(reading.draft[field]) !== JSON.stringify(draft[field])
}
