import { join } from 'node:path'
import { countSamples } from './decode.ts'
import { MediaFault } from './errors.ts'
import { runFfmpeg } from './ffmpeg/ffmpeg.ts'
import { pcmInput } from './ffmpeg/inputs.ts'
import type { RenditionKind } from './sound.ts'

/** A rendition that lies in the work folder and was decoded again to count it. */
export type EncodedFile = Readonly<{
  kind: RenditionKind
  path: string
  samples: number
  contentType: string
}>

type Recipe = Readonly<{
  kind: RenditionKind
  file: string
  contentType: string
  options: readonly string[]
}>

/** Bit-exact muxing: no random stream serial, no encoder's name; so the same sound, the same file. */
const BARE = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact']

const recipes: readonly Recipe[] = [
  {
    kind: 'master',
    file: 'master.flac',
    contentType: 'audio/flac',
    options: ['-c:a', 'flac', '-sample_fmt', 's16', '-f', 'flac'],
  },
  {
    kind: 'opus',
    file: 'station.opus',
    contentType: 'audio/ogg; codecs=opus',
    options: ['-c:a', 'libopus', '-b:a', '48k', '-application', 'audio', '-f', 'ogg'],
  },
  {
    kind: 'mp3',
    file: 'feed.mp3',
    contentType: 'audio/mpeg',
    options: ['-c:a', 'libmp3lame', '-b:a', '80k', '-f', 'mp3'],
  },
]

/**
 * Encodes the master's PCM into every rendition in one run, then decodes each again. Stations place
 * sound by sample, so an Opus or FLAC that is one sample off is a fault, not a rounding; an MP3's
 * length is stated as it is.
 */
export async function encodeRenditions(
  program: string,
  pcmPath: string,
  samples: number,
  workFolder: string,
  signal: AbortSignal,
  onProgress: (soundMs: number) => void,
): Promise<readonly EncodedFile[]> {
  await runFfmpeg({
    program,
    input: pcmInput(pcmPath, 's16le'),
    graph: null,
    outputs: recipes.map(({ file, options }) => ({
      path: join(workFolder, file),
      options: ['-map', '0:a:0', ...BARE, ...options],
    })),
    signal,
    onProgress,
  })
  return Promise.all(
    recipes.map(async ({ kind, file, contentType }) => {
      const path = join(workFolder, file)
      const decoded = await countSamples(program, path, signal)
      if (kind !== 'mp3' && decoded !== samples) {
        const detail = `${kind} decodes to ${decoded} samples instead of ${samples}`
        throw new MediaFault('ffmpeg-failed', { detail })
      }
      return { kind, path, samples: decoded, contentType }
    }),
  )
}
