import type { CampaignDetail, NewCampaign } from '../api/shapes.ts'
import { instantOfLocal, localMomentOf } from './local-moment.ts'

/** A phase as it stands in the form. */
export type PhaseDraft = Readonly<{
  key: number
  name: string
  /** `2024-09-13T05:00`, local to the office; '' where none is given. */
  from: string
  until: string
  versions: readonly string[]
}>

/** What stands in the campaign's form; figures as typed, '' where none is wished. */
export type CampaignDraft = Readonly<{
  name: string
  dispatch: string
  dispatchText: string
  from: string
  to: string
  /** The last day instead of `to`, when the office prolongs or cuts it; '' for as ordered. */
  extendedUntil: string
  reportDates: readonly string[]
  /** Null for everywhere, and for the district's own part alone. */
  heardAt: readonly string[] | null
  airedBy: readonly string[] | null
  floor: string
  cap: string
  spread: string
  bulletinGap: string
  campaignGap: string
  sharePercent: string
  weight: string
  phases: readonly PhaseDraft[]
}>

export type DraftField = Exclude<keyof CampaignDraft, 'phases' | 'dispatchText'> | 'phases'

/** A campaign that nothing is known of yet. */
export const emptyDraft: CampaignDraft = {
  ...{ name: '', dispatch: '', dispatchText: '', from: '', to: '', extendedUntil: '' },
  ...{ reportDates: [], heardAt: null, airedBy: null, floor: '1', cap: '', spread: '' },
  ...{ bulletinGap: '', campaignGap: '', sharePercent: '100', weight: '1', phases: [] },
}

