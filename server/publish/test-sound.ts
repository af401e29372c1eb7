import { itemIdOf, type StationId, type WindowId } from '../../playout/contract/ids.ts'
import type { Block } from '../../playout/contract/manifest.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import { type Instant, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import type { AiringPlace, Candidate } from '../plan/airworthy.ts'
import { localDateOf, localTimeOf } from '../plan/local-time.ts'
import { blockEndsAt, type PlannedBlock } from '../plan/playlist.ts'
import { touchesQuietHours } from '../plan/quiet-hours.ts'

/** Long enough for the manifest to reach the station and the sound to be decoded. */
const LEAD_MS = 4_000

export type TestRefusal =
  | 'test-no-sound'
  | 'test-output-unknown'
  | 'test-quiet'
  | 'test-over-programme'
  | 'test-over-test'

/**
 * Phát thử: one test sound on one output, apart from the programme and never counted.
 *
 * @param known names of the outputs in the station's last status, null when it never sent one
 * @param blocks what the station plays around now
 */
export function planTest(
  wanted: Readonly<{ id: string; station: StationId; output: string }>,
  place: AiringPlace,
  known: readonly string[] | null,
  sounds: readonly Candidate[],
  blocks: readonly Block[],
  now: Instant,
): Outcome<PlannedBlock, TestRefusal> {
  const { id, station, output } = wanted
  const startsAt = now + LEAD_MS
  const [sound] = sounds
    .filter(({ contentType, state, validFrom, validTo, samples }) => {
      const ends = startsAt + samples / SAMPLES_PER_MS
      return (
        contentType === 'test' &&
        state === 'approved' &&
        validFrom <= startsAt &&
        (validTo ?? ends) >= ends
      )
    })
    .sort((a, b) => (b.approvedAt ?? 0) - (a.approvedAt ?? 0) || (a.version < b.version ? -1 : 1))
  if (!sound) return refuse('test-no-sound')
  if (!known?.includes(output))
    return refuse('test-output-unknown', { output, known: known?.join(', ') || '–' })
  const date = localDateOf(startsAt, place.zone)
  const block: Block = {
    ...{ id, purpose: 'test', date, window: id, title: 'Phát thử', startsAt },
    lengthSamples: sound.samples,
    items: [
      {
        id: itemIdOf({
          ...{ station, date, window: id as WindowId, subject: sound.asset, occurrence: 1 },
        }),
        ...{ kind: 'test', title: sound.title, asset: sound.asset, offsetSamples: 0 },
        ...{ lengthSamples: sound.samples, gainMillibels: 0, relayOf: null },
        bulletin: {
          ...{ id: sound.bulletin, version: sound.version, title: sound.title },
          ...{ language: sound.language, class: sound.class, campaign: null },
        },
      },
    ],
    relayTime: [],
    outputs: [output],
  }
  if (touchesQuietHours(place.quiet, startsAt, blockEndsAt(block), place.zone))
    return refuse('test-quiet', { from: place.quiet?.from ?? '', to: place.quiet?.to ?? '' })
  const clash = blocks.find(
    (other) =>
      other.startsAt < blockEndsAt(block) &&
      startsAt < blockEndsAt(other) &&
      (other.outputs === null || other.outputs.includes(output)),
  )
  if (clash)
    return refuse(clash.purpose === 'test' ? 'test-over-test' : 'test-over-programme', {
      until: localTimeOf(blockEndsAt(clash), place.zone),
      title: clash.title,
    })
  return ok({ station, block, explanations: [{ code: 'test', params: {} }] })
}
