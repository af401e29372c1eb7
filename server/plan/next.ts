import type { Block, Item } from '../../playout/contract/manifest.ts'
import { type Instant, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { LiveSource } from '../station/live-source.ts'
import { volumeAt } from '../station/volume.ts'
import { blockIdOf } from './block.ts'
import { carriedBlock, hasPlaylist } from './carried.ts'
import { addDays, localDateOf, localTimeOf } from './local-time.ts'
import type { PlanStation } from './plan-station.ts'
import { itemSpan } from './playlist.ts'
import { type QuietHours, touchesQuietHours } from './quiet-hours.ts'
import { type AirWindow, occurrenceOn, occurrencesOn, type Source } from './window.ts'

/** Something that will be heard at a station. */
export type Sound = Readonly<{
  /** The same thing in two plans: an item's identity, or a part of a window on a date. */
  key: string
  startsAt: Instant
  endsAt: Instant
  title: string
  kind: Item['kind'] | 'live'
  by: 'player' | 'district-signal' | 'live'
  source: Source | null
  window: string
  version: string | null
  language: string | null
  class: 'ordinary' | 'priority' | 'emergency' | null
  repeat: boolean
  quiet: boolean
  /** By the hour, against the usual volume of the player, in 0.01 dB. */
  millibels: number
  /** The stream or line-in that is carried; null for whatever is switched through. */
  live: Readonly<{ name: string; address: string }> | null
}>

/** What is known of a station and of the district that it may carry. */
export type Hearing = Readonly<{
  station: PlanStation
  /** Its windows: what a station without a player carries follows from them. */
  windows: readonly AirWindow[]
  /** Planned blocks of all stations, by id. */
  blocks: ReadonlyMap<string, Block>
  /** Those of this station. */
  own: readonly Block[]
  quiet: QuietHours | null
  /** When the first window with a version began there. */
  firstHeard: ReadonlyMap<string, Instant>
  /** Streams and line-ins by id. */
  live: ReadonlyMap<string, LiveSource>
}>

/**
 * What sounds at a station in `[from, until)`, in order of time. A station on FM or wire has no
 * playlist: it carries the district's signal in the windows that relay it.
 */
export function soundsBetween(hearing: Hearing, from: Instant, until: Instant): Sound[] {
  const sounds = hasPlaylist(hearing.station)
    ? hearing.own.flatMap((block) => soundsOfBlock(hearing, block, 'player'))
    : soundsCarried(hearing, from, until)
  return sounds
    .filter(({ startsAt, endsAt }) => startsAt < until && from < endsAt)
    .sort((a, b) => a.startsAt - b.startsAt || (a.key < b.key ? -1 : 1))
}

/** The blocks that a station sounds, or what it carries of the district's. */
export function blocksHeard({
  station,
  windows,
  blocks,
  own,
}: Pick<Hearing, 'station' | 'windows' | 'blocks' | 'own'>): readonly Block[] {
  if (hasPlaylist(station)) return own
  const relaying = Map.groupBy(windows, ({ relaysWindow }) => `${relaysWindow}`)
  return [...blocks.values()].flatMap((source) =>
    (relaying.get(source.window) ?? []).flatMap((window) => {
      const occurrence = occurrenceOn(window, source.date, station.zone)
      return occurrence ? [carriedBlock(occurrence, source)] : []
    }),
  )
}

function soundsOfBlock(hearing: Hearing, block: Block, by: Sound['by']): Sound[] {
  return [
    ...block.items.map((item) => soundOf(hearing, block, item, by)),
    ...block.relayTime.map((part, at) =>
      liveOf(hearing, { ...block, part: at }, part, {
        startsAt: block.startsAt + part.offsetSamples / SAMPLES_PER_MS,
        endsAt: block.startsAt + (part.offsetSamples + part.lengthSamples) / SAMPLES_PER_MS,
      }),
    ),
  ]
}

/** A window may begin on the day before and run past midnight. */
function soundsCarried(hearing: Hearing, from: Instant, until: Instant): Sound[] {
  const { station, windows, blocks } = hearing
  const sounds: Sound[] = []
  const last = localDateOf(until, station.zone)
  for (
    let date = addDays(localDateOf(from, station.zone), -1);
    date <= last;
    date = addDays(date, 1)
  )
    for (const occurrence of occurrencesOn(windows, date, station.zone)) {
      const { relaysWindow } = occurrence.window
      const source = relaysWindow ? blocks.get(blockIdOf(relaysWindow, date)) : undefined
      sounds.push(...soundsOfBlock(hearing, carriedBlock(occurrence, source), 'district-signal'))
    }
  return sounds
}

function soundOf(hearing: Hearing, block: Block, item: Item, by: Sound['by']): Sound {
  const span = itemSpan(block, item)
  const { bulletin } = item
  const first = hearing.firstHeard.get(bulletin?.version ?? '')
  return {
    ...span,
    ...{ key: item.id, title: item.title, kind: item.kind, by, source: null },
    ...{ window: block.window, version: bulletin?.version ?? null },
    ...{ language: bulletin?.language ?? null, class: bulletin?.class ?? null },
    repeat: item.kind === 'bulletin' && first !== undefined && first < block.startsAt,
    quiet: touchesQuietHours(hearing.quiet, span.startsAt, span.endsAt, hearing.station.zone),
    // Whose signal is carried is as loud as whoever carries it lets it be.
    millibels: by === 'player' ? volumeAtInstant(hearing.station, span.startsAt) : 0,
    live: null,
  }
}

function volumeAtInstant({ volumeHours, zone }: PlanStation, at: Instant): number {
  return volumeHours.length === 0 ? 0 : volumeAt(volumeHours, localTimeOf(at, zone))
}

function liveOf(
  { quiet, station, live }: Hearing,
  block: Readonly<{ window: string; date: string; title: string; part: number }>,
  part: Block['relayTime'][number],
  span: Readonly<{ startsAt: Instant; endsAt: Instant }>,
): Sound {
  const known = part.live === null ? undefined : live.get(part.live)
  return {
    ...span,
    key: `${block.window}@${block.date}#${block.part}`,
    ...{ title: block.title, kind: 'live', by: 'live', source: part.source, window: block.window },
    ...{ version: null, language: null, class: null, repeat: false },
    quiet: touchesQuietHours(quiet, span.startsAt, span.endsAt, station.zone),
    millibels: 0,
    live: known ? { name: known.name, address: known.address } : null,
  }
}

/** The same after some blocks more: what is heard twice among them repeats too. */
export function firstHeardWith(
  known: ReadonlyMap<string, Instant>,
  blocks: readonly Block[],
): ReadonlyMap<string, Instant> {
  const first = new Map(known)
  for (const { startsAt, items } of blocks)
    for (const { bulletin } of items)
      if (bulletin)
        first.set(bulletin.version, Math.min(first.get(bulletin.version) ?? startsAt, startsAt))
  return first
}

/** Two lists of what sounds, as one: what comes, what goes, what stays; louder or from elsewhere is another. */
export function compareSounds(
  before: readonly Sound[],
  after: readonly Sound[],
): (Sound & Readonly<{ change: 'same' | 'new' | 'gone' }>)[] {
  const name = ({ key, startsAt, endsAt, millibels, live }: Sound) =>
    [key, startsAt, endsAt, millibels, live?.address ?? ''].join(' ')
  const [had, has] = [new Set(before.map(name)), new Set(after.map(name))]
  return [
    ...after.map((sound) => ({ ...sound, change: had.has(name(sound)) ? 'same' : 'new' }) as const),
    ...before
      .filter((sound) => !has.has(name(sound)))
      .map((sound) => ({ ...sound, change: 'gone' }) as const),
  ].sort((a, b) => a.startsAt - b.startsAt || (a.key < b.key ? -1 : 1))
}
