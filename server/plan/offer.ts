import { isFixedPart } from '../content-type.ts'
import { type StationGroup, spansMeant } from '../station/group.ts'
import type { Candidate } from './airworthy.ts'
import type { PlanStation } from './plan-station.ts'

/** A candidate with who it belongs to and whom its campaign names. */
export type Offer = Candidate &
  Readonly<{
    unit: string
    /** Of a unit that has a district station. */
    ofDistrict: boolean
    /** Stations and groups whose own parts carry its campaign; null for the district's. */
    airedBy: readonly string[] | null
    /** The district's, in a commune's own part. */
    lent?: boolean
  }>

/**
 * What a station's own part may be made of. The district's: its own, but for campaigns that only
 * others carry. A commune's: its own; and of the district's the fixed parts, what campaigns lend it
 * by naming it, and campaigns of which something is made good there.
 *
 * @param madeGood campaigns of which the station makes something good
 */
export function offersFor(
  station: PlanStation,
  offers: readonly Offer[],
  groups: ReadonlyMap<string, StationGroup>,
  madeGood: ReadonlySet<string>,
): Offer[] {
  return offers.flatMap((offer): Offer[] => {
    const isNamed =
      offer.airedBy !== null && spansMeant(station.id, offer.airedBy, groups).length > 0
    if (station.role === 'district')
      return offer.unit === station.unit && (offer.airedBy === null || isNamed) ? [offer] : []
    if (offer.unit === station.unit) return [offer]
    if (!offer.ofDistrict || offer.contentType === 'test') return []
    const isLent = offer.campaign !== null && (isNamed || madeGood.has(offer.campaign.id))
    return isLent || isFixedPart(offer.contentType) ? [{ ...offer, lent: true }] : []
  })
}
