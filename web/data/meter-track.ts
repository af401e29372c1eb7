/** One batch of levels as the server passes it on. */
export type LevelBatch = Readonly<{
  /** When its first frame began to be heard, server time in ms. */
  at: number
  /** Per output, each 50 ms, in 0.01 dBFS. */
  outputs: readonly Readonly<{ name: string; peak: readonly number[]; rms: readonly number[] }>[]
}>

export type Level = Readonly<{ peak: number; rms: number }>

/**
 * Levels of the last seconds on the server's time. They are drawn a little behind, so that what comes
 * in batches moves like a needle, and so that a batch that is late is still there in time.
 */
export type MeterTrack = Readonly<{
  push(batch: LevelBatch): void
  /** Level of an output at an instant; null where nothing is known of it. */
  at(output: string, instant: number): Level | null
}>

/** How far behind the sound the meters are drawn, ms: two batches, and the way here. */
export const METER_LAG_MS = 600
const FRAME_MS = 50
/** Far more than the lag, and little enough to look through 20 times a second. */
const KEPT_BATCHES = 24

export function makeMeterTrack(): MeterTrack {
  const batches: LevelBatch[] = []
  return {
    push: (batch) => {
      batches.push(batch)
      if (batches.length > KEPT_BATCHES) batches.shift()
    },
    at: (output, instant) => {
      for (const { at, outputs } of batches.toReversed()) {
        const one = outputs.find(({ name }) => name === output)
        const frame = Math.floor((instant - at) / FRAME_MS)
        const [peak, rms] = [one?.peak[frame], one?.rms[frame]]
        if (frame >= 0 && peak !== undefined && rms !== undefined) return { peak, rms }
      }
      return null
    },
  }
}

/** A batch as it came over the wire; null for anything else. */
export function readLevels(data: string): LevelBatch | null {
  try {
    const { at, outputs } = JSON.parse(data) as Partial<LevelBatch>
    return typeof at === 'number' && Array.isArray(outputs) ? { at, outputs } : null
  } catch {
    return null
  }
}
