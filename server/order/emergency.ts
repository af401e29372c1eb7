import type { ItemId, StationId } from '../../playout/contract/ids.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import { type Instant, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { type Candidate, objectionTo } from '../plan/airworthy.ts'
import { blockIdOf } from '../plan/block.ts'
import { localDateOf, localTimeOf } from '../plan/local-time.ts'
import { itemSpan, type PlannedBlock } from '../plan/playlist.ts'
import type { QuietHours } from '../plan/quiet-hours.ts'
import { emergencyItemIds, emergencyWindowId } from './emergency-window.ts'

/** A bulletin that somebody ordered to break in, at once and everywhere that it names. */
export type Emergency = Readonly<{
  id: string
  version: string
  /** How often it sounds, one after the other. */
  repeats: number
  reason: string
  orderedBy: string
  orderedAt: Instant
  confirmedBy: string | null
  confirmedAt: Instant | null
  endedBy: string | null
  endedAt: Instant | null
  places: readonly EmergencyPlace[]
}>

export type EmergencyPlace = Readonly<{
  station: string
  /** Its quiet hours ask for a second person. */
  needsSecond: boolean
  /** The block that was published there; null when there is none (yet). */
  block: string | null
  /** How far its player is, by its signed log; null where no player of ours is to sound it. */
  player: 'to-sound' | 'sounded' | null
}>

/** A station as far as breaking in goes. */
export type EmergencyStation = Readonly<{
  id: string
  name: string
  zone: string
  languages: readonly string[]
  role: 'district' | 'commune'
  /** It has, or may have, a player that pulls a manifest. */
  pulls: boolean
}>

export type EmergencyRefusal =
  | 'emergency-not-one'
  | 'emergency-not-valid'
  | 'emergency-language'
  | 'emergency-long'
  | 'emergency-running'
  | 'emergency-settled'
  | 'emergency-same-person'
  | 'emergency-read-back'

/** Nobody is to hear one thing for longer without a person looking again, ms. */
const LONGEST_MS = 30 * 60_000
/** What no second person confirmed by then was no emergency, ms. */
const CONFIRMED_WITHIN_MS = 30 * 60_000
/** A player begins what is urgent no later than this after its instant, ms. */
export const BEGINS_WITHIN_MS = 10 * 60_000

/** Whether this can be ordered now, and where it needs a second person. */
export function checkEmergency(
  candidate: Candidate | undefined,
  stations: readonly EmergencyStation[],
  wish: Readonly<{ repeats: number; quiet: QuietHours | null }>,
  running: readonly Emergency[],
  now: Instant,
): Outcome<
  readonly Readonly<{ station: EmergencyStation; needsSecond: boolean }>[],
  EmergencyRefusal
> {
  if (candidate?.class !== 'emergency') return refuse('emergency-not-one')
  const endsAt = now + lengthMs(candidate.samples, wish.repeats)
  if (endsAt - now > LONGEST_MS)
    return refuse('emergency-long', { minutes: Math.floor(LONGEST_MS / 60_000) })
  const places = stations.map((station) => {
    const { zone, languages } = station
    const objection = objectionTo(candidate, now, endsAt, { zone, languages, quiet: wish.quiet })
    return { station, objection, needsSecond: objection === 'quiet-unconfirmed' }
  })
  const foreign = places.find(({ objection }) => objection === 'language')
  if (foreign) return refuse('emergency-language', { station: foreign.station.name })
  if (places.some(({ objection }) => objection !== null && objection !== 'quiet-unconfirmed'))
    return refuse('emergency-not-valid')
  const busy = running.filter(({ version }) => version === candidate.version)
  const taken = stations.find(({ id }) =>
    busy.some((one) =>
      one.places.some((place) => place.station === id && place.player !== 'sounded'),
    ),
  )
  if (taken) return refuse('emergency-running', { station: taken.name })
  return ok(places.map(({ station, needsSecond }) => ({ station, needsSecond })))
}

export type EmergencyState = 'waiting' | 'running' | 'over' | 'ended'

