import type { BulletinId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { listGroups } from '../station/group-store.ts'
import { listPlanStations } from './candidate-store.ts'
import { type CommuneProgramme, offeredBulletins, ownWindows } from './commune-programme.ts'
import { listPicks, listPriorityOrders } from './commune-store.ts'
import { localDateOf } from './local-time.ts'
import { offersFor } from './offer.ts'
import { listOffers } from './offer-store.ts'
import { planProblem } from './plan-errors.ts'
import { listBlocks } from './plan-store.ts'
import { itemSpan } from './playlist.ts'
import { listWindows } from './window-store.ts'

/** @throws Problem `commune-only` for the district's station */
export async function readCommuneProgramme(
  db: Db,
  id: string,
  now: Instant,
): Promise<CommuneProgramme> {
  const station = (await listPlanStations(db)).find((one) => one.id === id)
  if (station?.role !== 'commune') throw planProblem('commune-only')
  const today = localDateOf(now, station.zone)
  const groups = new Map((await listGroups(db)).map((group) => [group.id, group]))
  const offers = offersFor(station, await listOffers(db, now), groups, new Set())
  const campaigns = await db.selectFrom('campaign').select(['id', 'name']).execute()
  const staff = await db.selectFrom('staff').select(['id', 'name']).execute()
  return {
    station,
    windows: ownWindows(await listWindows(db, { station: id, validOn: today }), today),
    offered: offeredBulletins(station, offers, await listPicks(db, id), now, today),
    order: (await listPriorityOrders(db)).get(id) ?? null,
    next: await listNext(db, id, now),
    campaignNames: new Map(campaigns.map((campaign) => [campaign.id, campaign.name])),
    staffNames: new Map(staff.map((person) => [person.id, person.name])),
  }
}

async function listNext(db: Db, station: string, now: Instant): Promise<Map<BulletinId, Instant>> {
  const next = new Map<BulletinId, Instant>()
  for (const { block } of await listBlocks(db, { station, startsFrom: now }))
    for (const item of block.items) {
      const { startsAt } = itemSpan(block, item)
      const bulletin = item.bulletin?.id as BulletinId | undefined
      if (bulletin && item.relayOf === null && startsAt < (next.get(bulletin) ?? Infinity))
        next.set(bulletin, startsAt)
    }
  return next
}
