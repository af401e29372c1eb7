import type { Block } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { LiveSource } from '../station/live-source.ts'
import { type AiringPlace, mayBreakQuiet } from './airworthy.ts'
import { blockIdOf } from './block.ts'
import { carriedBlock, hasPlaylist } from './carried.ts'
import { blocksHeard, compareSounds, firstHeardWith, type Sound, soundsBetween } from './next.ts'
import type { Planning } from './plan-days.ts'
import { isSameContent } from './plan-diff.ts'
import type { PlanStation } from './plan-station.ts'
import { blockEndsAt, type PlannedBlock } from './playlist.ts'
import { type QuietHours, touchesQuietHours } from './quiet-hours.ts'
import { type AirWindow, occurrencesOn } from './window.ts'

const DAY_MS = 86_400_000

/** What will be heard at a station, against what would have been. */
export type Outlook = Readonly<{
  station: PlanStation
  from: Instant
  until: Instant
  sounds: readonly (Sound & Readonly<{ change: 'same' | 'new' | 'gone'; unconfirmed: boolean }>)[]
}>

/** Two plans of the same days, and what is known of those who hear them. */
export type TwoPlans = Readonly<{
  /** With the windows as they would be. */
  planning: Planning
  /** As they are; absent when they stay. */
  windowsBefore?: Planning['windowsOf']
  /** Quiet hours as they are; absent when they stay. */
  quietBefore?: QuietHours | null
  /** Stations as they are, with their volumes; absent when they stay. */
  stationsBefore?: readonly PlanStation[]
  /** Streams and line-ins by id, as they would be; `liveBefore` as they are, absent when they stay. */
  live: ReadonlyMap<string, LiveSource>
  liveBefore?: ReadonlyMap<string, LiveSource>
  /** Both with what stands on the other days. */
  before: readonly PlannedBlock[]
  after: readonly PlannedBlock[]
  firstHeard: ReadonlyMap<string, ReadonlyMap<string, Instant>>
  now: Instant
}>

/** Blocks that come out otherwise, by their new selves, or their old ones where they go. */
export function changedBlocks({ before, after }: TwoPlans): PlannedBlock[] {
  const had = byId(before)
  const has = new Set(after.map(({ block }) => block.id))
  return [
    ...after.filter(({ block }) => !isSameContent(had.get(block.id), block)),
    ...before.filter(({ block }) => !has.has(block.id)),
  ]
}

/**
 * What will sound in the next 24 hours at every station where it comes out otherwise: also at those on
 * FM and wire, which carry the district's signal. A change that lies further ahead is shown by the 24
 * hours from its first window; one that goes on, for up to another day.
 */
export function outlooksOf(plans: TwoPlans): Outlook[] {
  const { planning, windowsBefore = planning.windowsOf, before, after, now } = plans
  const { quietBefore = null, live, liveBefore = live } = plans
  const stationsBefore = new Map(
    (plans.stationsBefore ?? planning.stations).map((station) => [station.id, station]),
  )
  const changed = [...changedBlocks(plans).map(({ block }) => block), ...changedCarried(plans)]
  const first = Math.min(...changed.map(({ startsAt }) => startsAt))
  const from = Number.isFinite(first) && first >= now + DAY_MS ? first : now
  const last = Math.max(from, ...changed.map(blockEndsAt))
  const until = Math.max(from + DAY_MS, Math.min(last, from + 2 * DAY_MS))
  const blocks = { before: byId(before), after: byId(after) }
  const own = { before: byStation(before), after: byStation(after) }
  return planning.stations.flatMap((station) => {
    const known = plans.firstHeard.get(station.id) ?? new Map()
    const hearing = (which: 'before' | 'after') => {
      const plan = {
        ...{ quiet: planning.quiet, blocks: blocks[which] },
        station: (which === 'before' ? stationsBefore.get(station.id) : null) ?? station,
        live: which === 'before' ? liveBefore : live,
        windows: which === 'before' ? windowsBefore(station) : planning.windowsOf(station),
        own: own[which].get(station.id) ?? [],
      }
      return { ...plan, firstHeard: firstHeardWith(known, blocksHeard(plan)) }
    }
    const sounds = compareSounds(
      soundsBetween(hearing('before'), from, until),
      soundsBetween(hearing('after'), from, until),
    )
    if (sounds.every(({ change }) => change === 'same')) return []
    const shown = sounds.map((sound) => ({
      ...sound,
      // What was quiet until now is read back like what stays so.
      quiet:
        sound.quiet || touchesQuietHours(quietBefore, sound.startsAt, sound.endsAt, station.zone),
      unconfirmed: isUnconfirmed(planning, station, sound),
    }))
    return [{ station, from, until, sounds: shown }]
  })
}

/** What stations without a player would carry otherwise by other windows: no playlist tells of that. */
function changedCarried({ planning, windowsBefore, before, after }: TwoPlans): Block[] {
  if (!windowsBefore) return []
  const dates = [...new Set([...before, ...after].map(({ block }) => block.date))]
  const blocks = { before: byId(before), after: byId(after) }
  return planning.stations
    .filter((station) => !hasPlaylist(station))
    .flatMap((station) => {
      const carried = (which: 'before' | 'after', windows: readonly AirWindow[]) =>
        dates
          .flatMap((date) => occurrencesOn(windows, date, station.zone))
          .map((occurrence) => {
            const { window, date } = occurrence
            const source = window.relaysWindow && blockIdOf(window.relaysWindow, date)
            return carriedBlock(occurrence, source ? blocks[which].get(source) : undefined)
          })
      const had = carried('before', windowsBefore(station))
      const has = carried('after', planning.windowsOf(station))
      const [known, still] = [had, has].map((list) => new Map(list.map((one) => [one.id, one])))
      return [
        ...has.filter((block) => !isSameContent(known?.get(block.id), block)),
        ...had.filter((block) => !isSameContent(still?.get(block.id), block)),
      ]
    })
}

/** An emergency in quiet hours that no second person has read back. */
export function isUnconfirmed(
  { quiet, confirmedOf }: Pick<Planning, 'quiet' | 'confirmedOf'>,
  station: PlanStation,
  {
    version,
    class: urgency,
    startsAt,
    endsAt,
  }: Pick<Sound, 'version' | 'class' | 'startsAt' | 'endsAt'>,
): boolean {
  if (urgency !== 'emergency' || version === null) return false
  const place: AiringPlace = {
    ...{ zone: station.zone, languages: station.languages, quiet },
    confirmed: confirmedOf?.(station) ?? [],
  }
  return !mayBreakQuiet(version, startsAt, endsAt, place)
}

function byId(planned: readonly PlannedBlock[]): ReadonlyMap<string, Block> {
  return new Map(planned.map(({ block }) => [block.id, block]))
}

function byStation(planned: readonly PlannedBlock[]): ReadonlyMap<string, Block[]> {
  const stations = Map.groupBy(planned, ({ station }) => station as string)
  return new Map([...stations].map(([id, list]) => [id, list.map(({ block }) => block)]))
}
