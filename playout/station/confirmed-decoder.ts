import { basename } from 'node:path'
import type { Decoder } from '../engine/sound.ts'
import type { AssetCache } from '../sync/asset-cache.ts'

/**
 * A decoder that gives nothing of a file that is not the asset any more: it looks before and after,
 * so that a file which changed meanwhile is neither taken for whole nor kept decoded.
 */
export function confirmedDecoder(decoder: Decoder, cache: AssetCache): Decoder {
  async function confirm(path: string): Promise<void> {
    if (!(await cache.confirm(basename(path))))
      throw new Error('the file on the disk is not the asset any more')
  }

  return {
    open: async function* (path, ...stretch) {
      await confirm(path)
      yield* decoder.open(path, ...stretch)
      await confirm(path)
    },
    decodeInto: async (path, ...into) => {
      await confirm(path)
      await decoder.decodeInto(path, ...into)
      await confirm(path)
    },
  }
}
