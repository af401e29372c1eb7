import { sha256Hex } from '../../playout/contract/hash.ts'
import type { StationId, VersionId, WindowId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { PlanBarRow, PlanPinRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import { listLiveSources } from '../station/live-source-store.ts'
import { listPlanStations } from './candidate-store.ts'
import { applyChanges, type Change, type Changed, type GoneHands } from './change.ts'
import { type Beside, besideCopied } from './change-copy.ts'
import type { Resolution } from './change-place.ts'
import { type ChangePlanning, groundOf, planWith, reachOf } from './change-planning.ts'
import { listFirstHeard } from './first-heard-store.ts'
import { listHands } from './hand-store.ts'
import { addDays, daysBetween, localDateOf } from './local-time.ts'
import type { TwoPlans } from './outlook.ts'
import { withoutThese } from './plan-diff.ts'
import { planProblem } from './plan-errors.ts'
import { listBlocks } from './plan-store.ts'
import { listVersionNumbers } from './plan-version-store.ts'
import { gatherPlanning, PLANNED_DAYS } from './planning-store.ts'
import type { PlannedBlock } from './playlist.ts'

/** Nobody plans by hand further ahead. */
const MOST_DAYS_AHEAD = 60

type Place = Readonly<{ station: string; date: LocalDate }>

/** What some changes speak of, as it was read at one moment. */
export type Looked = Readonly<{
  changing: ChangePlanning
  /** Of everything that the changes speak of: another one means that somebody decides on an old picture. */
  revision: string
  places: readonly Place[]
  past: readonly PlannedBlock[]
  titles: ReadonlyMap<string, string>
  gone: GoneHands
  firstHeard: TwoPlans['firstHeard']
  live: TwoPlans['live']
  clusters: ReadonlyMap<string, number>
}>

/**
 * Reads what changes speak of: a transaction around it, so that all of it is of one moment.
 * @throws Problem `plan-too-far`, `plan-no-district`
 */
export async function lookAt(db: Db, changes: readonly Change[], now: Instant): Promise<Looked> {
  const named = await listNamed(db, changes)
  const { places } = named
  const [district] = await listPlanStations(db)
  if (district?.role !== 'district') throw planProblem('plan-no-district')
  const today = localDateOf(now, district.zone)
  const { from, to } = reachOf(
    places.map(({ date }) => date),
    today,
  )
  const days = daysBetween(today, to) + 1
  if (days > MOST_DAYS_AHEAD) throw planProblem('plan-too-far', { days: MOST_DAYS_AHEAD })
  const gathered = await gatherPlanning(db, now, Math.max(days, PLANNED_DAYS))
  if (!gathered) throw planProblem('plan-no-district')
  const { planning, hands, open, onAir, standingWith } = gathered
  const ids = new Set(places.map(({ station }) => station))
  const touched = planning.stations.filter(({ id }) => ids.has(id))
  // Days that are not planned yet are planned from the last one that is.
  const lastPlanned = addDays(today, PLANNED_DAYS - 1)
  const begin = from > lastPlanned ? addDays(lastPlanned, 1) : from
  const before = places.filter(({ date }) => date < addDays(today, -1))
  return {
    changing: { ...{ now, planning, hands, open, onAir, standingWith, touched }, from: begin, to },
    revision: await revisionOf(db, places),
    places,
    past: (await Promise.all(before.map((place) => listBlocks(db, place)))).flat(),
    titles: named.titles,
    gone: named.gone,
    firstHeard: await listFirstHeard(
      db,
      planning.stations.map(({ id }) => id),
    ),
    live: new Map((await listLiveSources(db)).map((one) => [one.id, one])),
    clusters: await countClusters(db),
  }
}

/** What comes of the changes. Pure but for the ids it hands out. */
export function weigh(
  { changing, past, titles, gone, firstHeard, live }: Looked,
  changes: readonly Change[],
  resolve: Resolution | null,
  newId: () => string,
): Readonly<{ changed: Changed; beside: readonly Beside[]; plans: TwoPlans }> {
  const { planning, hands, now, open, from, to } = changing
  const before = planWith(changing, hands)
  const ground = groundOf(changing, before, past, titles, newId)
  const changed = applyChanges(ground, hands, changes, resolve, gone)
  const after = planWith(changing, changed.hands)
  const copies = changes.filter((change) => change.kind === 'copy')
  const beside = besideCopied(copies, changed.hands, after, now)
  const stands = [
    ...withoutThese(planning.kept, before),
    ...open.filter(
      (one) =>
        one.block.date < from || one.block.date > to || !isPlanned(before, changing, one.station),
    ),
  ]
  const plans = { before: [...stands, ...before], after: [...stands, ...after] }
  return { changed, beside, plans: { planning, firstHeard, live, now, ...plans } }
}

/** Stations that the changes cannot reach keep what they have. */
function isPlanned(
  before: readonly PlannedBlock[],
  { touched }: ChangePlanning,
  station: StationId,
): boolean {
  return (
    touched.some(({ id, role }) => id === station || role === 'district') ||
    before.some((planned) => planned.station === station)
  )
}

/** What `lookAt` would give now. */
export async function findRevision(db: Db, changes: readonly Change[]): Promise<string> {
  const { places } = await listNamed(db, changes)
  return revisionOf(db, places)
}

/** Changes whenever one of these playlists, or what hands did to it, does. */
async function revisionOf(db: Db, places: readonly Place[]): Promise<string> {
  const lines: string[] = []
  for (const { station, date } of places) {
    const numbers = await listVersionNumbers(db, { station, dates: [date] })
    const { pins, bars } = await listHands(db, { station, from: date, to: date })
    const ids = [...pins, ...bars].map(({ id }) => id).sort()
    lines.push([station, date, numbers.get(`${station} ${date}`) ?? 0, ...ids].join(' '))
  }
  return sha256Hex(lines.sort().join('\n')).slice(0, 32)
}

/** Places, titles and hands that changes name. */
async function listNamed(
  db: Db,
  changes: readonly Change[],
): Promise<
  Readonly<{
    places: readonly Place[]
    titles: ReadonlyMap<string, string>
    gone: GoneHands
  }>
> {
  const items = changes.flatMap((change) => ('item' in change ? [change.item] : []))
  const hands = changes.flatMap((change) => ('hand' in change ? [change.hand] : []))
  const found = await listItemPlaces(db, items)
  const known = await listHandsById(db, hands)
  const places = new Map<string, Place>()
  const add = (station: string, date: LocalDate) =>
    places.set(`${station} ${date}`, { station, date })
  for (const change of changes) {
    // Of a forecast nothing is stored: whoever sees it says where it stands.
    const item = 'item' in change ? (found.get(change.item) ?? change.of) : undefined
    if (item) add(item.station, item.date)
    const hand = 'hand' in change ? known.get(change.hand) : undefined
    if (hand) add(hand.station, hand.date)
    if (change.kind === 'place') add(change.station, change.date)
    if (change.kind === 'move' && item) add(item.station, change.date)
    if (change.kind === 'copy')
      for (const date of [change.from, ...change.to]) add(change.station, date)
  }
  const versions = [
    ...changes.flatMap((change) => (change.kind === 'place' ? [change.version] : [])),
    ...[...known.values()].map(({ version }) => version),
  ]
  return { places: [...places.values()], titles: await listTitles(db, versions), gone: known }
}

async function listItemPlaces(
  db: Db,
  items: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  if (items.length === 0) return new Map()
  const rows = await db
    .selectFrom('plan_item as item')
    .innerJoin('plan_block as block', 'block.id', 'item.block_id')
    .select(['item.id', 'block.station_id as station', 'block.date'])
    .where('item.id', 'in', items)
    .execute()
  return new Map(rows.map(({ id, station, date }) => [id, { station, date }]))
}

/** Pins and bars by id, whether they still hold or not. */
async function listHandsById(db: Db, ids: readonly string[]): Promise<GoneHands> {
  if (ids.length === 0) return new Map()
  const pins = await db.selectFrom('plan_pin').selectAll().where('id', 'in', ids).execute()
  const bars = await db.selectFrom('plan_bar').selectAll().where('id', 'in', ids).execute()
  const hand = (row: PlanBarRow | PlanPinRow) => ({
    ...{ id: row.id, station: row.station_id as StationId, window: row.window_id as WindowId },
    ...{ date: row.date, version: row.version_id as VersionId },
  })
  return new Map([
    ...bars.map((row) => [row.id, hand(row)] as const),
    ...pins.map((row) => {
      const { offset_samples: offsetSamples, position } = row
      return [row.id, { ...hand(row), offsetSamples, position }] as const
    }),
  ])
}

export async function listTitles(
  db: Db,
  versions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (versions.length === 0) return new Map()
  const rows = await db
    .selectFrom('bulletin_version as version')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .select(['version.id', 'bulletin.title'])
    .where('version.id', 'in', [...new Set(versions)])
    .execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}

async function countClusters(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('cluster')
    .select('station_id')
    .select(({ fn }) => fn.countAll().as('count'))
    .groupBy('station_id')
    .execute()
  return new Map(rows.map(({ station_id, count }) => [station_id, Number(count)]))
}
