import { type HouseSound, readHouseSound } from './house-sound.ts'
import { PcmMeter } from './measure/pcm-meter.ts'

const RATE = 48_000

/**
 * Integrated loudness of a decoded upload in LUFS, of both channels as they are after resampling: for
 * rates at which the ear's weighting cannot be computed.
 */
export async function houseLoudness(sound: HouseSound, signal: AbortSignal): Promise<number> {
  const read = (mixdown: 'left' | 'right') =>
    readHouseSound({ ...sound, mixdown }, 0, sound.samples)
  const meter = new PcmMeter(RATE, sound.channels === 1 ? [1] : [1, 1])
  const right = sound.channels === 1 ? null : read('right')
  for await (const block of read('left')) {
    signal.throwIfAborted()
    const other = await right?.next()
    meter.add(other === undefined || other.done ? [block] : [block, other.value])
  }
  return meter.end().integrated
}
