import { rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { MediaFault, showMediaError } from '../media/errors.ts'
import { type FinderEnv, findFfmpeg } from '../media/ffmpeg/find.ts'
import { type FolderEntry, ingestFolder } from '../media/ingest-folder.ts'
import { tellProgress } from './ingest-progress.ts'
import { makeIngestWorkFolder } from './ingest-work-folder.ts'
import { plainFileName } from './upload/file-name.ts'

/**
 * `tiep-am ingest DIR [--json]`: what would become of every file of a folder, without a server and
 * without keeping anything. The result goes to stdout, everything else to stderr.
 */
export async function ingestCommand(env: FinderEnv, args: readonly string[]): Promise<void> {
  const asked = readArguments(args)
  if (asked === null) return fail(2, 'Cách dùng: tiep-am ingest THƯ_MỤC [--json]', USAGE)
  const isFolder = await stat(asked.folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) {
    const { folder } = asked
    return fail(2, `Không có thư mục ${folder}`, `There is no folder ${folder}`)
  }
  const stopped = new AbortController()
  const stop = () => stopped.abort()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, stop)
  const workFolder = await makeIngestWorkFolder(tmpdir(), process.pid)
  const say = (text: string) => process.stderr.write(`${text}\n`)
  const progress = tellProgress(say)
  try {
    const { path: program } = await findFfmpeg(env)
    const deps = { program, workFolder, signal: stopped.signal }
    const onEntry = (entry: FolderEntry) => {
      progress.finished(plainFileName(entry.file))
      // Where the table is all there is to see, its lines are not said twice.
      if (asked.json) say(line(entry))
    }
    const entries = await ingestFolder(path.resolve(asked.folder), deps, onEntry, (file, went) =>
      progress.went(plainFileName(file), went),
    )
    process.stdout.write(asked.json ? `${JSON.stringify(entries, null, 2)}\n` : table(entries))
  } catch (error) {
    if (stopped.signal.aborted) return fail(130, 'Đã dừng.', 'Stopped.')
    if (!(error instanceof MediaFault)) throw error
    const { code, params } = error
    fail(1, showMediaError(code, params, 'vi'), showMediaError(code, params, 'en'))
  } finally {
    progress.stop()
    await rm(workFolder, { recursive: true, force: true })
  }
}

const USAGE = 'Usage: tiep-am ingest DIR [--json]'

function readArguments(args: readonly string[]) {
  try {
    const options = { json: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [folder, ...others] = positionals
    return folder === undefined || others.length > 0 ? null : { folder, json: values.json }
  } catch {
    // An option that there is not.
    return null
  }
}

function fail(exitCode: number, vi: string, en: string): void {
  process.stderr.write(`${vi}\n${en}\n`)
  process.exitCode = exitCode
}

function table(entries: readonly FolderEntry[]): string {
  return entries.map((entry) => `${line(entry)}\n`).join('')
}

/** A name is somebody else's text and must not steer the terminal. */
function line(entry: FolderEntry): string {
  const name = plainFileName(entry.file).padEnd(40)
  if (entry.outcome === 'refused') return `✗ ${name} ${entry.code}: ${entry.reasonVi}`
  const seconds = (entry.durationMs / 1000).toFixed(2)
  const level = `${entry.integratedLufs.toFixed(1)} LUFS, ${entry.truePeakDbtp.toFixed(1)} dBTP`
  return `✓ ${name} ${seconds.padStart(9)} s, ${level} ${entry.warnings.join(', ')}`.trimEnd()
}
