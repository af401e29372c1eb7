import type { StationId } from '../../playout/contract/ids.ts'
import type { Block, Item } from '../../playout/contract/manifest.ts'
import { type Instant, SAMPLES_PER_MS, samplesToMs } from '../../playout/contract/time.ts'
import type { Segment, Source } from './window.ts'

/** One thing that the planner says of a block; the sentence is made where it is shown. */
export type Explanation = Readonly<{
  code: ExplanationCode
  params: Readonly<Record<string, string | number>>
}>

export type ExplanationCode =
  | 'placed'
  | 'closes-with'
  | 'signal-placed'
  | 'signal-outside'
  | 'part-missing'
  | 'pin-unknown'
  | 'pin-lost'
  | 'pin-lost-at'
  | 'outside-own-part'
  | 'on-signal'
  | 'on-other'
  | 'window-full'
  | 'barred'
  | 'not-picked'
  | 'later-rules'
  | 'enough-today'
  | 'placed-again'
  | 'tune-placed'
  | 'no-tune'
  | 'pinned'
  | 'no-district-segment'
  | 'no-own-segment'
  | 'nothing-to-place'
  | 'no-campaign'
  | 'enough'
  | 'too-long'
  | 'beyond-share'
  | 'same-twice'
  | 'bulletin-gap'
  | 'campaign-gap'
  | 'cap-reached'
  | 'floor-lacks-time'
  | 'floor-lacks-much'
  | 'floor-lacks-share'
  | 'floor-lacks-percent'
  | 'floor-lacks-both'
  | 'floor-window-full'
  | 'floor-gap'
  | 'floor-needs-two'
  | 'floor-no-change'
  | 'change-time'
  | 'change-share'
  | 'change-percent'
  | 'change-most'
  | 'change-gap'
  | 'change-cap'
  | 'floor-above-cap'
  | 'floor-nothing'
  | 'floor-no-window'
  | 'no-window-then'
  | 'closed-then'
  | 'floor-not-picked'
  | 'floor-barred'
  | 'floor-quiet'
  | 'floor-language'
  | 'floor-only-relayed'
  | 'not-approved'
  | 'not-valid-then'
  | 'campaign-over'
  | 'language'
  | 'quiet'
  | 'quiet-unconfirmed'
  | 'without-music'
  | 'window-gave-way'
  | 'over-obligation'
  | 'own-window'
  | 'relays'
  | 'district-silent'
  | 'relay-too-early'
  | 'outside-window'
  | 'no-relay-language'
  | 'mix-missed'
  | 'spread-missed'
  | 'free'
  | 'test'

/** A block as in the manifest, for one station, with what the planner says about it. */
export type PlannedBlock = Readonly<{
  station: StationId
  block: Block
  explanations: readonly Explanation[]
}>

/** What is still free of the station's own part. */
export function freeOf(samples: number): Explanation {
  return {
    code: 'free',
    params: { seconds: Math.floor(samples / SAMPLES_PER_MS / 1_000), samples },
  }
}

/** When an item begins, rounded down, and when it has ended, rounded up. */
export function itemSpan(
  block: Pick<Block, 'startsAt'>,
  item: Pick<Item, 'offsetSamples' | 'lengthSamples'>,
): Readonly<{ startsAt: Instant; endsAt: Instant }> {
  return {
    startsAt: block.startsAt + samplesToMs(item.offsetSamples),
    endsAt: block.startsAt + Math.ceil((item.offsetSamples + item.lengthSamples) / SAMPLES_PER_MS),
  }
}

export function blockEndsAt(block: Pick<Block, 'startsAt' | 'lengthSamples'>): Instant {
  return block.startsAt + Math.ceil(block.lengthSamples / SAMPLES_PER_MS)
}

/** Samples that neither an item nor another source fills. */
export function freeSamples(block: Pick<Block, 'lengthSamples' | 'items' | 'relayTime'>): number {
  const taken = [...block.items, ...block.relayTime].reduce(
    (sum, part) => sum + part.lengthSamples,
    0,
  )
  return block.lengthSamples - taken
}

/**
 * What other sources, and live ones, fill of a window, in samples from its start.
 * @param own whose parts are filled with items
 */
export function relayTimeOf(
  segments: readonly Omit<Segment, 'campaignShareMs'>[],
  own: readonly Source[],
): Block['relayTime'] {
  let offset = 0
  return segments.flatMap(({ source, lengthMs, live, end }) => {
    const part = {
      source,
      offsetSamples: offset,
      lengthSamples: lengthMs * SAMPLES_PER_MS,
      live: live ?? null,
      end: end ?? ('hard' as const),
    }
    offset += part.lengthSamples
    // A relay that gave way altogether is not there.
    const isFilled = own.includes(source) && part.live === null
    return isFilled || lengthMs === 0 ? [] : [part]
  })
}
