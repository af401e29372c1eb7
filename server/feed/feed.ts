import type { Block } from '../../playout/contract/manifest.ts'
import { type Instant, type LocalDate, samplesToMs } from '../../playout/contract/time.ts'
import { blockIdOf } from '../plan/block.ts'
import { carriedBlock } from '../plan/carried.ts'
import { blockEndsAt, itemSpan } from '../plan/playlist.ts'
import type { Occurrence, Source } from '../plan/window.ts'
import {
  ASSET_URN,
  ITEM_URN,
  type ListedSound,
  type PlaylistFile,
  VERSION_URN,
} from './playlist-file.ts'

/** What a station will air in some days, for eyes and programs outside of this one. */
export type Feed = Readonly<{
  station: string
  stationName: string
  role: 'district' | 'commune'
  zone: string
  /** Said on everything that leaves an office of sample data. */
  sample: boolean
  from: LocalDate
  days: number
  dates: readonly FeedDate[]
  windows: readonly FeedWindow[]
}>

export type FeedDate = Readonly<{
  date: LocalDate
  /** Of special days, such as Tết or a day of mourning. */
  names: readonly string[]
  /** Not planned yet: it will come out so if nothing changes until then. */
  forecast: boolean
}>

export type FeedWindow = Readonly<{
  /** Stays the same over replanning: window and date. */
  id: string
  window: string
  title: string
  date: LocalDate
  startsAt: Instant
  endsAt: Instant
  /** FM and wired communes have no playlist: they carry the district's signal. */
  by: 'player' | 'district-signal'
  /** Grows whenever the day is written anew. */
  revision: number
  plannedAt: Instant
  /** What other sources fill, in order of time. */
  parts: readonly FeedPart[]
  items: readonly FeedItem[]
}>

type FeedPart = Readonly<{
  source: Source
  /** Of the stream or line-in that is carried; null for whatever the place switches through. */
  name: string | null
  startsAt: Instant
  endsAt: Instant
}>

export type FeedItem = Readonly<{
  id: string
  kind: 'bulletin' | 'tune' | 'test'
  title: string
  startsAt: Instant
  endsAt: Instant
  lengthMs: number
  language: string | null
  class: 'ordinary' | 'priority' | 'emergency' | null
  contentType: string | null
  version: string | null
  /** Who wrote it and who approved it, by name: for papers, and nothing that leaves by a secret. */
  author: string | null
  approver: string | null
  asset: string
  /** The file that players fetch; null while nothing approved carries it. */
  file: string | null
  /** True for what the district obliges the station to carry. */
  relayed: boolean
  /** Phát lại (PL): the same version was planned there before. */
  repeat: boolean
}>

/** What a feed needs to know of sounds and versions beside the plan. */
export type FeedFacts = Readonly<{
  plannedAt(block: string): Instant
  revision(date: LocalDate): number
  fileOf(asset: string): string | null
  versionOf(version: string): VersionFacts | null
  /** When the first window with a version began at the place. */
  firstHeard(version: string): Instant | null
  liveName(live: string): string | null
}>

export type VersionFacts = Readonly<{
  contentType: string
  author: string
  approver: string | null
}>

/** The blocks that a station's own player airs. */
export function ownWindows(blocks: readonly Block[], facts: FeedFacts): FeedWindow[] {
  return blocks.map((block) => ({
    ...spanOf(block),
    ...{ id: block.id, window: block.window, title: block.title, date: block.date },
    ...{ by: 'player' as const, revision: facts.revision(block.date) },
    plannedAt: facts.plannedAt(block.id),
    parts: partsOf(block, facts),
    items: block.items.map((item) => feedItem(block, item, facts)),
  }))
}

/**
 * The windows in which a station without a player carries the district's signal, with what of the
 * district's plan falls into them; a window that relays nothing is the station's own affair and empty.
 * @param district the district's blocks by id
 */
export function carriedWindows(
  occurrences: readonly Occurrence[],
  district: ReadonlyMap<string, Block>,
  facts: FeedFacts,
): FeedWindow[] {
  return occurrences.map((occurrence) => {
    const { window, date } = occurrence
    const source = window.relaysWindow
      ? district.get(blockIdOf(window.relaysWindow, date))
      : undefined
    const block = carriedBlock(occurrence, source)
    return {
      ...spanOf(block),
      ...{ id: block.id, window: window.id, title: window.name, date },
      by: 'district-signal' as const,
      revision: source ? facts.revision(date) : 0,
      plannedAt: source ? facts.plannedAt(source.id) : 0,
      parts: partsOf(block, facts),
      items: block.items.map((item) => feedItem(block, item, facts)),
    }
  })
}

function partsOf(block: Block, { liveName }: FeedFacts): FeedPart[] {
  return block.relayTime.map((part) => ({
    source: part.source,
    name: part.live === null ? null : liveName(part.live),
    ...itemSpan(block, part),
  }))
}

function spanOf(block: Block): Readonly<{ startsAt: Instant; endsAt: Instant }> {
  return { startsAt: block.startsAt, endsAt: blockEndsAt(block) }
}

function feedItem(block: Block, item: Block['items'][number], facts: FeedFacts): FeedItem {
  const span = itemSpan(block, item)
  const version = item.bulletin?.version ?? null
  const first = version === null ? null : facts.firstHeard(version)
  const known = version === null ? null : facts.versionOf(version)
  return {
    ...{ id: item.id, kind: item.kind, title: item.title, ...span },
    lengthMs: samplesToMs(item.lengthSamples),
    language: item.bulletin?.language ?? null,
    class: item.bulletin?.class ?? null,
    ...{ contentType: known?.contentType ?? null, version, asset: item.asset },
    ...{ author: known?.author ?? null, approver: known?.approver ?? null },
    file: facts.fileOf(item.asset),
    relayed: item.relayOf !== null,
    repeat: item.kind === 'bulletin' && first !== null && first < block.startsAt,
  }
}

/** Whether a window lies on a day that is not planned yet. */
export function isForecast({ dates }: Feed, { date }: FeedWindow): boolean {
  return dates.some((one) => one.date === date && one.forecast)
}

/**
 * The feed as a list of sounds, in order of time: approved files only, by their public address. What is
 * only a forecast stays out: whoever has a list plays it as it is.
 * @param origin of the office as whoever asked reaches it, `https://dai.example`
 */
export function listOf(feed: Feed, origin: string): PlaylistFile {
  return {
    title: feedTitle(feed),
    sounds: feed.windows.flatMap((window) =>
      (isForecast(feed, window) ? [] : window.items).flatMap((item): ListedSound[] =>
        item.file === null
          ? []
          : [
              {
                ...{ title: item.title, durationMs: item.lengthMs, startsAt: item.startsAt },
                locations: [`${origin}/api/v1/assets/${item.file}`],
                identifiers: [
                  ...(item.version === null ? [] : [`${VERSION_URN}${item.version}`]),
                  `${ASSET_URN}${item.asset}`,
                  `${ITEM_URN}${item.id}`,
                ],
              },
            ],
      ),
    ),
  }
}

function feedTitle({ stationName, from, days, sample }: Feed): string {
  const [year, month, day] = from.split('-')
  const what = `${stationName}, ${day}/${month}/${year}${days > 1 ? ` (${days})` : ''}`
  return sample ? `DỮ LIỆU MẪU · ${what}` : what
}
