import type { StationId } from '../../playout/contract/ids.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import type { Candidate } from './airworthy.ts'
import type { Placed } from './arrange.ts'
import { blockOf, itemOf } from './block.ts'
import type { FixedPart, Frame } from './frame.ts'
import type { Explanation, PlannedBlock } from './playlist.ts'

/** A window with everything that was decided about it. */
export type FilledWindow = Readonly<{
  frame: Frame
  fixed: readonly FixedPart[]
  placed: readonly Placed[]
  explanations: readonly Explanation[]
}>

/** The block of a window: fixed parts, stings and bulletins in order of time. */
export function composed(
  station: StationId,
  source: 'district' | 'commune',
  { frame, fixed, placed, explanations }: FilledWindow,
): PlannedBlock {
  const pieces: (FixedPart & { kind: 'tune' | 'bulletin' })[] = fixed.map((part) => ({
    ...part,
    kind: 'tune',
  }))
  for (const { choice, offsetSamples, stung } of placed) {
    if (stung && frame.sting) pieces.push(stingBefore(frame.sting, offsetSamples))
    pieces.push({ candidate: choice.candidate, offsetSamples, kind: 'bulletin' })
  }
  const items: Item[] = []
  for (const { candidate, offsetSamples, kind } of pieces.sort(
    (a, b) => a.offsetSamples - b.offsetSamples,
  ))
    items.push(itemOf(station, frame.occurrence, candidate, kind, offsetSamples, items))
  return { station, block: blockOf(frame.occurrence, items, source), explanations }
}

function stingBefore(candidate: Candidate, offsetSamples: number) {
  return { candidate, offsetSamples: offsetSamples - candidate.samples, kind: 'tune' } as const
}
