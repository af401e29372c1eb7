import type { Block, Item } from '../../playout/contract/manifest.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { Airing } from '../airing/airing.ts'
import type { OrderedEmergency } from '../order/emergency-window.ts'
import { itemSpan } from '../plan/playlist.ts'
import type { FindVerdict } from './find.ts'
import type { HeardAt } from './heard.ts'
import type { Recording } from './recording.ts'

/** What the one on duty can hear, and record. */
export type Expected = Readonly<{
  title: string
  at: Instant
  lengthMs: number
  /** The planned item: the district's, or an IP commune's own. */
  item: string
}>

/** A recording begins and ends this much around what it is made for. */
const AROUND_MS = 20_000
const NEAR_MS = 120_000

/**
 * True when the district said of a window that is over that nothing of it sounded: nothing is owed
 * then, and nobody is asked. While its log has not arrived, the window stays to be answered.
 */
export function owesNothing(
  airings: readonly Pick<Airing, 'window' | 'kind' | 'outcome'>[],
  window: string,
): boolean {
  const said = airings.filter((one) => one.window === window && one.kind === 'bulletin')
  return (
    said.length > 0 && said.every(({ outcome }) => outcome !== 'aired' && outcome !== 'sounding')
  )
}

/**
 * What a window holds that a commune must relay, but for what was recalled before its time.
 *
 * @param blocks the district's, or those of a commune that plays its own list
 * @param isOwed whether an item of these blocks is one that the commune carries
 */
export function expectedIn(
  blocks: readonly Block[],
  window: string,
  recalls: ReadonlyMap<string, Instant>,
  isOwed: (item: Item) => boolean,
): Expected[] {
  return blocks
    .filter((block) => block.purpose === 'programme' && block.window === window)
    .flatMap((block) =>
      block.items
        .filter((item) => item.kind === 'bulletin' && isOwed(item))
        .filter((item) => {
          const recalledAt = recalls.get(item.bulletin?.version ?? '')
          return recalledAt === undefined || itemSpan(block, item).startsAt <= recalledAt
        })
        .map((item) => ({
          title: item.title,
          at: itemSpan(block, item).startsAt,
          lengthMs: samplesToMs(item.lengthSamples),
          item: item.id,
        })),
    )
}

/** What the one on duty was told of by telephone, so often and from then on. */
export function expectedByCall({
  title,
  items,
  lengthSamples,
  startsAt,
}: OrderedEmergency): Expected[] {
  const lengthMs = samplesToMs(lengthSamples)
  return items.map((item, at) => ({ title, item, at: startsAt + at * lengthMs, lengthMs }))
}

/** From when to when somebody should record, so that all of it is in the recording. */
export function recordSpan({ at, lengthMs }: Pick<Expected, 'at' | 'lengthMs'>) {
  return { fromAt: at - AROUND_MS, untilAt: at + lengthMs + AROUND_MS }
}

/** A recording of something expected, and what it shows of it; null while nobody knows, or nothing. */
export type RecordingOf = Readonly<{
  recording: string
  state: Recording['state']['kind']
  verdict: FindVerdict | 'attested' | null
}>

/**
 * Which recordings there are of something expected: those in which it was found, and those that were
 * made for it.
 *
 * @param heard what recordings say of it, under each of its keys
 */
export function recordingsOf(
  { at }: Pick<Expected, 'at'>,
  heard: readonly HeardAt[],
  recordings: readonly Recording[],
): RecordingOf[] {
  const words = heard.flatMap((one) => one.words)
  return recordings.flatMap(({ id, aimAt, state }) => {
    const word = words.find(({ recording }) => recording === id)
    const meant = aimAt !== null && Math.abs(aimAt - at) <= NEAR_MS
    const ear = heard.some(({ ears }) => ears.some((one) => one.recording === id))
    if (!word && !meant && !ear) return []
    // Some words that other bulletins say too are no part of this one.
    const said = word?.isThin ? 'not-proved' : (word?.verdict ?? null)
    const verdict = ear && (word?.isByEar ?? true) ? 'attested' : said
    return [{ recording: id, state: state.kind, verdict }]
  })
}
