import { join } from 'node:path'
import { pipeFfmpeg } from './ffmpeg/pipe.ts'
import type { TakeSamples } from './master.ts'
import type { RenditionKind } from './sound.ts'

/** A rendition that lies in the work folder. */
export type EncodedFile = Readonly<{ kind: RenditionKind; path: string; contentType: string }>

type Recipe = Readonly<{
  kind: RenditionKind
  file: string
  contentType: string
  options: readonly string[]
}>

/** Bit-exact muxing: no random stream serial, no encoder's name; so the same sound, the same file. */
const BARE = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact']

/** In the order in which they are stored. */
const recipes: Readonly<Record<RenditionKind, Recipe>> = {
  master: {
    kind: 'master',
    file: 'master.flac',
    contentType: 'audio/flac',
    options: ['-c:a', 'flac', '-sample_fmt', 's16', '-f', 'flac'],
  },
  opus: {
    kind: 'opus',
    file: 'station.opus',
    contentType: 'audio/ogg; codecs=opus',
    options: ['-c:a', 'libopus', '-b:a', '48k', '-application', 'audio', '-f', 'ogg'],
  },
  mp3: {
    kind: 'mp3',
    file: 'feed.mp3',
    contentType: 'audio/mpeg',
    options: ['-c:a', 'libmp3lame', '-b:a', '80k', '-f', 'mp3'],
  },
}

/** What one process encodes: Opus costs more than the two others together. */
const shares: readonly (readonly Recipe[])[] = [[recipes.opus], [recipes.mp3, recipes.master]]

/** Encoders that are fed sample by sample. */
export type Encoders = Readonly<{
  take: TakeSamples
  /** Nothing more comes; resolves when every file is whole, in the order of storing. */
  finish(): Promise<readonly EncodedFile[]>
  /** Stops them; what they wrote is of no use. */
  abandon(): Promise<void>
}>

/** Starts an encoder for each core of a small machine; together they make every rendition. */
export function startEncoders(program: string, workFolder: string, signal: AbortSignal): Encoders {
  const running = shares.map((share) => {
    const args = [...PCM_INPUT, ...share.flatMap((recipe) => outputOf(recipe, workFolder))]
    return pipeFfmpeg({ program, args, signal }, 'write')
  })
  return {
    take: async (samples) => {
      const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
      await Promise.all(running.map((encoder) => encoder.write(bytes)))
      signal.throwIfAborted()
    },
    finish: async () => {
      for (const encoder of running) encoder.endInput()
      await Promise.all(running.map(({ done }) => done))
      return Object.values(recipes).map(({ kind, file, contentType }) => {
        return { kind, path: join(workFolder, file), contentType }
      })
    },
    abandon: async () => {
      for (const encoder of running) encoder.kill()
      await Promise.allSettled(running.map(({ done }) => done))
    },
  }
}

const PCM_INPUT = [
  ...['-protocol_whitelist', 'pipe', '-format_whitelist', 's16le'],
  ...['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', 'pipe:0'],
]

function outputOf({ file, options }: Recipe, workFolder: string): string[] {
  return ['-map', '0:a:0', ...BARE, ...options, `file:${join(workFolder, file)}`]
}
