import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { findFfmpeg } from '../../media/ffmpeg/find.ts'
import { findVoices } from '../../media/speech/voices.ts'
import { openStore, type Store } from '../../media/store/store.ts'
import type { StaffId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { SESSION_COOKIE } from '../../server/access.ts'
import { type Areas, buildApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { openDatabase } from '../../server/db/database.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { Deps } from '../../server/deps.ts'
import { makeLive } from '../../server/live.ts'
import { hashOfToken, saveSession } from '../../server/staff/session-store.ts'
import { makeClock, type VirtualClock } from './clock.ts'
import { seedDistrict } from './district.ts'
import { makeTestKeys } from './keys.ts'

/** Monday. */
export const MONDAY_8AM = Date.parse('2024-08-12T08:00:00+07:00')

export type CentreOptions = Readonly<{
  startsAt?: Instant
  /** Settings by their environment names. */
  env?: Readonly<Record<string, string>>
  areas?: Partial<Areas>
}>

let found: ReturnType<typeof findFfmpeg> | null = null

/** Looked for once a process. */
function ffmpeg(): ReturnType<typeof findFfmpeg> {
  found ??= findFfmpeg(process.env)
  return found
}

type Body = Readonly<Record<string, unknown>> | readonly unknown[]

type Headers = Readonly<Record<string, string>>

/** Requests as one person, or as nobody, who save without having read the next 24 hours unless they say otherwise; addresses below `/api/v1` unless they start with `//`. */
type Caller = Readonly<{
  get(url: string, headers?: Headers): Promise<LightMyRequestResponse>
  post(url: string, body?: Body, headers?: Headers): Promise<LightMyRequestResponse>
  patch(url: string, body: Body, headers?: Headers): Promise<LightMyRequestResponse>
  put(url: string, body: Body, headers?: Headers): Promise<LightMyRequestResponse>
  delete(url: string, headers?: Headers): Promise<LightMyRequestResponse>
  /** Sends one file as a form. */
  upload(url: string, fileName: string, bytes: Uint8Array): Promise<LightMyRequestResponse>
  /** For a request of one's own making. */
  cookie(): Promise<string>
}>

export type Centre = Readonly<{
  app: FastifyInstance
  deps: Deps
  clock: VirtualClock
  /** Temporary, gone with `stop`. */
  folder: string
  /** The content-addressed store of its sounds. */
  store: Store
  /** Log lines of level warning and above, parsed. */
  log: readonly Readonly<Record<string, unknown>>[]
  /** Somebody of the district, signed in by the first request: an, lan, minh, hoa, giam-sat, truc-my-huong, … */
  as(username: string): Caller
  nobody: Caller
  /** Moves the clock on. */
  wait(ms: number): Promise<void>
  stop(): Promise<void>
}>

/**
 * A whole server in this process: real routes, real SQLite, a temporary folder, a clock that stands
 * still until told otherwise, ids that count, fixed keys, and the district of `district.ts`.
 */
export async function startCentre(options: CentreOptions = {}): Promise<Centre> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-test-'))
  const clock = makeClock(options.startsAt ?? MONDAY_8AM)
  const db = openDatabase(path.join(folder, 'tiep-am.sqlite'))
  await migrate(db, 'sqlite')
  const log: Record<string, unknown>[] = []
  const deps: Deps = {
    config: readConfig({ TIEP_AM_DATA: folder, ...options.env }),
    clock,
    newId: countingIds(),
    randomBytes: countingBytes(),
    db,
    keys: await makeTestKeys(),
    live: makeLive(),
    log: pino({ level: 'warn' }, { write: (line: string) => log.push(JSON.parse(line)) }),
  }
  await seedDistrict(db, clock.now())
  const areas: Areas = {
    machine: {
      version: '0.0.0-test',
      ffmpeg: { version: 'none', origin: 'test' },
      freeBytes: async () => 1_000_000_000,
    },
    office: {
      ...{ sample: false, version: '0.0.0-test', samplePersons: [] },
      begin: async () => ({ restarting: false }),
    },
    media: {
      program: (await ffmpeg()).path,
      store: openStore(path.join(folder, 'media')),
      workFolder: path.join(folder, 'work'),
    },
    speech: { findVoices: () => findVoices(process.env, deps.config.voices) },
    pages: null,
    liveSound: folder,
    ...options.areas,
  }
  const app = await buildApp(deps, areas)
  await app.ready()
  const cookies = new Map<string, Promise<string>>()
  return {
    app,
    deps,
    clock,
    folder,
    store: areas.media.store,
    log,
    as: (username) =>
      callerOf(app, () => {
        const known = cookies.get(username)
        if (known) return known
        const made = openSession(deps, username)
        cookies.set(username, made)
        return made
      }),
    nobody: callerOf(app, async () => ''),
    wait: (ms) => clock.advance(ms),
    stop: async () => {
      await app.close()
      await db.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function callerOf(app: FastifyInstance, cookieOf: () => Promise<string>): Caller {
  const send = async (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    payload?: Body | Buffer,
    headers: Headers = {},
  ) => {
    const cookie = await cookieOf()
    return app.inject({
      method,
      url: url.startsWith('//') ? url.slice(1) : `/api/v1${url}`,
      headers: { 'if-match': '*', ...(cookie ? { cookie } : {}), ...headers },
      ...(payload === undefined ? {} : { payload: payload as Buffer | object }),
    })
  }
  return {
    cookie: cookieOf,
    get: (url, headers) => send('GET', url, undefined, headers),
    post: (url, body, headers) => send('POST', url, body, headers),
    patch: (url, body, headers) => send('PATCH', url, body, headers),
    put: (url, body, headers) => send('PUT', url, body, headers),
    delete: (url, headers) => send('DELETE', url, undefined, headers),
    upload: (url, fileName, bytes) => {
      const boundary = 'ranh-gioi'
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`
      const form = Buffer.concat([
        Buffer.from(head),
        Buffer.from(bytes),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ])
      return send('POST', url, form, {
        'content-type': `multipart/form-data; boundary=${boundary}`,
      })
    },
  }
}

/** A running session, without the cost of a password; signing in itself has its own tests. */
async function openSession({ db, clock }: Deps, username: string): Promise<string> {
  const token = `phien-cua-${username}`
  const now = clock.now()
  await saveSession(db, {
    tokenHash: hashOfToken(token),
    staff: username as StaffId,
    createdAt: now,
    expiresAt: now + 365 * 86_400_000,
  })
  return `${SESSION_COOKIE}=${token}`
}

/** Ids that sort in the order in which they were made. */
function countingIds(): () => string {
  let count = 0
  return () => `id-${String(++count).padStart(6, '0')}`
}

/** Bytes that never repeat: a counter, written big-endian at the end. */
function countingBytes(): (count: number) => Uint8Array {
  let drawn = 0
  return (count) => {
    const bytes = new Uint8Array(count)
    new DataView(bytes.buffer).setUint32(count - 4, ++drawn)
    return bytes
  }
}
