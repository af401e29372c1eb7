import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { listAiringsOfDate } from '../airing/airing-list-store.ts'
import { listRecallInstants } from '../bulletin/recall-store.ts'
import type { Db } from '../deps.ts'
import { listRelayWindows } from '../order/emergency-window-store.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { addDays } from '../plan/local-time.ts'
import type { PlanStation } from '../plan/plan-station.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { type Hearable, type HearableSource, hearablesOf, isLiveSignal } from './hearable.ts'
import type { Recording } from './recording.ts'

/** A sound that a recording is compared with. */
export type ReferenceChoice = Readonly<{ asset: string; expected: boolean }>

/** More would make a recording of a minute wait for the sounds of half a year. */
const MOST_REFERENCES = 100
/** What sounded in these last days may sound again, by mistake or by rebroadcast. */
const LAST_DAYS = 28
/** Around the time that a recording claims, where nobody chose a window. */
const BEFORE_MS = 180_000
const AFTER_MS = 600_000

/** What could be heard at a station on a date, in order of time. */
export async function readHearables(
  db: Db,
  station: PlanStation,
  date: LocalDate,
): Promise<Hearable[]> {
  return hearablesOf(station, await readSource(db, station, date))
}

/**
 * What a recording is compared with: first what should sound in it, then whatever else was due there on
 * its date, then other versions of all that, then what sounded anywhere lately.
 */
export async function chooseReferences(db: Db, recording: Recording): Promise<ReferenceChoice[]> {
  const { station: id, date } = recording
  const station = (await listPlanStations(db)).find((one) => one.id === id)
  if (!station) return []
  const source = await readSource(db, station, date)
  const due = [...hearablesOf(station, source), ...plannedSignal(station, source)]
  const expected = new Set(due.filter((one) => isMeant(recording, one)).map(({ asset }) => asset))
  const bulletins = [...new Set(due.map(({ bulletin }) => bulletin))]
  const chosen = new Set([
    ...expected,
    ...due.map(({ asset }) => asset),
    ...(await listSoundsOfBulletins(db, bulletins)),
    ...(await listSoundsOfDays(db, addDays(date, -LAST_DAYS), addDays(date, 1))),
  ])
  // In an order of their own, so that the same ones give the same bytes.
  return [...chosen]
    .slice(0, MOST_REFERENCES)
    .toSorted()
    .map((asset) => ({ asset, expected: expected.has(asset) }))
}

type Due = Pick<Hearable, 'asset' | 'bulletin' | 'window' | 'dueAt'>

/** What the district plans for a commune that carries its signal: the log of it may come later. */
function plannedSignal(station: PlanStation, { blocks, windows }: HearableSource): Due[] {
  if (!isLiveSignal(station)) return []
  const relaying = new Map(
    windows.flatMap((one) =>
      one.station === station.id && one.relaysWindow ? [[one.relaysWindow as string, one.id]] : [],
    ),
  )
  return blocks
    .filter(({ block }) => block.purpose === 'programme' && relaying.has(block.window))
    .flatMap(({ block }) =>
      block.items.flatMap(({ kind, asset, bulletin }) =>
        kind === 'bulletin' && bulletin?.language === 'vi'
          ? [
              {
                ...{ asset, bulletin: bulletin.id, dueAt: block.startsAt },
                window: relaying.get(block.window) ?? '',
              },
            ]
          : [],
      ),
    )
}

function isMeant({ window, startedAt, aimAt }: Recording, due: Due): boolean {
  if (window !== null) return due.window === window
  const at: Instant | null = startedAt ?? aimAt
  return at !== null && due.dueAt >= at - BEFORE_MS && due.dueAt <= at + AFTER_MS
}

async function readSource(db: Db, station: PlanStation, date: LocalDate): Promise<HearableSource> {
  const [district] = await listPlanStations(db)
  const stations = [...new Set([station.id, ...(district ? [district.id] : [])])]
  return {
    blocks: await listBlocks(db, { date }),
    airings: await listAiringsOfDate(db, date, stations),
    windows: await listRelayWindows(db, date, station.id),
    recalls: await listRecallInstants(db),
  }
}

/** Of every version that was ever approved: the superseded one is what has to be told apart. */
async function listSoundsOfBulletins(db: Db, bulletins: readonly string[]): Promise<string[]> {
  if (bulletins.length === 0) return []
  const rows = await db
    .selectFrom('bulletin_version')
    .select('asset_id')
    .where('bulletin_id', 'in', [...bulletins])
    .where('asset_id', 'is not', null)
    .where('approved_at', 'is not', null)
    .orderBy('approved_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ asset_id }) => (asset_id === null ? [] : [asset_id]))
}

/** Of bulletins that any station was to air, the newest first. */
async function listSoundsOfDays(db: Db, from: LocalDate, to: LocalDate): Promise<string[]> {
  const rows = await db
    .selectFrom('plan_item as item')
    .innerJoin('plan_block as block', 'block.id', 'item.block_id')
    .select('item.asset_id as asset')
    .select(({ fn }) => fn.max('block.starts_at').as('at'))
    .where('item.kind', '=', 'bulletin')
    .where('block.date', '>=', from)
    .where('block.date', '<=', to)
    .groupBy('item.asset_id')
    .orderBy('at', 'desc')
    .orderBy('item.asset_id')
    .limit(MOST_REFERENCES)
    .execute()
  return rows.map(({ asset }) => asset)
}
