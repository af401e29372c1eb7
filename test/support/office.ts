import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** A whole office as a user starts it: the supervisor's process with everything it starts. */
export type Office = Readonly<{
  url: string
  data: string
  /** What it printed so far. */
  printed(): string
  /** From spawning to the line that says it is ready, ms. */
  readyAfterMs: number
  /** Process id of the server, or of the player of a station. */
  pidOf(part: string): number
  signIn(username: string): Promise<Person>
  stop(): Promise<void>
}>

/** Somebody who is signed in. */
export type Person = Readonly<{
  get<Answer>(path: string): Promise<Answer>
  post<Answer>(path: string, body?: unknown): Promise<Answer>
  send(path: string, init: RequestInit): Promise<Response>
}>

export const PASSWORD = 'thu-nghiem-2024'

const root = path.join(import.meta.dirname, '..', '..')

export async function startOffice(
  env: Readonly<Record<string, string>> = {},
  data = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-office-')),
): Promise<Office> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [path.join(root, 'server', 'cli.ts'), 'start'], {
    env: {
      ...process.env,
      PORT: String(port),
      TIEP_AM_DATA: data,
      TIEP_AM_ADMIN_PASSWORD: PASSWORD,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('ready:')) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    void ended.then((code) =>
      reject(new Error(`the office ended with ${code}:\n${printed}\n${logs(data)}`)),
    )
  })
  await ready
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    data,
    printed: () => printed,
    readyAfterMs: performance.now() - began,
    pidOf: (part) => pidOfChild(child, part),
    signIn: (username) => signIn(url, username),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

export async function signIn(
  url: string,
  username: string,
  password = PASSWORD,
): Promise<Person & Readonly<{ cookie: string }>> {
  const reply = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (!reply.ok) throw new Error(`signing in as ${username}: ${reply.status} ${await reply.text()}`)
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const send = (where: string, init: RequestInit) =>
    fetch(`${url}/api/v1${where}`, {
      ...init,
      // Saves without having read the next 24 hours.
      headers: { 'if-match': '*', ...init.headers, cookie },
    })
  const answered = async <Answer>(reply: Response, what: string): Promise<Answer> => {
    if (!reply.ok) throw new Error(`${what}: ${reply.status} ${await reply.text()}`)
    return (reply.status === 204 ? undefined : await reply.json()) as Answer
  }
  return {
    cookie,
    send,
    get: async (where) => answered(await send(where, {}), where),
    post: async (where, body) =>
      answered(
        await send(where, {
          method: 'POST',
          ...(body === undefined
            ? {}
            : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        }),
        where,
      ),
  }
}

/** Waits until `look` finds something, asking twice a second. */
export async function eventually<Found>(
  what: string,
  withinMs: number,
  look: () => Promise<Found | null | undefined | false>,
): Promise<Found> {
  const until = performance.now() + withinMs
  let last: unknown
  while (performance.now() < until) {
    try {
      const found = await look()
      if (found) return found
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`not within ${withinMs} ms: ${what}`, { cause: last })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Children are told apart by their command line, as an administrator would. */
function pidOfChild(supervisor: ChildProcess, part: string): number {
  const wanted = part === 'server' ? 'server/main.ts' : `players/${part}`
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const parent = Number(
        /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${entry}/status`, 'utf8'))?.[1],
      )
      const line = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ')
      if (parent === supervisor.pid && line.includes(wanted)) return Number(entry)
    } catch {
      // it ended while we looked
    }
  }
  throw new Error(`no process of ${part} under ${supervisor.pid}`)
}

function logs(data: string): string {
  try {
    const folder = path.join(data, 'log')
    return readdirSync(folder)
      .map((file) => `== ${file}\n${readFileSync(path.join(folder, file), 'utf8').slice(-3_000)}`)
      .join('\n')
  } catch {
    return ''
  }
}
