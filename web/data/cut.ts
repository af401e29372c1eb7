import type { Sound } from '../api/shapes.ts'

/** How much is cut off an original's ends, ms. */
export type Cut = Readonly<{ startMs: number; endMs: number }>

/** As the server has it: less than this is no sound. */
export const SHORTEST_MS = 500

/** Length of the original that a sound was made from, ms. */
export function originalLengthMs(sound: Pick<Sound, 'measures' | 'lengthMs'>): number {
  return sound.measures?.lengthMs ?? sound.lengthMs
}

/** The cut with one end moved, never so far that nothing is left. */
export function moved(cut: Cut, end: keyof Cut, toMs: number, wholeMs: number): Cut {
  const other = end === 'startMs' ? cut.endMs : cut.startMs
  const most = Math.max(0, wholeMs - other - SHORTEST_MS)
  return { ...cut, [end]: Math.round(Math.min(most, Math.max(0, toMs))) }
}

/** How far a key moves a handle into the sound, ms; null for keys that do not. */
export function stepOf(key: string, shift: boolean, end: keyof Cut): number | null {
  const size = shift ? 1_000 : 100
  const inward = end === 'startMs' ? 1 : -1
  if (key === 'ArrowRight' || key === 'ArrowUp') return size * inward
  if (key === 'ArrowLeft' || key === 'ArrowDown') return -size * inward
  return null
}
