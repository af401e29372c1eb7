import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { checkedPieces, DamagedPcm, openChecked } from './checked-pcm.ts'
import { createDecoding, type Decoding } from './decoding.ts'
import type { Decoder, OpenSound } from './sound.ts'

/**
 * Sounds decoded ahead of their time into files of plain PCM, one decoder at a time, so that at air
 * time nothing has to be decoded: a start, a join in the middle and a restart are a read from disk,
 * and no decoder's memory adds to the player's. What is not ready when it is needed is decoded then
 * and there, and what the disk cannot take is decoded without it.
 */
export type DecodedStore = Readonly<{
  open: OpenSound
  /**
   * What will sound, soonest first. Everything else is forgotten; resolves when it is gone.
   * @param kept keys of what is not forgotten though its file is not there to be decoded (yet)
   */
  want(paths: readonly string[], kept?: readonly string[]): Promise<void>
  /** Length of a sound in samples; null while it is not decoded whole. */
  lengthOf(path: string): Promise<number | null>
  /** Ends what is being decoded. */
  close(): void
}>

export type DecodedStoreParts = Readonly<{
  folder: string
  decoder: Decoder
  /** Names the content of a file, fit for a file name; another content has another name. */
  keyOf(path: string): Promise<string>
  maxBytes?: number
  /** Told when what was decoded is not what the disk gives. */
  damaged?: (path: string) => void
}>

/** 1.5 GB: four hours of sound. */
const MAX_BYTES = 1_500_000_000
/** Joined further in than this, it is quicker to decode from there than to wait for all of it. */
const FAR_SAMPLES = 30 * 48_000

export async function openDecodedStore(parts: DecodedStoreParts): Promise<DecodedStore> {
  const { folder, maxBytes = MAX_BYTES } = parts
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder))
    if (!/\.(pcm|sums)$/.test(name)) await rm(join(folder, name), { force: true })
  let current: Decoding | null = null
  let wanted: readonly string[] = []
  let working = false
  let closed = false

  const fileOf = (key: string) => join(folder, `${key}.pcm`)
  const sumsOf = (key: string) => join(folder, `${key}.sums`)

  /** Begins to decode a sound, unless that is under way; only what is asked for now may interrupt. */
  function begin(path: string, key: string): Decoding {
    if (current?.key === key && current.state().kind === 'decoding') return current
    current?.abort()
    current = createDecoding(
      parts.decoder.decodeInto,
      path,
      key,
      join(folder, `${key}.part`),
      fileOf(key),
      sumsOf(key),
    )
    const started = current
    void started.done.then(() => void work())
    return started
  }

  /** Decodes what is wanted and not there, one after the other, as far as there is room. */
  async function work(): Promise<void> {
    if (working || closed || current?.state().kind === 'decoding') return
    working = true
    try {
      let bytes = 0
      for (const path of wanted) {
        const key = await parts.keyOf(path)
        const size = await sizeOf(fileOf(key), sumsOf(key))
        bytes += size ?? 0
        if (closed || bytes > maxBytes) break
        if (size !== null || hasFailed(key)) continue
        if (current?.state().kind !== 'decoding') begin(path, key)
        break
      }
    } catch {
      // The file is not there (any more): that is told when it is to sound.
    } finally {
      working = false
    }
  }

  const failed = new Set<string>()
  /** What cannot be decoded now is not tried again until somebody asks for it. */
  function hasFailed(key: string): boolean {
    const state = current?.key === key ? current.state().kind : null
    if (state !== null && state !== 'decoding' && state !== 'whole') failed.add(key)
    return failed.has(key)
  }

  return {
    open: async function* (path, fromSample, untilSample, signal) {
      const key = await parts.keyOf(path)
      const there = await openChecked(fileOf(key), sumsOf(key))
      if (there) {
        try {
          yield* checkedPieces(there, fromSample, untilSample, signal)
        } catch (error) {
          if (!(error instanceof DamagedPcm)) throw error
          parts.damaged?.(path)
          await rm(fileOf(key), { force: true }).catch(() => {})
          void work()
          yield* parts.decoder.open(path, error.at, untilSample, signal)
        }
        return
      }
      if (fromSample > FAR_SAMPLES) {
        yield* parts.decoder.open(path, fromSample, untilSample, signal)
        return
      }
      yield* followed(begin(path, key), path, fromSample, untilSample, signal)
    },
    want: async (paths, kept = []) => {
      wanted = paths
      const keys = new Set(kept)
      for (const path of paths) {
        const key = await parts.keyOf(path).catch(() => null)
        if (key !== null) keys.add(key)
      }
      if (current && !keys.has(current.key)) current.abort()
      void work()
      for (const name of await readdir(folder))
        if (/\.(pcm|sums)$/.test(name) && !keys.has(name.replace(/\.\w+$/, '')))
          await rm(join(folder, name), { force: true })
    },
    lengthOf: async (path) => {
      const key = await parts.keyOf(path).catch(() => null)
      const there = key === null ? null : await openChecked(fileOf(key), sumsOf(key))
      await there?.file.close()
      return there?.samples ?? null
    },
    close: () => {
      closed = true
      current?.abort()
    },
  }

  /** Reads behind a decoder; goes on by itself when that one was called off or has no disk. */
  async function* followed(
    decoding: Decoding,
    path: string,
    fromSample: number,
    untilSample: number,
    signal: AbortSignal,
  ): AsyncGenerator<Int16Array> {
    let at = fromSample
    for await (const pcm of decoding.follow(fromSample, untilSample, signal)) {
      at += pcm.length
      yield pcm
    }
    const state = decoding.state()
    if (state.kind === 'broken') throw new Error(state.reason)
    if (state.kind === 'called-off' && at < untilSample && !signal.aborted)
      yield* parts.decoder.open(path, at, untilSample, signal)
  }
}

/** Size of what is decoded; null while it is not, or has no sums. */
async function sizeOf(path: string, sumsPath: string): Promise<number | null> {
  try {
    await stat(sumsPath)
    return (await stat(path)).size
  } catch {
    return null
  }
}
