import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { listAiringsOfDate } from '../airing/airing-list-store.ts'
import { listRecallInstants } from '../bulletin/recall-store.ts'
import { listCampaigns } from '../campaign/campaign-store.ts'
import type { Db } from '../deps.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { listPicks } from '../plan/commune-store.ts'
import { addDays, localDateOf } from '../plan/local-time.ts'
import { listMakeGoods, type MakeGood } from '../plan/make-good-store.ts'
import { listOffers } from '../plan/offer-store.ts'
import type { PlanStation } from '../plan/plan-station.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { findQuietHours } from '../plan/setting-store.ts'
import { listWindows } from '../plan/window-store.ts'
import { listGroups } from '../station/group-store.ts'
import type { MakeGoodSource } from './make-good-offer.ts'
import { type MissedAiring, missedAirings } from './missed-airing.ts'

/** What was missed yesterday, and what making it good today depends on. */
export type MakeGoods = Readonly<{
  source: MakeGoodSource
  missedDate: LocalDate
  stations: ReadonlyMap<string, PlanStation>
  missed: readonly MissedAiring[]
  /** Taken into today, by station and item. */
  taken: ReadonlyMap<string, MakeGood>
}>

export async function readMakeGoods(db: Db, now: Instant): Promise<MakeGoods> {
  const stations = await listPlanStations(db)
  const [district] = stations
  if (!district) throw new Error('an office has a district station from its first start')
  const today = localDateOf(now, district.zone)
  const missedDate = addDays(today, -1)
  const ids = stations.map(({ id }) => id as string)
  const windows = Map.groupBy(
    await listWindows(db, { validOn: today, validUntil: today }),
    ({ station }) => station as string,
  )
  const picks = Map.groupBy(await listPicks(db), ({ station }) => station as string)
  return {
    missedDate,
    source: {
      ...{ now, today, quiet: await findQuietHours(db), offers: await listOffers(db, now) },
      campaigns: new Map((await listCampaigns(db)).map((one) => [one.id as string, one])),
      groups: new Map((await listGroups(db)).map((group) => [group.id, group])),
      windowsOf: (station) => windows.get(station) ?? [],
      picksOf: (station) => new Set((picks.get(station) ?? []).map(({ bulletin }) => bulletin)),
    },
    stations: new Map(stations.map((station) => [station.id as string, station])),
    missed: missedAirings(
      await listBlocks(db, { date: missedDate }),
      await listAiringsOfDate(db, missedDate, ids),
      await listRecallInstants(db),
    ),
    taken: new Map(
      (await listMakeGoods(db, { from: today, to: today })).map((one) => [
        takenKey(one.station, one.missedItem),
        one,
      ]),
    ),
  }
}

export function takenKey(station: string, item: string): string {
  return `${station}\n${item}`
}