/** A whole number within bounds; null when it is none, `none` when nothing was typed. */
function figure<None>(text: string, least: number, most: number, none: None): number | None | null {
  if (text.trim() === '') return none
  const value = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

/** Minutes, `90` or `1,5`, as ms; null when it is none. */
function minutes(text: string): number | null {
  if (text.trim() === '') return 0
  const value = Number(text.trim().replace(',', '.'))
  return Number.isFinite(value) && value >= 0 && value <= 24 * 60
    ? Math.round(value * 60_000)
    : null
}

/** What a field has that cannot be sent; a word of the texts. */
export type DraftFault =
  | 'nameMissing'
  | 'dateMissing'
  | 'endsBefore'
  | 'reportMissing'
  | 'figureWrong'
  | 'capBelowFloor'
  | 'minutesWrong'
  | 'percentWrong'
  | 'weightWrong'
  | 'nowhere'
  | 'phaseNameMissing'
  | 'phaseBeginMissing'
  | 'phaseEndsBefore'

/** What has to be mended before the form can be sent, field by field. */
export function faultsOf(
  draft: CampaignDraft,
  zone: string,
): Readonly<Partial<Record<DraftField, DraftFault>>> {
  const faults: Partial<Record<DraftField, DraftFault>> = {}
  if (draft.name.trim() === '') faults.name = 'nameMissing'
  if (draft.from === '') faults.from = 'dateMissing'
  if (draft.to === '') faults.to = 'dateMissing'
  if (draft.from !== '' && draft.to !== '' && draft.to < draft.from) faults.to = 'endsBefore'
  if (draft.extendedUntil !== '' && draft.extendedUntil < draft.from)
    faults.extendedUntil = 'endsBefore'
  if (draft.reportDates.includes('')) faults.reportDates = 'reportMissing'
  const floor = figure(draft.floor, 0, 1_000, 0)
  const cap = figure(draft.cap, 1, 1_000, Number.POSITIVE_INFINITY)
  if (floor === null) faults.floor = 'figureWrong'
  if (cap === null) faults.cap = 'figureWrong'
  else if (floor !== null && cap < floor) faults.cap = 'capBelowFloor'
  if (figure(draft.spread, 1, 100, 0) === null) faults.spread = 'figureWrong'
  if (minutes(draft.bulletinGap) === null) faults.bulletinGap = 'minutesWrong'
  if (minutes(draft.campaignGap) === null) faults.campaignGap = 'minutesWrong'
  if (!figure(draft.sharePercent, 1, 100, null)) faults.sharePercent = 'percentWrong'
  if (!figure(draft.weight, 1, 100, null)) faults.weight = 'weightWrong'
  if (draft.heardAt?.length === 0) faults.heardAt = 'nowhere'
  if (draft.airedBy?.length === 0) faults.airedBy = 'nowhere'
  const phases = phaseFault(draft.phases, zone)
  if (phases) faults.phases = phases
  return faults
}

/** The first fault of phases; several may last at the same time, each with versions of its own. */
function phaseFault(phases: readonly PhaseDraft[], zone: string): DraftFault | null {
  for (const phase of phases) {
    if (phase.name.trim() === '') return 'phaseNameMissing'
    const from = instantOfLocal(phase.from, zone)
    if (from === null) return 'phaseBeginMissing'
    const until = phase.until === '' ? null : instantOfLocal(phase.until, zone)
    if (phase.until !== '' && (until === null || until <= from)) return 'phaseEndsBefore'
  }
  return null
}

/** The numbers of an order; figures that cannot be read are left as if nothing were wished. */
export function orderOf(draft: CampaignDraft) {
  return {
    floor: figure(draft.floor, 0, 1_000, 0) ?? 0,
    cap: figure(draft.cap, 1, 1_000, null),
    spread: figure(draft.spread, 1, 100, null),
    bulletinGapMs: minutes(draft.bulletinGap) ?? 0,
    campaignGapMs: minutes(draft.campaignGap) ?? 0,
    sharePercent: figure(draft.sharePercent, 1, 100, 100) ?? 100,
    weight: figure(draft.weight, 1, 100, 1) ?? 1,
  }
}

/** A campaign as the form shows it. */
export function draftOfCampaign(campaign: CampaignDetail, zone: string): CampaignDraft {
  const { floor, cap, spread, bulletinGapMs, campaignGapMs, sharePercent, weight } = campaign
  const inMinutes = (ms: number) => (ms === 0 ? '' : String(ms / 60_000).replace('.', ','))
  return {
    ...{ name: campaign.name, dispatch: campaign.dispatch },
    dispatchText: campaign.dispatchText ?? '',
    ...{ from: campaign.periodFrom, to: campaign.periodTo },
    extendedUntil: campaign.extendedUntil ?? '',
    reportDates: campaign.reportDates,
    ...{ heardAt: campaign.heardAt, airedBy: campaign.airedBy },
    ...{ floor: String(floor), cap: String(cap ?? ''), spread: String(spread ?? '') },
    ...{ bulletinGap: inMinutes(bulletinGapMs), campaignGap: inMinutes(campaignGapMs) },
    ...{ sharePercent: String(sharePercent), weight: String(weight) },
    phases: campaign.phases.map(({ name, fromAt, untilAt, versions }, key) => ({
      ...{ key, name, from: localMomentOf(fromAt, zone) },
      until: untilAt === null ? '' : localMomentOf(untilAt, zone),
      versions: versions.map(({ id }) => id),
    })),
  }
}

/** What is sent; the draft has no faults. */
export function bodyOf(draft: CampaignDraft, zone: string): NewCampaign {
  return {
    ...{ name: draft.name.trim(), dispatch: draft.dispatch.trim() },
    ...{ periodFrom: draft.from, periodTo: draft.to, extendedUntil: draft.extendedUntil || null },
    reportDates: [...new Set(draft.reportDates)].toSorted(),
    heardAt: draft.heardAt && [...draft.heardAt],
    airedBy: draft.airedBy && [...draft.airedBy],
    dispatchText: draft.dispatchText.trim() === '' ? null : draft.dispatchText,
    ...orderOf(draft),
    phases: draft.phases.map(({ name, from, until, versions }) => ({
      ...{ name: name.trim(), fromAt: instantOfLocal(from, zone) ?? 0 },
      ...{ untilAt: instantOfLocal(until, zone), versions: [...versions] },
    })),
  }
}

/** A campaign as the form would send it if nobody touched anything. */
export function bodyOfCampaign(campaign: CampaignDetail, zone: string): NewCampaign {
  return bodyOf(draftOfCampaign(campaign, zone), zone)
}

/** The field of the form that something sent comes from. */
export function fieldOf(name: keyof NewCampaign): DraftField {
  const named: Readonly<Partial<Record<keyof NewCampaign, DraftField>>> = {
    ...{ periodFrom: 'from', periodTo: 'to', dispatchText: 'dispatch' },
    ...{ bulletinGapMs: 'bulletinGap', campaignGapMs: 'campaignGap' },
  }
  return named[name] ?? (name as DraftField)
}
