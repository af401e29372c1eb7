import type { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import { isAfterRecall } from '../airing/after-recall.ts'
import { listAirings } from '../airing/airing-list-store.ts'
import { listDrops } from '../airing/recall-drop-store.ts'
import { type KeptRecall, listRecallInstants } from '../bulletin/recall-store.ts'
import type { Db } from '../deps.ts'
import { localDateOf, localTimeOf } from '../plan/local-time.ts'
import { isWithin } from '../staff/scope.ts'
import { listStaff, listUnitTree } from '../staff/staff-store.ts'
import { type KnownStation, listStations } from '../station/station-store.ts'
import { CALL_AFTER_MS, type DeliveryFacts, deliveryOf, tallyOf } from './recall-delivery.ts'
import { listAsked, listConfirmations, listCovered } from './recall-delivery-store.ts'
import { recallMessage } from './recall-message.ts'
import type { RecallView } from './recall-view.ts'

type View = Omit<z.infer<typeof RecallView>, 'sample'>
type Head = Pick<
  View,
  'id' | 'bulletin' | 'title' | 'covers' | 'at' | 'reason' | 'recalledBy' | 'leaf'
>
type Line = Omit<View['stations'][number], 'askedAt' | 'airedAfter'>

/** A recall with every station that it concerns and that somebody may see. */
type Delivery = Readonly<{ head: Head; tally: View['tally']; stations: readonly Line[] }>

/**
 * How recalls stand, station by station.
 * @param may whether the one who asks may see stations of a unit
 */
export async function listDeliveries(
  db: Db,
  recalls: readonly KeptRecall[],
  now: Instant,
  may: (unit: string) => boolean,
): Promise<Delivery[]> {
  const versions = [...new Set(recalls.flatMap(({ covers }) => covers))]
  const covered = new Map((await listCovered(db, versions)).map((one) => [one.id, one]))
  const drops = Map.groupBy(await listDrops(db, versions), ({ station }) => station)
  const confirmations = Map.groupBy(
    await listConfirmations(
      db,
      recalls.map(({ id }) => id),
    ),
    ({ recall, station }) => `${recall} ${station}`,
  )
  const names = new Map((await listStaff(db)).map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const stations = await listStations(db)
  const tree = await listUnitTree(db)
  return recalls.map((recall) => {
    const unit = covered.get(recall.version)?.unit ?? ''
    const concerned = stations.filter((one) => isWithin(tree, one.unit_id, unit))
    const lines = concerned.map((station) => {
      const said = confirmations.get(`${recall.id} ${station.id}`) ?? []
      const facts = {
        ...{ hasPlayer: station.enrolled, covers: recall.covers, recalledAt: recall.at },
        ...{ drops: drops.get(station.id) ?? [], confirmations: said },
      }
      return {
        unit: station.unit_id,
        line: lineOf(
          station,
          facts,
          now,
          said.map(({ confirmedBy, leaf, ...one }) => ({
            ...{ id: one.id, by: nameOf(confirmedBy), way: one.way },
            ...{ tappedAt: one.tappedAt, at: one.at, note: one.note, leaf },
          })),
        ),
      }
    })
    const seen = lines.flatMap(({ unit, line }) => (may(unit) ? [line] : []))
    const { id, bulletin, title, at, reason, leaf } = recall
    return {
      head: {
        ...{ id, bulletin, title, at, reason, leaf, recalledBy: nameOf(recall.recalledBy) },
        covers: recall.covers.flatMap((version) => {
          const one = covered.get(version)
          return one ? [{ id: one.id, number: one.number, language: one.language }] : []
        }),
      },
      tally: tallyOf(seen.map(({ state }) => state)),
      stations: seen,
    }
  })
}

/** One recall in full. */
export async function showRecall(
  db: Db,
  recall: KeptRecall,
  now: Instant,
  may: (unit: string) => boolean,
): Promise<View> {
  const [delivery] = await listDeliveries(db, [recall], now, may)
  const { head, tally, stations } = delivery as Delivery
  const asked = await listAsked(db, recall.version, recall.at)
  const late = await countLate(db, recall)
  const district = (await listStations(db)).find(({ role }) => role === 'district')
  const zone = district?.zone ?? 'UTC'
  return {
    ...head,
    ...{ serverTime: now, tally, callAfter: recall.at + CALL_AFTER_MS },
    message: recallMessage({
      ...{ title: head.title, covers: head.covers, reason: head.reason },
      time: localTimeOf(recall.at, zone).slice(0, 5),
      date: localDateOf(recall.at, zone).split('-').reverse().join('/'),
      ...{ office: district?.name ?? '', phone: district?.phone ?? null },
    }),
    stations: stations.map((line) => ({
      ...line,
      askedAt: asked.get(line.station) ?? null,
      airedAfter: late.get(line.station) ?? 0,
    })),
  }
}

function lineOf(
  station: KnownStation,
  facts: DeliveryFacts,
  now: Instant,
  confirmations: Line['confirmations'],
): Line {
  const { id, name, role, technology, phone, lastSeenAt } = station
  return {
    ...{ station: id, name, role, technology, phone, lastSeenAt, confirmations },
    ...deliveryOf(facts, now),
  }
}

/** How often each station began one of its versions after the recall. */
async function countLate(db: Db, recall: KeptRecall): Promise<ReadonlyMap<string, number>> {
  const recalls = await listRecallInstants(db)
  const counts = new Map<string, number>()
  for (const version of recall.covers)
    for (const airing of await listAirings(db, { version }, 10_000))
      if (isAfterRecall(airing, recalls))
        counts.set(airing.station, (counts.get(airing.station) ?? 0) + 1)
  return counts
}
