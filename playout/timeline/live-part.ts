import type { Block, Manifest } from '../contract/manifest.ts'
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
