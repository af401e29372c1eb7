import type { BulletinId, WindowId } from '../../playout/contract/ids.ts'
import type { Visitor } from '../access.ts'
import type { Db } from '../deps.ts'
import { unitOfStation } from '../station/station-store.ts'
import { decidesFor } from './commune-decides.ts'
import {
  type CommuneProgramme,
  inPriorityOrder,
  type OfferedBulletin,
  type Pick,
} from './commune-programme.ts'
import { readCommuneProgramme } from './commune-programme-store.ts'
import { addPriorityOrder, dropPick, findPick, savePick } from './commune-store.ts'
import { planProblem } from './plan-errors.ts'

/** Who decides, and when; ids for what is written. */
export type Deciding = Readonly<{
  visitor: Visitor
  now: number
  newId: () => string
}>

/**
 * Takes an ordinary bulletin into the commune's own part, or changes in which windows.
 * @throws Problem when it is not the visitor's commune, or nothing it can take
 */
export async function pickBulletin(
  tx: Db,
  wanted: Readonly<{ station: string; bulletin: string; windows: readonly string[] | null }>,
  { visitor, now, newId }: Deciding,
): Promise<void> {
  const { bulletin, windows } = wanted
  const programme = await getDecidable(tx, wanted.station, visitor, now)
  const offered = takeable(programme, bulletin)
  const odd = windows?.find((id) => !programme.windows.some((window) => window.id === id))
  if (odd !== undefined) throw planProblem('pick-window-unknown', { window: odd })
  if (offered.pick) await dropPick(tx, offered.pick.id, visitor.id, now)
  await savePick(tx, {
    ...{ id: newId(), station: programme.station.id, bulletin: offered.bulletin },
    ...{ windows: windows as WindowId[] | null, by: visitor.id, at: now },
  })
}

/**
 * Drops a bulletin from the commune's own part.
 * @throws Problem `pick-unknown`, or when it is not the visitor's commune
 */
export async function dropPicked(
  tx: Db,
  id: string,
  { visitor, now }: Omit<Deciding, 'newId'>,
): Promise<Pick> {
  const pick = await findPick(tx, id)
  if (!pick) throw planProblem('pick-unknown')
  refuseOthers(visitor, await unitOfStation(tx, pick.station))
  await dropPick(tx, pick.id, visitor.id, now)
  return pick
}

/**
 * Says which priority bulletins come first when not all of them fit.
 * @throws Problem when it is not the visitor's commune, or one of them is not of that class
 */
export async function orderPriorities(
  tx: Db,
  wanted: Readonly<{ station: string; bulletins: readonly string[] }>,
  { visitor, now, newId }: Deciding,
): Promise<void> {
  const bulletins = [...new Set(wanted.bulletins)] as BulletinId[]
  const programme = await getDecidable(tx, wanted.station, visitor, now)
  const ordered = inPriorityOrder(programme.offered, bulletins)
  const odd = bulletins.find((id) => !ordered.some(({ bulletin }) => bulletin === id))
  if (odd !== undefined) {
    const title = programme.offered.find(({ bulletin }) => bulletin === odd)?.title ?? odd
    throw planProblem('order-not-priority', { title })
  }
  const order = { station: programme.station.id, bulletins, by: visitor.id, at: now }
  await addPriorityOrder(tx, newId(), order)
}

/** @throws Problem when it is not the visitor's commune, or has no playlist */
async function getDecidable(
  db: Db,
  station: string,
  visitor: Visitor,
  now: number,
): Promise<CommuneProgramme> {
  const programme = await readCommuneProgramme(db, station, now)
  refuseOthers(visitor, programme.station.unit)
  if (programme.station.technology !== 'ip')
    throw planProblem('commune-no-playlist', { station: programme.station.name })
  return programme
}

/** @throws Problem for what is not offered, or needs no pick */
function takeable({ offered }: CommuneProgramme, bulletin: string): OfferedBulletin {
  const one = offered.find((other) => other.bulletin === bulletin)
  if (!one) throw planProblem('pick-not-offered')
  if (one.standing === 'own' || one.standing === 'must')
    throw planProblem('pick-needless', { title: one.title })
  return one
}

/** @throws Problem for somebody who is not of the commune */
function refuseOthers(visitor: Visitor, unit: string): void {
  if (!decidesFor(visitor, unit)) throw planProblem('commune-decides')
}
