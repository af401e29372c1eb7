import { DecodeError, decodeFile } from '../../media/decode.ts'
import type { OpenSound } from './sound.ts'

/** Opens files of the asset cache; a file that ends early is shorter, not broken. */
export function openRendition(ffmpeg: string): OpenSound {
  return async function* (path, fromSample, untilSample, signal) {
    const samples = Math.max(0, untilSample - fromSample)
    try {
      yield* decodeFile({ program: ffmpeg, path, fromSample, samples, signal })
    } catch (error) {
      if (!(error instanceof DecodeError && error.reason === 'ended-early')) throw error
    }
  }
}
