import type { CampaignId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { listAiringsOfDate } from '../airing/airing-list-store.ts'
import { listRecallInstants } from '../bulletin/recall-store.ts'
import type { OrderedCampaign } from '../campaign/campaign.ts'
import { campaignAsOf } from '../campaign/campaign-history.ts'
import { listCampaignChanges } from '../campaign/campaign-history-store.ts'
import { campaignPutInAt } from '../campaign/campaign-store.ts'
import { airsOn, ordersOn } from '../campaign/orders-on.ts'
import type { Db } from '../deps.ts'
import { listDeclarations } from '../evidence/declaration-store.ts'
import { readHeard } from '../evidence/heard-store.ts'
import { listEmergencyWindows } from '../order/emergency-window-store.ts'
import { localDateOf } from '../plan/local-time.ts'
import { listMakeGoods } from '../plan/make-good-store.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { owedOn } from '../plan/programme-store.ts'
import { listWindows } from '../plan/window-store.ts'
import { spansHold, spansMeant } from '../station/group.ts'
import { listGroups } from '../station/group-store.ts'
import type { KnownStation } from '../station/station-store.ts'
import { type DayProgress, lastOwnStart, progressOfDay, unaskedOn } from './campaign-progress.ts'

/**
 * A campaign at stations, day by day; days are read one after the other, so that a season needs no
 * more memory than a day.
 *
 * @param stations the district's first
 * @param dates in order
 */
export async function readProgress(
  db: Db,
  campaign: OrderedCampaign,
  stations: readonly KnownStation[],
  dates: readonly LocalDate[],
  now: Instant,
): Promise<
  Readonly<{ station: KnownStation; meant: boolean; airs: boolean; days: DayProgress[] }>[]
> {
  const [first, last] = [dates[0], dates.at(-1)]
  const [district, ...communes] = stations
  if (!first || !last || !district) return []
  const groups = new Map((await listGroups(db, { removed: true })).map((one) => [one.id, one]))
  const windows = await listWindows(db, { validOn: first, validUntil: last })
  const windowsOf = Map.groupBy(windows, ({ station }) => station as string)
  const putInAt = (await campaignPutInAt(db, campaign.id)) ?? 0
  const changes = await listCampaignChanges(db, campaign.id)
  const makeGoods = Map.groupBy(
    await listMakeGoods(db, { from: first, to: last }),
    ({ station }) => station,
  )
  const recalls = await listRecallInstants(db)
  const today = localDateOf(now, district.zone)
  const days: Map<string, DayProgress>[] = []
  for (const date of dates) {
    const ids = stations.map(({ id }) => id)
    const declarations = await listDeclarations(db, date)
    const source = {
      ...{ recalls, blocks: await listBlocks(db, { date }) },
      windows: [...windows, ...(await listEmergencyWindows(db, date))],
      airings: await listAiringsOfDate(db, date, ids),
    }
    const day = progressOfDay(
      campaign.id,
      {
        ...{ ...source, district, communes, date, now },
        heard: await readHeard(db, date, communes, source),
        declarations: declarations.map((one) => ({ ...one, declaredByName: one.declaredBy })),
      },
      today,
      (id) => {
        const station = stations.find((one) => one.id === id)
        if (!station) return { order: undefined, unasked: null }
        const unasked = unaskedOn(putInAt, station, windowsOf.get(id) ?? [], date)
        // What was ordered later asks nothing of a day whose last window had begun by then.
        const begins = lastOwnStart(station, windowsOf.get(id) ?? [], date)
        const stood = begins === null ? campaign : campaignAsOf(campaign, changes, begins)
        const asked = unasked ? { ...stood, floor: 0 } : stood
        const owed = owedOn(makeGoods.get(id), date)
        const orders = ordersOn([asked], station, groups, date, owed)
        return { order: orders.get(campaign.id as CampaignId), unasked }
      },
    )
    days.push(day)
  }
  return stations.map((station) => {
    const meant = spansMeant(station.id, campaign.heardAt, groups)
    return {
      station,
      meant: dates.some((date) => spansHold(meant, date)),
      airs: dates.some((date) => airsOn(campaign, station, groups, date)),
      days: days.flatMap((day) => day.get(station.id) ?? []),
    }
  })
}
