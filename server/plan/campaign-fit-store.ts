import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { samplesToMs } from '../../playout/contract/time.ts'
import { listCampaigns } from '../campaign/campaign-store.ts'
import { ordersOn } from '../campaign/orders-on.ts'
import type { Db } from '../deps.ts'
import { listGroups } from '../station/group-store.ts'
import type { FitSource } from './campaign-fit.ts'
import { listPlanStations } from './candidate-store.ts'
import { addDays } from './local-time.ts'
import { listOffers } from './offer-store.ts'
import { listWindows } from './window-store.ts'

/** Further than this nobody's windows are looked at. */
const DAYS = 8

/**
 * Reads what a campaign's wishes are held against.
 * @param campaign the one that is changed, which is no other; null for a new one
 * @param from the first day that counts
 */
export async function readFitSource(
  db: Db,
  campaign: string | null,
  now: Instant,
  today: LocalDate,
  from: LocalDate,
): Promise<FitSource> {
  const stations = await listPlanStations(db)
  const groups = new Map((await listGroups(db)).map((group) => [group.id, group]))
  const first = from > today ? from : today
  const windows = Map.groupBy(
    await listWindows(db, { validOn: first, validUntil: addDays(first, DAYS) }),
    ({ station }) => station as string,
  )
  const shortest = new Map<string, number>()
  let longest: FitSource['longest'] = null
  for (const { campaign: of, samples, title } of await listOffers(db, now)) {
    if (of === null) continue
    const lengthMs = samplesToMs(samples)
    shortest.set(of.id, Math.min(lengthMs, shortest.get(of.id) ?? lengthMs))
    if (of.id === campaign && lengthMs > (longest?.lengthMs ?? 0)) longest = { title, lengthMs }
  }
  const others = (await listCampaigns(db)).filter(({ id }) => id !== campaign)
  return {
    ...{ today, stations, groups, longest },
    windowsOf: ({ id }) => windows.get(id) ?? [],
    shortestMs: campaign === null ? null : (shortest.get(campaign) ?? null),
    others: (station, date) => {
      const orders = [...ordersOn(others, station, groups, date, new Map()).values()]
      const asked = orders.filter(({ id, floor }) => floor > 0 && shortest.has(id))
      return {
        airings: asked.reduce((sum, { floor }) => sum + floor, 0),
        leastMs: asked.reduce((sum, { id, floor }) => sum + floor * (shortest.get(id) ?? 0), 0),
      }
    },
  }
}
