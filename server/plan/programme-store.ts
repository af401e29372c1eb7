import type { BulletinId, CampaignId, WindowId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { CampaignOrder } from '../campaign/campaign-order.ts'
import { listCampaigns } from '../campaign/campaign-store.ts'
import { ordersOn } from '../campaign/orders-on.ts'
import type { Db } from '../deps.ts'
import { listGroups } from '../station/group-store.ts'
import { listPicks, listPriorityOrders } from './commune-store.ts'
import { listMakeGoods, type MakeGood } from './make-good-store.ts'
import { type Offer, offersFor } from './offer.ts'
import { listOffers } from './offer-store.ts'
import type { PlanStation } from './plan-station.ts'

/** What stations air by themselves: what they may choose from, what is asked of them, what they chose. */
export type Programme = Readonly<{
  candidatesOf(station: PlanStation): Offer[]
  ordersOf(station: PlanStation, date: LocalDate): ReadonlyMap<CampaignId, CampaignOrder>
  mixOf(station: PlanStation): ReadonlyMap<string, number> | null
  /** Ordinary bulletins that a commune took, with the windows in which it wants them (null: any). */
  picksOf(station: PlanStation): ReadonlyMap<BulletinId, readonly WindowId[] | null>
  /** How a commune orders priority bulletins, first first. */
  priorityOrderOf(station: PlanStation): readonly BulletinId[]
  /** Everything that these answers come from, to see whether it has changed. */
  read: readonly unknown[]
}>

/** Reads it for planning days, both included. */
export async function readProgramme(
  db: Db,
  now: Instant,
  days: Readonly<{ from: LocalDate; to: LocalDate }>,
): Promise<Programme> {
  const offers = await listOffers(db, now)
  const campaigns = await listCampaigns(db)
  const groups = new Map((await listGroups(db)).map((group) => [group.id, group]))
  const makeGoods = Map.groupBy(await listMakeGoods(db, days), ({ station }) => station)
  const picks = Map.groupBy(await listPicks(db), ({ station }) => station as string)
  const orders = await listPriorityOrders(db)
  return {
    candidatesOf: (station) =>
      offersFor(station, offers, groups, campaignsOf(makeGoods.get(station.id))),
    ordersOf: (station, date) =>
      ordersOn(campaigns, station, groups, date, owedOn(makeGoods.get(station.id), date)),
    mixOf: ({ languageMix }) => languageMix,
    picksOf: (station) => {
      const known = campaignsOf(makeGoods.get(station.id))
      const lent = known.size === 0 ? [] : offersFor(station, offers, groups, new Set())
      return new Map([
        ...madeGoodOnly(offers, lent, known).map(({ bulletin }) => [bulletin, null] as const),
        ...(picks.get(station.id) ?? []).map(
          ({ bulletin, windows }) => [bulletin, windows] as const,
        ),
      ])
    },
    priorityOrderOf: ({ id }) => orders.get(id)?.bulletins ?? [],
    read: [offers, campaigns, groups, makeGoods, picks, orders],
  }
}

/** Airings of each campaign that are made good on a date. */
export function owedOn(
  makeGoods: readonly MakeGood[] | undefined,
  date: LocalDate,
): Map<string, number> {
  const owed = new Map<string, number>()
  for (const { campaign } of (makeGoods ?? []).filter((one) => one.date === date))
    owed.set(campaign, (owed.get(campaign) ?? 0) + 1)
  return owed
}

function campaignsOf(makeGoods: readonly MakeGood[] | undefined): ReadonlySet<string> {
  return new Set((makeGoods ?? []).map(({ campaign }) => campaign))
}

/** Of campaigns that a station carries only to make something good, nothing has to be picked. */
function madeGoodOnly(
  offers: readonly Offer[],
  lent: readonly Offer[],
  madeGood: ReadonlySet<string>,
): Offer[] {
  const carried = new Set(lent.map(({ campaign }) => campaign?.id))
  return offers.filter(
    ({ campaign }) => campaign !== null && madeGood.has(campaign.id) && !carried.has(campaign.id),
  )
}
