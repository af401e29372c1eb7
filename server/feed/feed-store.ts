import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { withoutUnapproved } from '../plan/approved-store.ts'
import { listCalendarDays } from '../plan/calendar-day-store.ts'
import { hasPlaylist } from '../plan/carried.ts'
import { findDistrict, listOccurrences } from '../plan/carried-store.ts'
import { listFirstHeard } from '../plan/first-heard-store.ts'
import { addDays, instantOf, localDateOf } from '../plan/local-time.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { listVersionNumbers } from '../plan/plan-version-store.ts'
import { datesFrom, PLANNED_DAYS } from '../plan/planning-store.ts'
import type { PlannedBlock } from '../plan/playlist.ts'
import { isSample } from '../plan/setting-store.ts'
import { listForecast } from '../plan/shown-plan-store.ts'
import { isMeant } from '../station/group.ts'
import { listGroupsOfStations } from '../station/group-store.ts'
import { listLiveSources } from '../station/live-source-store.ts'
import { getStation, type KnownStation } from '../station/station-store.ts'
import {
  carriedWindows,
  type Feed,
  type FeedDate,
  type FeedFacts,
  ownWindows,
  type VersionFacts,
} from './feed.ts'

/** Values that one statement may carry. */
const VALUES_AT_ONCE = 500

/**
 * What a station airs in some days from a date on: as the plan stands, then as it would come out. A
 * station without a player is shown the district's plan of the windows in which it carries it.
 * @throws Problem `station-unknown`
 */
export async function gatherFeed(
  db: Db,
  id: string,
  range: Readonly<{ from: LocalDate; days: number }>,
  now: Instant,
): Promise<Feed> {
  const station = await getStation(db, id)
  const dates = datesFrom(range.from, range.days)
  const plays = hasPlaylist(station)
  const player = plays ? station.id : await findDistrict(db)
  const today = localDateOf(now, station.zone)
  const lastPlanned = addDays(today, PLANNED_DAYS - 1)
  const blocks = player === null ? [] : await listProgramme(db, player, dates, today, now)
  const facts = await gatherFacts(db, station, player, blocks, dates, now)
  return {
    ...{ station: station.id, stationName: station.name, role: station.role, zone: station.zone },
    ...{ sample: await isSample(db), ...range },
    dates: await listFeedDates(db, station.id, dates, lastPlanned),
    windows: plays
      ? ownWindows(
          blocks.map(({ block }) => block),
          facts,
        )
      : carriedWindows(
          await listOccurrences(db, station, dates),
          new Map(blocks.map(({ block }) => [block.id, block])),
          facts,
        ),
  }
}

async function listProgramme(
  db: Db,
  station: string,
  dates: readonly LocalDate[],
  today: LocalDate,
  now: Instant,
): Promise<PlannedBlock[]> {
  const lastPlanned = addDays(today, PLANNED_DAYS - 1)
  const planned = await withoutUnapproved(db, await listBlocks(db, { station, dates }), now)
  const to = dates.at(-1) ?? today
  const forecast = to > lastPlanned ? await listForecast(db, station, { today, to }, now) : []
  const wanted = new Set(dates)
  return [
    ...planned.filter(({ block }) => block.purpose === 'programme'),
    ...forecast.filter(({ block }) => block.date > lastPlanned && wanted.has(block.date)),
  ]
}

async function listFeedDates(
  db: Db,
  id: string,
  dates: readonly LocalDate[],
  lastPlanned: LocalDate,
): Promise<FeedDate[]> {
  const groups = (await listGroupsOfStations(db)).get(id) ?? []
  const special = (await listCalendarDays(db, dates[0], dates.at(-1))).filter(({ stations }) =>
    isMeant({ id, groups }, stations),
  )
  return dates.map((date) => ({
    date,
    names: special.filter(({ from, to }) => from <= date && date <= to).map(({ name }) => name),
    forecast: date > lastPlanned,
  }))
}

async function gatherFacts(
  db: Db,
  { id, zone }: KnownStation,
  player: string | null,
  blocks: readonly PlannedBlock[],
  dates: readonly LocalDate[],
  now: Instant,
): Promise<FeedFacts> {
  const items = blocks.flatMap(({ block }) => block.items)
  const plannedAt = await listPlannedAt(
    db,
    blocks.map(({ block }) => block.id),
  )
  const numbers =
    player === null ? new Map() : await listVersionNumbers(db, { station: player, dates })
  const heard = (await listFirstHeard(db, [id])).get(id)
  // What is only a forecast was made today.
  const today = instantOf(localDateOf(now, zone), '00:00', zone)
  const files = await listPublicFiles(db, [...new Set(items.map(({ asset }) => asset))], now)
  const versions = new Set(items.flatMap(({ bulletin }) => bulletin?.version ?? []))
  const known = await listVersionFacts(db, [...versions])
  const live = new Map((await listLiveSources(db)).map((one) => [one.id as string, one.name]))
  return {
    plannedAt: (block) => plannedAt.get(block) ?? today,
    revision: (date) => numbers.get(`${player} ${date}`) ?? 0,
    fileOf: (asset) => files.get(asset) ?? null,
    versionOf: (version) => known.get(version) ?? null,
    firstHeard: (version) => heard?.get(version) ?? null,
    liveName: (id) => live.get(id) ?? null,
  }
}

async function listPlannedAt(db: Db, blocks: readonly string[]): Promise<Map<string, Instant>> {
  const found = new Map<string, Instant>()
  for (const ids of parts(blocks))
    for (const row of await db
      .selectFrom('plan_block')
      .select(['id', 'planned_at'])
      .where('id', 'in', ids)
      .execute())
      found.set(row.id, row.planned_at)
  return found
}

/** Of each asset that an approved version carries, the file for players: MP3, which all can play. */
async function listPublicFiles(
  db: Db,
  assets: readonly string[],
  now: Instant,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const ids of parts(assets))
    for (const row of await db
      .selectFrom('rendition')
      .innerJoin('bulletin_version as version', 'version.asset_id', 'rendition.asset_id')
      .select(['rendition.asset_id as asset', 'rendition.digest'])
      .where('rendition.asset_id', 'in', ids)
      .where('rendition.kind', 'in', ['mp3', 'opus'])
      .where('version.state', '=', 'approved')
      .where((eb) =>
        eb.or([eb('version.superseded_at', 'is', null), eb('version.superseded_at', '>', now)]),
      )
      // What is set last stays: `opus`, then `mp3`.
      .orderBy('rendition.kind', 'desc')
      .orderBy('rendition.digest')
      .execute())
      found.set(row.asset, row.digest)
  return found
}

async function listVersionFacts(
  db: Db,
  versions: readonly string[],
): Promise<Map<string, VersionFacts>> {
  const found = new Map<string, VersionFacts>()
  for (const ids of parts(versions))
    for (const row of await db
      .selectFrom('bulletin_version as version')
      .innerJoin('staff as author', 'author.id', 'version.author_id')
      .leftJoin('staff as approver', 'approver.id', 'version.approved_by')
      .select(['version.id', 'version.content_type'])
      .select(['author.name as author', 'approver.name as approver'])
      .where('version.id', 'in', ids)
      .execute())
      found.set(row.id, {
        contentType: row.content_type,
        author: row.author,
        approver: row.approver,
      })
  return found
}

function parts(values: readonly string[]): string[][] {
  const cut: string[][] = []
  for (let from = 0; from < values.length; from += VALUES_AT_ONCE)
    cut.push(values.slice(from, from + VALUES_AT_ONCE))
  return cut
}
