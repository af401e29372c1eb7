import { DecodeError, decodeFile, decodeInto } from '../../media/decode.ts'
import type { Decoder } from './sound.ts'

/** Decodes files of the asset cache; a file that ends early is shorter, not broken. */
export function renditionDecoder(ffmpeg: () => Promise<string>): Decoder {
  return {
    open: async function* (path, fromSample, untilSample, signal) {
      const samples = Math.max(0, untilSample - fromSample)
      try {
        yield* decodeFile({ program: await ffmpeg(), path, fromSample, samples, signal })
      } catch (error) {
        if (!(error instanceof DecodeError && error.reason === 'ended-early')) throw error
      }
    },
    decodeInto: async (path, file, signal) =>
      decodeInto({ program: await ffmpeg(), path, file, signal }),
  }
}
