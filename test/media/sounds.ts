import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, onTestFinished } from 'vitest'
import { bundledFfmpeg, type Ffmpeg, findFfmpeg } from '../../media/ffmpeg/find.ts'
import { type IngestDeps, ingest } from '../../media/ingest.ts'
import { defaultLimits, type IngestedSound, type IngestLimits } from '../../media/sound.ts'
import { openStore } from '../../media/store/store.ts'

const run = promisify(execFile)

/** Every ffmpeg that is here: the system's, if any, and the bundled one. */
export const programs: readonly Ffmpeg[] = await findAll()
const [tool] = programs
if (tool === undefined) throw new Error('no ffmpeg to make test sounds with')
export const anyProgram = tool.path

async function findAll(): Promise<Ffmpeg[]> {
  const first = await findFfmpeg({ PATH: process.env.PATH })
  if (first.origin === 'bundled' || bundledFfmpeg() === null) return [first]
  return [first, await findFfmpeg({})]
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tiep-am-media-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A folder that is gone after the tests of the file; for `beforeAll`. */
export async function sharedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tiep-am-media-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Loud and quiet by turns, with peaks: what speech does, in a filter. */
const CHATTER =
  'aevalsrc=(0.05+0.5*pow(sin(2*PI*1.3*t)\\,8))*(sin(2*PI*180*t)+0.6*sin(2*PI*910*t))*0.5:s=48000'

/** Makes a sound file from a lavfi source; the name's ending says which kind. */
export async function makeSound(
  path: string,
  seconds: number,
  source: string = CHATTER,
  ...options: readonly string[]
): Promise<string> {
  const input = ['-f', 'lavfi', '-i', source, '-t', String(seconds)]
  await run(anyProgram, ['-nostdin', '-v', 'error', '-y', ...input, ...options, `file:${path}`])
  return path
}

/** Length of a file in samples at 48 kHz, by a decoder that our code does not start. */
export async function decodedSamples(program: string, path: string): Promise<number> {
  const pcm = ['-map', '0:a:0', '-ar', '48000', '-ac', '1', '-f', 's16le', 'pipe:1']
  const { stdout } = await run(program, ['-v', 'error', '-i', path, ...pcm], {
    encoding: 'buffer',
    maxBuffer: 1 << 28,
  })
  return stdout.length / 2
}

/** EBU R 128 by the `ebur128` filter, which ingest does not use. */
export async function measure(path: string): Promise<{ lufs: number; truePeak: number }> {
  const filter = ['-af', 'ebur128=peak=true', '-f', 'null', '-']
  const { stderr } = await run(anyProgram, ['-hide_banner', '-nostats', '-i', path, ...filter], {
    maxBuffer: 1 << 28,
  })
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'))
  const lufs = Number(/I:\s+(\S+) LUFS/.exec(summary)?.[1])
  return { lufs, truePeak: Number(/Peak:\s+(\S+) dBFS/.exec(summary)?.[1]) }
}

type How = Partial<Pick<IngestDeps, 'level' | 'trim' | 'signal'>>

/** A place where files are taken in, and what is left there. */
export async function intake(program: string = anyProgram) {
  const folder = await temporaryFolder()
  const store = openStore(join(folder, 'store'))
  const deps: IngestDeps = { program, store, workFolder: folder, level: 'house' }
  return {
    folder,
    store,
    deps,
    take: (path: string, limits: Partial<IngestLimits> = {}) =>
      ingest(path, deps, { ...defaultLimits, ...limits }),
    takeWith: (path: string, how: How) => ingest(path, { ...deps, ...how }, defaultLimits),
    takeGood: async (path: string, how: How = {}): Promise<IngestedSound> => {
      const outcome = await ingest(path, { ...deps, ...how }, defaultLimits)
      if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`)
      return outcome.value
    },
    /** Everything below the folder that ingest made: work in progress, or files in the store. */
    left: async () =>
      (await readdir(folder, { recursive: true })).filter((name) => /^(ingest-|store)/.test(name)),
    rendition: (sound: IngestedSound, kind: 'master' | 'opus' | 'mp3') => {
      const found = sound.renditions.find((rendition) => rendition.kind === kind)
      if (found === undefined) throw new Error(`no ${kind}`)
      return { ...found, path: store.pathOf(found.digest) }
    },
  }
}
