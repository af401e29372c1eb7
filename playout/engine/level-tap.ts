import { SAMPLES_PER_MS } from '../contract/time.ts'
import { energyOf, levelOf, peakOf } from './level.ts'

/** Levels of some frames that follow each other, per output, in 0.01 dBFS. */
export type LevelFrames = Readonly<{
  /** Place of the first frame on the timeline. */
  position: number
  outputs: readonly Readonly<{ name: string; peak: readonly number[]; rms: readonly number[] }>[]
}>

/**
 * Levels in fine steps of what was handed to each output, for meters that somebody looks at. It
 * costs nothing while nobody does.
 */
export type LevelTap = Readonly<{
  /** Nothing is measured until it is told to, nor after it was told not to. */
  listen(on: boolean): void
  /** A stretch that begins here is about to be handed out. */
  begin(position: number): void
  /** Notes what an output took of a stretch. */
  note(output: string, pcm: Int16Array, position: number): void
  /** What was to be heard from here on never will be, of one output or of all. */
  retract(position: number, output?: string): void
  /** The frames that were heard by now and not taken before, the newest; null when there are none. */
  take(heard: number): LevelFrames | null
}>

/** Length of a frame, samples: 50 ms. */
const FRAME = 50 * SAMPLES_PER_MS
/** What is taken back is forgotten in pieces of this many samples: 10 ms. */
const CELL = 10 * SAMPLES_PER_MS
/** More frames than this are too old for anybody to look at. */
const MOST_FRAMES = 20

type Cell = { peak: number; energy: number }

export function createLevelTap(outputs: readonly string[]): LevelTap {
  let cells: ReadonlyMap<string, Map<number, Cell>> | null = null
  /** First frame that was measured whole and not taken yet; null before any was. */
  let next: number | null = null

  return {
    listen: (on) => {
      if (on === (cells !== null)) return
      cells = on ? new Map(outputs.map((name) => [name, new Map()])) : null
      next = null
    },
    begin: (position) => {
      if (cells) next ??= Math.ceil(position / FRAME)
    },
    note: (output, pcm, position) => {
      const own = cells?.get(output)
      if (!own) return
      for (let at = 0; at < pcm.length; ) {
        const index = Math.floor((position + at) / CELL)
        const piece = pcm.subarray(at, (index + 1) * CELL - position)
        const cell = own.get(index) ?? { peak: 0, energy: 0 }
        own.set(index, {
          peak: Math.max(cell.peak, peakOf(piece)),
          energy: cell.energy + energyOf(piece),
        })
        at += piece.length
      }
    },
    retract: (position, output) => {
      for (const [name, own] of cells ?? [])
        if (output === undefined || name === output)
          for (const index of own.keys()) if (index * CELL >= position) own.delete(index)
    },
    take: (heard) => {
      const end = Math.floor(heard / FRAME)
      if (!cells || next === null || next >= end) return null
      const first = Math.max(next, end - MOST_FRAMES)
      next = end
      const outputs = [...cells].map(([name, own]) => ({ name, ...framesOf(own, first, end) }))
      for (const own of cells.values())
        for (const index of own.keys()) if (index * CELL < end * FRAME) own.delete(index)
      return { position: first * FRAME, outputs }
    },
  }
}

/** Levels of frames `from` … `to` of one output; what it did not take is silence. */
function framesOf(
  cells: ReadonlyMap<number, Cell>,
  from: number,
  to: number,
): Readonly<{ peak: readonly number[]; rms: readonly number[] }> {
  const peak: number[] = []
  const rms: number[] = []
  for (let frame = from; frame < to; frame++) {
    let highest = 0
    let energy = 0
    for (let index = (frame * FRAME) / CELL; index < ((frame + 1) * FRAME) / CELL; index++) {
      const cell = cells.get(index)
      highest = Math.max(highest, cell?.peak ?? 0)
      energy += cell?.energy ?? 0
    }
    peak.push(levelOf(highest ** 2, 1))
    rms.push(levelOf(energy, FRAME))
  }
  return { peak, rms }
}
