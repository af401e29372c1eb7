import type { Block, Manifest } from '../contract/manifest.ts'
import { SAMPLE_RATE } from '../contract/time.ts'
import { type AirSample, airSampleOf, instantOf } from './instance.ts'
import { inQuietHours } from './quiet-hours.ts'

/** A part of a block that a live source fills, where the plan has it. */
export type PlannedPart = Readonly<{
  block: Block
  /** Which of the block's parts. */
  index: number
  source: Manifest['liveSources'][number]
  startsAt: AirSample
  endsAt: AirSample
  /** It may run over, up to a pause. */
  isSoft: boolean
}>

/** What runs over is let out for so long at most: a minute. */
const OVERRUN_SAMPLES = 60 * SAMPLE_RATE

/**
 * By how much a part of a block may run over, samples: no further than that all that is planned
 * behind it in its block still ends before a block begins that neither waits nor says that it cuts in.
 *
 * @param delay by how much the block begins later than planned
 */
export function overrunWithin(manifest: Manifest, block: Block, delay: number): number {
  const ends = [...block.items, ...block.relayTime].map(
    ({ offsetSamples, lengthSamples }) => offsetSamples + lengthSamples,
  )
  const endsAt = airSampleOf(block.startsAt) + delay + Math.max(0, ...ends)
  const rooms = manifest.blocks
    .filter((next) => next.id !== block.id && next.startsAt >= block.startsAt)
    .filter(({ purpose, urgent, start }) => purpose === 'programme' && !urgent && !start)
    .filter(({ outputs }) => shareOutputs(outputs, block.outputs))
    .map((next) => airSampleOf(next.startsAt) - endsAt)
  return Math.max(0, Math.min(OVERRUN_SAMPLES, ...rooms))
}

function shareOutputs(a: Block['outputs'], b: Block['outputs']): boolean {
  return a === null || b === null || a.some((name) => b.includes(name))
}

/** The parts that this station itself carries: not at night, and not what is switched through. */
export function livePartsOf(manifest: Manifest): readonly PlannedPart[] {
  const { quietHours, zone } = manifest
  return manifest.blocks.flatMap((block) =>
    block.relayTime.flatMap((part, index): PlannedPart[] => {
      const source = manifest.liveSources.find(({ id }) => id === part.live)
      const startsAt = airSampleOf(block.startsAt) + part.offsetSamples
      if (!source || (quietHours && inQuietHours(quietHours, zone, instantOf(startsAt)))) return []
      const endsAt = startsAt + part.lengthSamples
      return [{ block, index, source, startsAt, endsAt, isSoft: part.end === 'soft' }]
    }),
  )
}
