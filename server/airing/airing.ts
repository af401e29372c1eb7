import { SOUND_FLOOR_MILLIBELS, type StationEvent } from '../../playout/contract/event.ts'
import type { Instant } from '../../playout/contract/time.ts'

/**
 * What one station did with one item, in one try, as its signed events say:
 *
 *   sounding   it began, and nothing was heard of it since
 *   aired      at least 95 % of it sounded: the only one that counts as a lượt phát
 *   partial    it sounded, but less
 *   silent     something was sent, below the level at which anything can be heard
 *   skipped    its time passed without it
 *   dropped    taken out, or cut, because its version was recalled
 *   unordered  not as the manifest that it names has it: kept, shown, counted nowhere
 */
export type AiringOutcome =
  | 'sounding'
  | 'aired'
  | 'partial'
  | 'silent'
  | 'skipped'
  | 'dropped'
  | 'unordered'

/** How much of an item must have sounded to count. */
const WHOLE_SHARE = 0.95

export type Airing = Readonly<{
  id: string
  station: string
  item: string
  attempt: number
  purpose: 'programme' | 'test'
  kind: 'bulletin' | 'tune' | 'test'
  title: string
  date: string
  window: string
  block: string
  bulletin: string | null
  version: string | null
  campaign: string | null
  language: string | null
  asset: string
  relayOf: string | null
  manifestVersion: number
  plannedAt: Instant
  startedAt: Instant | null
  endedAt: Instant | null
  startErrorSamples: number | null
  fromSample: number | null
  samplesExpected: number
  samplesSent: number | null
  levelMillibels: number | null
  outcome: AiringOutcome
  reason: string | null
  clockOffsetMs: number | null
  firstLeaf: number
  lastLeaf: number
  receivedAt: Instant
}>

/** Events that speak of an airing. */
export type AiringEvent = Extract<StationEvent, { airing: string }>

export function isAiringEvent(event: StationEvent): event is AiringEvent {
  return 'airing' in event
}

/**
 * The airing after one more of its events; a station's events arrive in their order. What has come
 * to an end stays as it ended, and only remembers that more was said.
 *
 * @param ordered whether the event is as the office ordered it (ordered.ts)
 */
export function projectAiring(
  before: Airing | null,
  event: AiringEvent,
  leaf: number,
  now: Instant,
  ordered: boolean,
): Airing {
  const airing = before ?? beginningOf(event, leaf, now)
  const after = { ...airing, lastLeaf: leaf, receivedAt: now }
  if (before && before.outcome !== 'sounding') return after
  if (!ordered) return { ...after, outcome: 'unordered' }
  switch (event.type) {
    case 'started':
      return { ...after, ...soundOf(event) }
    case 'ended':
    case 'interrupted': {
      const ended = {
        ...after,
        ...soundOf(event),
        endedAt: event.endedAt,
        samplesSent: event.samplesSent,
        levelMillibels: event.levelMillibels,
        reason: event.type === 'interrupted' ? event.reason : null,
      }
      return { ...ended, outcome: outcomeOf(ended) }
    }
    case 'skipped':
      return { ...after, outcome: 'skipped', reason: event.reason }
    case 'recall-dropped':
      return { ...after, outcome: 'dropped', reason: event.reason }
  }
}

/** What a finished sound counts as. A length beyond the asset's own end does not add to it. */
function outcomeOf(
  ended: Readonly<{
    fromSample: number
    samplesSent: number
    samplesExpected: number
    levelMillibels: number
  }>,
): AiringOutcome {
  if (ended.samplesSent === 0) return 'skipped'
  if (ended.levelMillibels < SOUND_FLOOR_MILLIBELS) return 'silent'
  const sounded = Math.min(ended.samplesSent, ended.samplesExpected - ended.fromSample)
  return sounded >= WHOLE_SHARE * ended.samplesExpected ? 'aired' : 'partial'
}

function soundOf({
  startedAt,
  startErrorSamples,
  fromSample,
}: Extract<AiringEvent, { startedAt: Instant }>) {
  return { startedAt, startErrorSamples, fromSample }
}

function beginningOf(event: AiringEvent, leaf: number, now: Instant): Airing {
  return {
    id: event.airing,
    station: event.station,
    item: event.item,
    attempt: event.attempt,
    purpose: event.purpose,
    kind: event.kind,
    title: event.title,
    date: event.date,
    window: event.window,
    block: event.block,
    bulletin: event.bulletin,
    version: event.version,
    campaign: event.campaign,
    language: event.language,
    asset: event.asset,
    relayOf: event.relayOf,
    manifestVersion: event.manifestVersion,
    plannedAt: event.plannedAt,
    startedAt: null,
    endedAt: null,
    startErrorSamples: null,
    fromSample: null,
    samplesExpected: event.samplesExpected,
    samplesSent: null,
    levelMillibels: null,
    outcome: 'sounding',
    reason: null,
    clockOffsetMs: event.clock.offsetMs,
    firstLeaf: leaf,
    lastLeaf: leaf,
    receivedAt: now,
  }
}