/** @param lengthOnce length of the bulletin, samples */
export function emergencyState(order: Emergency, lengthOnce: number, now: Instant): EmergencyState {
  if (order.endedAt !== null) return 'ended'
  const isWaiting = order.confirmedAt === null && order.places.some((one) => one.needsSecond)
  const playsFrom = order.confirmedAt ?? order.orderedAt
  const isPlaying =
    (order.confirmedAt !== null || order.places.some((one) => !one.needsSecond)) &&
    !hasSounded(order) &&
    now < playsFrom + BEGINS_WITHIN_MS + lengthMs(lengthOnce, order.repeats)
  if (isWaiting && now < order.orderedAt + CONFIRMED_WITHIN_MS) return 'waiting'
  return isPlaying ? 'running' : 'over'
}

/** It sounded whole wherever a player was to sound it; where none is, somebody calls. */
function hasSounded({ places }: Emergency): boolean {
  const players = places.flatMap(({ player }) => player ?? [])
  return players.length > 0 && players.every((player) => player === 'sounded')
}

/**
 * Whether this person's word lets it sound in quiet hours: somebody else, who types back the hour at
 * which it was ordered. A number that is typed is a number that was read.
 */
export function checkSecond(
  order: Emergency,
  state: EmergencyState,
  by: Readonly<{ staff: string; readBack: string }>,
  zone: string,
): Outcome<null, EmergencyRefusal> {
  if (state !== 'waiting') return refuse('emergency-settled')
  if (order.orderedBy === by.staff) return refuse('emergency-same-person')
  return by.readBack === hourOf(order, zone)
    ? ok(null)
    : refuse('emergency-read-back', { readBack: by.readBack })
}

/** The local hour at which it was ordered: `02:14`. */
export function hourOf({ orderedAt }: Pick<Emergency, 'orderedAt'>, zone: string): string {
  return localTimeOf(orderedAt, zone).slice(0, 5)
}

/**
 * The block that breaks in at a station: the bulletin so many times, one right after the other.
 * @param relayed the district's items of the same order, when the commune relays them
 */
export function urgentBlock(
  order: Pick<Emergency, 'id' | 'repeats'>,
  station: Pick<EmergencyStation, 'id' | 'zone'>,
  candidate: Candidate,
  startsAt: Instant,
  relayed: readonly ItemId[],
): PlannedBlock {
  const date = localDateOf(startsAt, station.zone)
  const window = emergencyWindowId(order.id, station.id)
  const ids = emergencyItemIds({ ...order, version: candidate.version }, station, startsAt)
  const items = ids.map((id, at): Item => {
    return {
      id,
      ...{ kind: 'bulletin', title: candidate.title, asset: candidate.asset },
      ...{ offsetSamples: at * candidate.samples, lengthSamples: candidate.samples },
      gainMillibels: 0,
      bulletin: {
        ...{ id: candidate.bulletin, version: candidate.version, title: candidate.title },
        ...{ language: candidate.language, class: candidate.class },
        campaign: candidate.campaign?.id ?? null,
      },
      relayOf: relayed[at] ?? null,
    }
  })
  return {
    station: station.id as StationId,
    block: {
      ...{ id: blockIdOf(window, date), purpose: 'programme', date, window },
      ...{ title: 'Phát khẩn cấp', startsAt, items, relayTime: [], outputs: null, urgent: true },
      lengthSamples: candidate.samples * order.repeats,
    },
    explanations: [],
  }
}

/** What stays of a block that a person ended: what had begun by then, as it was planned. */
export function endedBlock(planned: PlannedBlock, now: Instant): PlannedBlock {
  const { block } = planned
  const items = block.items.filter((item) => itemSpan(block, item).startsAt <= now)
  const last = items.at(-1)
  const lengthSamples = last ? last.offsetSamples + last.lengthSamples : block.lengthSamples
  return { ...planned, block: { ...block, items, lengthSamples } }
}

function lengthMs(samples: number, repeats: number): number {
  return Math.ceil((samples * repeats) / SAMPLES_PER_MS)
}
