import type { BulletinId, StationId, WindowId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { effectivePeriod } from '../campaign/campaign.ts'
import { isFixedPart } from '../content-type.ts'
import type { Offer } from './offer.ts'
import type { PlanStation } from './plan-station.ts'
import { type AirWindow, segmentOf } from './window.ts'

/** A bulletin that a commune may have in its own part, with the versions that may sound there. */
export type OfferedBulletin = Readonly<{
  bulletin: BulletinId
  title: string
  source: 'own' | 'lent'
  class: Offer['class']
  campaign: string | null
  versions: readonly Offer[]
  /**
   * Thông tư 39/2020: what is ordinary the commune picks if and when (`picked`, else `offered`); what is
   * priority or emergency must be in its programme; its own is there anyway.
   */
  standing: 'own' | 'must' | 'picked' | 'offered'
  pick: Pick | null
}>

/** An ordinary bulletin that a commune took into its own part. */
export type Pick = Readonly<{
  id: string
  station: StationId
  bulletin: BulletinId
  /** Null for any of its windows. */
  windows: readonly WindowId[] | null
  by: string
  at: Instant
}>

/** How a commune orders priority bulletins, first first. */
export type PriorityOrder = Readonly<{
  station: StationId
  bulletins: readonly BulletinId[]
  by: string
  at: Instant
}>

/** A commune's own programme, with the names that showing it needs. */
export type CommuneProgramme = Readonly<{
  station: PlanStation
  windows: readonly AirWindow[]
  offered: readonly OfferedBulletin[]
  order: PriorityOrder | null
  /** When each bulletin sounds next in the commune's own part. */
  next: ReadonlyMap<BulletinId, Instant>
  campaignNames: ReadonlyMap<string, string>
  staffNames: ReadonlyMap<string, string>
}>

/** After whatever sounds at some time. */
const LATEST = Number.MAX_SAFE_INTEGER

const classOrder = ['ordinary', 'priority', 'emergency'] as const

/**
 * What a commune is offered for its own part, by title: what may sound there now or later. Fixed
 * parts of windows are no bulletins.
 *
 * @param offers what the station may choose from
 */
export function offeredBulletins(
  station: PlanStation,
  offers: readonly Offer[],
  picks: readonly Pick[],
  now: Instant,
  today: LocalDate,
): OfferedBulletin[] {
  const usable = offers.filter(
    ({ contentType, language, validTo, campaign }) =>
      !isFixedPart(contentType) &&
      contentType !== 'test' &&
      (language === 'vi' || language === station.languages[0]) &&
      (validTo === null || validTo > now) &&
      (campaign === null || effectivePeriod(campaign).to >= today),
  )
  const picked = new Map(picks.map((pick) => [pick.bulletin, pick]))
  return [...Map.groupBy(usable, ({ bulletin }) => bulletin)]
    .map(([bulletin, versions]): OfferedBulletin => {
      const [first] = versions as [Offer, ...Offer[]]
      const source = first.lent ? 'lent' : 'own'
      const bulletinClass = versions
        .map((version) => version.class)
        .reduce((a, b) => (classOrder.indexOf(b) > classOrder.indexOf(a) ? b : a))
      const pick = source === 'lent' ? (picked.get(bulletin) ?? null) : null
      return {
        ...{ bulletin, title: first.title, source, class: bulletinClass, versions, pick },
        campaign: first.campaign?.id ?? null,
        standing: standingOf(source, bulletinClass, pick),
      }
    })
    .toSorted((a, b) => a.title.localeCompare(b.title, 'vi') || (a.bulletin < b.bulletin ? -1 : 1))
}

function standingOf(
  source: 'own' | 'lent',
  bulletinClass: Offer['class'],
  pick: Pick | null,
): OfferedBulletin['standing'] {
  if (source === 'own') return 'own'
  if (bulletinClass !== 'ordinary') return 'must'
  return pick ? 'picked' : 'offered'
}

/** Windows in which a commune has a part of its own, in order of time of day. */
export function ownWindows(windows: readonly AirWindow[], today: LocalDate): AirWindow[] {
  return windows
    .filter((window) => segmentOf(window, 'commune') !== null)
    .filter(({ validTo }) => validTo === null || validTo >= today)
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
}

/**
 * Priority bulletins as the commune ordered them; those that it did not name follow as they are planned.
 * @param next when each of them sounds next
 */
export function inPriorityOrder(
  offered: readonly OfferedBulletin[],
  order: readonly BulletinId[],
  next: ReadonlyMap<BulletinId, Instant> = new Map(),
): OfferedBulletin[] {
  const place = (bulletin: BulletinId) => {
    const at = order.indexOf(bulletin)
    return at < 0 ? order.length : at
  }
  return offered
    .filter((one) => one.class === 'priority')
    .toSorted(
      (a, b) =>
        place(a.bulletin) - place(b.bulletin) ||
        (next.get(a.bulletin) ?? LATEST) - (next.get(b.bulletin) ?? LATEST),
    )
}
