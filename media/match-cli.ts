import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, parse, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { findFfmpeg } from './ffmpeg/find.ts'
import { openFingerprint } from './fingerprint-cli.ts'
import { ListenError, listen } from './hearing/listen.ts'
import { listenWhole } from './hearing/listen-whole.ts'
import { MATCHER_VERSION, Matcher } from './hearing/match.ts'
import { matcherDigest } from './hearing/matcher-digest.ts'
import { makeReference } from './hearing/reference.ts'
import { LEAST_THRESHOLD } from './hearing/threshold.ts'
import type { Hearing } from './hearing/verdict.ts'

type Sounds = Readonly<{
  id: string
  path: string
  /** Bulletins that the plan says should sound in it. */
  expected?: readonly string[]
}>[]

/** `tiep-am match`: which bulletins sound in which recordings, as text or as JSON. */
export async function runMatch(
  env: Readonly<Record<string, string | undefined>>,
  args: string[],
  print: (text: string) => void,
): Promise<void> {
  const began = cpuSeconds()
  // A day of short-lived arrays lets the young heap grow to 100 MB that nobody needs (test/bench/hearing.md).
  setFlagsFromString('--semi-space-growth-factor=1')
  const { values } = parseArgs({
    args,
    options: {
      manifest: { type: 'string' },
      bulletins: { type: 'string' },
      recordings: { type: 'string' },
      expected: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  })
  const { bulletins, recordings } = await findSounds(values)
  const { path: program } = await findFfmpeg(env)
  const references = []
  for (const { id, path } of bulletins) {
    references.push(makeReference(id, await listenWhole({ program, path })))
  }
  const matcher = new Matcher(references)
  const results = []
  for (const { id, path, expected } of recordings) {
    try {
      const planned = new Set(expected ?? values.expected)
      const bits = await openFingerprint(path)
      const hearings =
        bits === null
          ? await matcher.match(listen({ program, path }), planned)
          : matcher.matchFingerprint(bits, planned)
      results.push({ query: id, detections: hearings.map(showDetection) })
      if (!values.json) print(`${id}\n${hearings.map(showLine).join('')}`)
    } catch (error) {
      const isNoSound = error instanceof ListenError || (error instanceof Error && 'code' in error)
      if (!isNoSound) throw error
      const problem = error.message
      results.push({ query: id, detections: [], problem })
      if (!values.json) print(`${id}\n  ${problem}\n`)
    }
  }
  const matcherSays = {
    matcher: MATCHER_VERSION,
    matcher_sha256: matcherDigest(),
    threshold: LEAST_THRESHOLD,
  }
  const cpu_s = round(cpuSeconds() - began, 2)
  if (values.json) print(`${JSON.stringify({ ...matcherSays, cpu_s, results })}\n`)
}

type Where = Readonly<{ manifest?: string; bulletins?: string; recordings?: string }>

async function findSounds({ manifest, bulletins, recordings }: Where) {
  if (manifest !== undefined) return readManifest(resolve(manifest))
  if (bulletins === undefined || recordings === undefined) {
    throw new Error('say --manifest FILE, or --bulletins DIR and --recordings DIR')
  }
  return { bulletins: await listFolder(bulletins), recordings: await listFolder(recordings) }
}

/** Files are named by the manifest, relative to it; a recording may name the bulletins `expected` in it. */
async function readManifest(path: string) {
  const read = JSON.parse(await readFile(path, 'utf8')) as Partial<
    Record<'bulletins' | 'queries', Readonly<{ id: string; file: string; expected?: unknown }>[]>
  >
  const locate = (list: (typeof read)['queries'] = []): Sounds =>
    list.map(({ id, file, expected }) => ({
      id: String(id),
      path: resolve(dirname(path), String(file)),
      ...(Array.isArray(expected) && { expected: expected.map(String) }),
    }))
  return { bulletins: locate(read.bulletins), recordings: locate(read.queries) }
}

async function listFolder(folder: string): Promise<Sounds> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => ({ id: parse(name).name, path: resolve(join(folder, name)) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** As it is printed. */
export function showDetection(hearing: Hearing) {
  const seconds = <T extends Hearing['spans'][number]>({
    fromS,
    toS,
    recordingFromS,
    recordingToS,
    ...rest
  }: T) => ({
    from_s: round(fromS, 3),
    to_s: round(toS, 3),
    recording_from_s: round(recordingFromS, 3),
    recording_to_s: round(recordingToS, 3),
    ...rest,
  })
  return {
    bulletin: hearing.bulletin,
    start_s: round(hearing.startS, 4),
    coverage: round(hearing.coverage, 4),
    coverage_from: round(hearing.coverageFrom, 4),
    coverage_to: round(hearing.coverageTo, 4),
    confidence: round(hearing.confidence, 3),
    false_alarms_per_hour: Number(hearing.falseAlarmsPerHour.toPrecision(2)),
    expected: hearing.isExpected,
    speed: round(hearing.speed, 5),
    verdict: hearing.verdict,
    spans: hearing.spans.map(seconds),
    differing: hearing.differing.map(seconds),
    same_as: hearing.sameAs,
  }
}

function showLine(hearing: Hearing): string {
  const { bulletin, verdict, startS, coverage, differing } = hearing
  const where = differing.map(
    ({ kind, fromS, toS }) => `; ${kind} ${fromS.toFixed(1)}-${toS.toFixed(1)} s`,
  )
  const share = `${(100 * coverage).toFixed(0)} %`
  return `  ${bulletin}: ${verdict}, ${share}, from ${startS.toFixed(2)} s${where.join('')}\n`
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

/** CPU seconds of this process and, where the system tells, of the decoders that it waited for. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6 + childSeconds()
}

function childSeconds(): number {
  try {
    const [, after = ''] = readFileSync('/proc/self/stat', 'utf8').split(') ')
    const fields = after.split(' ')
    // cutime and cstime, fields 16 and 17 of proc(5), in hundredths of a second on every Linux we know.
    return (Number(fields[13]) + Number(fields[14])) / 100
  } catch {
    return 0
  }
}

if (import.meta.main) {
  await runMatch(process.env, process.argv.slice(2), (text) => process.stdout.write(text))
}
