import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DiskFault, runInto } from '../../media/run-into.ts'
import { SAMPLE_RATE } from '../contract/time.ts'
import { findProgram } from '../find-program.ts'
import type { Decoder } from './sound.ts'
import { readSoundHeader, type SoundHeader } from './sound-header.ts'

/** A program and its arguments; what it gives goes to its standard output. */
type Run = readonly [program: string, ...args: string[]]
/** One run after the other; only what the last one gives is the sound. */
type Recipe = readonly Run[]

/**
 * Decodes whole files by the small programs that know one thing each (`opusdec`, `mpg123`, `sox`), in 3
 * to 8 MB where ffmpeg takes 20 to 60. Lengths and places are those of ffmpeg, to the sample. What they are
 * not installed for, do not know or complain of is left to the decoder behind.
 *
 * @param folder for a file in between; there must be one decoding at a time
 */
export function lightDecoder(behind: Decoder, folder: string, searchPath: string): Decoder {
  return {
    open: behind.open,
    decodeInto: async (path, file, signal) => {
      const between = join(folder, 'between.wav')
      const header = await readSoundHeader(path).catch(() => null)
      const recipe = header && (await installed(recipeFor(header, path, between), searchPath))
      try {
        for (const [program, ...args] of recipe ?? [])
          await runInto({ program, args, file, signal, mostBytes: MOST_BYTES, isStrict: true })
        if (signal.aborted || (recipe && (await file.stat()).size > 0)) return
      } catch (error) {
        if (error instanceof DiskFault) throw error
      } finally {
        await rm(between, { force: true })
      }
      await file.truncate(0)
      await behind.decodeInto(path, file, signal)
    },
  }
}

/** Three hours of sound: a small file that goes on for days must not fill the disk. */
const MOST_BYTES = 3 * 3_600 * SAMPLE_RATE * 2
/** The file in between is decoded whole before anything of it sounds: 0.1 s for so many bytes. */
const MOST_BETWEEN_BYTES = 4_000_000

function recipeFor(header: SoundHeader, path: string, between: string): Recipe | null {
  switch (header.kind) {
    case 'opus':
      return [['opusdec', '--quiet', '--no-dither', '--rate', String(SAMPLE_RATE), path, '-']]
    case 'mp3':
      if (header.atHouseRate) return [[...MPG123, '-s', path]]
      if (header.bytes > MOST_BETWEEN_BYTES) return null
      return [[...MPG123, '-w', between, path], soxOf('wav', between)]
    default:
      return [soxOf(header.kind, path)]
  }
}

/** Mono by the mean of both channels. */
const MPG123 = ['mpg123', '-q', '-m', '-e', 's16'] as const

/** No dither: what needs no change stays as it is, and the same file always gives the same samples. */
function soxOf(format: 'wav' | 'flac' | 'vorbis', path: string): Run {
  const sound = ['-r', String(SAMPLE_RATE), '-c', '1', '-t', 's16', '-']
  return ['sox', '-D', '-V1', '-t', format, path, ...sound]
}

/** The recipe with whole paths of its programs; null when one is not there. */
async function installed(recipe: Recipe | null, searchPath: string): Promise<Recipe | null> {
  const found: Run[] = []
  for (const [name, ...args] of recipe ?? []) {
    const program = await findProgram(name, searchPath)
    if (program === null) return null
    found.push([program, ...args])
  }
  return recipe && found
}
