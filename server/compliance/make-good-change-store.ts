import type { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import type { Visitor } from '../access.ts'
import type { Db } from '../deps.ts'
import { decidesFor } from '../plan/commune-decides.ts'
import {
  findMakeGood,
  type MakeGood,
  saveMakeGood,
  withdrawMakeGood,
} from '../plan/make-good-store.ts'
import { planProblem } from '../plan/plan-errors.ts'
import type { PlanStation } from '../plan/plan-station.ts'
import { type MakeGoodHindrance, makeGoodHindrance } from './make-good-offer.ts'
import { readMakeGoods, takenKey } from './make-good-offer-store.ts'
import type { NewMakeGood } from './make-good-view.ts'
import type { MissedAiring } from './missed-airing.ts'

type Taking = Readonly<{ visitor: Visitor; now: Instant; newId: () => string }>

/**
 * Takes an airing that was missed yesterday into today.
 * @throws Problem when it was not missed, is taken, cannot be made good, or others decide
 */
export async function takeMakeGood(
  tx: Db,
  { station: id, item }: z.output<typeof NewMakeGood>,
  { visitor, now, newId }: Taking,
): Promise<MakeGood> {
  const made = await readMakeGoods(tx, now)
  const station = made.stations.get(id)
  const missed = made.missed.find((one) => one.station === id && one.item === item)
  if (!station || !missed) throw planProblem('make-good-not-missed')
  if (!mayTake(visitor, station)) throw planProblem('commune-decides')
  if (made.taken.has(takenKey(id, item))) throw planProblem('make-good-taken')
  const hindrance = makeGoodHindrance(missed, station, made.source)
  if (hindrance) throw hindranceProblem(hindrance, missed, station)
  const good = {
    ...{ id: newId(), station: id, campaign: missed.campaign, missedItem: item },
    ...{ missedDate: missed.date, date: made.source.today, by: visitor.id, at: now },
  }
  await saveMakeGood(tx, good)
  return good
}

/**
 * Withdraws a make-good; what has sounded of it stays.
 * @throws Problem when there is none, or others decide
 */
export async function dropMakeGood(
  tx: Db,
  id: string,
  { visitor, now }: Omit<Taking, 'newId'>,
): Promise<MakeGood> {
  const good = await getMakeGood(tx, id)
  const place = (await readMakeGoods(tx, now)).stations.get(good.station)
  if (!place || !mayTake(visitor, place)) throw planProblem('commune-decides')
  await withdrawMakeGood(tx, good.id, now)
  return good
}

/** @throws Problem `make-good-unknown` */
export async function getMakeGood(db: Db, id: string): Promise<MakeGood> {
  const good = await findMakeGood(db, id)
  if (!good) throw planProblem('make-good-unknown')
  return good
}

/** The district's editors for the district; a commune for its own time. */
export function mayTake(visitor: Visitor, { role, unit }: PlanStation): boolean {
  return role === 'district' ? visitor.may(['editor'], unit) : decidesFor(visitor, unit)
}

export function hindranceProblem(
  code: MakeGoodHindrance,
  { title }: MissedAiring,
  { name }: PlanStation,
) {
  return planProblem(code, { title, station: name })
}
