import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eventHash, StationEvent } from '../../playout/contract/event.ts'
import { type StationLevels, StationLevelsText } from '../../playout/contract/exchange.ts'
import { isSignedBy, toBase64url } from '../../playout/contract/signature.ts'
import { type Office, STATION } from './playout-office.ts'
import type { TestSound } from './playout-sounds.ts'

/** What a request may meet instead of an answer. */
type Fault = 'hang' | 'error' | 'cut' | 'hang-in-body'

/**
 * A server of the contract over real HTTP, small enough to read, with faults on demand. It keeps
 * events as the real one must: verbatim, in order, each once.
 */
export type TestServer = Readonly<{
  url: string
  code(): string
  publish(signed: string, version: number): void
  events(): readonly StationEvent[]
  statuses(): readonly Readonly<Record<string, unknown>>[]
  /** What meters were sent. */
  levels(): readonly StationLevels[]
  /** Whether somebody looks at the meters. */
  setWatched(watched: boolean): void
  requests(): readonly string[]
  /** Decides for each request whether something goes wrong. */
  setFault(decide: (path: string, count: number) => Fault | null): void
  /** What is sent for an asset, when it is not what its name says. */
  replaceAsset(digest: string, bytes: Buffer): void
  forgetEventsAfter(seq: number): void
  close(): Promise<void>
}>

export async function startTestServer(
  office: Office,
  sounds: readonly TestSound[],
): Promise<TestServer> {
  const secret = toBase64url(new Uint8Array(16).fill(7))
  const assets = new Map(sounds.map(({ digest, bytes }) => [digest, bytes]))
  const kept: Readonly<{ text: string; event: StationEvent }>[] = []
  const statuses: Readonly<Record<string, unknown>>[] = []
  const levels: StationLevels[] = []
  let watched = false
  const requests: string[] = []
  let manifest: Readonly<{ signed: string; version: number }> | null = null
  let publicKey = ''
  let fault: (path: string, count: number) => Fault | null = () => null
  let waiting: (() => void)[] = []

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    requests.push(`${request.method} ${path}`)
    const wrong = fault(path, requests.length)
    if (wrong === 'hang') return
    if (wrong === 'cut') return void request.socket.destroy()
    if (wrong === 'error') return void response.writeHead(500).end('{"code":"broken"}')
    answer(request, response, path, wrong === 'hang-in-body').catch(() => response.destroy())
  })

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    stopsInBody: boolean,
  ): Promise<void> {
    const json = (value: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const serverTime = Date.now()
    const version = manifest?.version ?? 0
    if (path === '/api/v1/stations/enrol') {
      const signed = JSON.parse(await bodyOf(request))
      const enrolment = JSON.parse(signed.text)
      const good = await isSignedBy(enrolment.publicKey, 'enrolment', signed)
      if (!good || enrolment.secret !== secret)
        return void response.writeHead(403).end('{"code":"code-unknown"}')
      publicKey = enrolment.publicKey
      const stationName = 'Xã Mỹ Hương'
      json({ station: STATION, stationName, rootKey: office.root.publicKey, serverTime })
    } else if (path.endsWith('/manifest')) {
      if (!manifest) return void response.writeHead(404).end('{}')
      const etag = `"${version}"`
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
      response.writeHead(200, { etag }).end(manifest.signed)
    } else if (path.endsWith('/news')) {
      const after = Number(new URL(request.url ?? '', 'http://x').searchParams.get('after'))
      if (version <= after)
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
          setTimeout(resolve, 25_000).unref()
        })
      json({ version: manifest?.version ?? 0, serverTime: Date.now() })
    } else if (path.endsWith('/status')) {
      const signed = JSON.parse(await bodyOf(request))
      if (!(await isSignedBy(publicKey, 'status', signed)))
        return void response.writeHead(403).end('{}')
      statuses.push(JSON.parse(signed.text))
      json({ serverTime, version, keptSeq: kept.length, watched })
    } else if (path.endsWith('/levels')) {
      const signed = JSON.parse(await bodyOf(request))
      if (!(await isSignedBy(publicKey, 'levels', signed)))
        return void response.writeHead(403).end('{}')
      levels.push(StationLevelsText.parse(JSON.parse(signed.text)))
      json({ watched })
    } else if (path.endsWith('/events')) {
      const { events } = JSON.parse(await bodyOf(request))
      const results = []
      for (const signed of events) results.push(await keep(signed))
      if (stopsInBody) return void response.writeHead(200).write('{"results":[')
      json({ results, keptSeq: kept.length, serverTime })
    } else if (path.startsWith('/api/v1/assets/')) {
      sendAsset(request, response, assets.get(path.split('/').at(-1) ?? ''), stopsInBody)
    } else response.writeHead(404).end('{}')
  }

  async function keep(signed: { text: string; signature: string }) {
    const event = StationEvent.parse(JSON.parse(signed.text))
    const refused = (reason: string) => ({ seq: event.seq, result: 'refused', leaf: null, reason })
    if (!(await isSignedBy(publicKey, 'event', signed))) return refused('signature-wrong')
    const known = kept[event.seq - 1]
    if (known)
      return known.text === signed.text
        ? { seq: event.seq, result: 'known', leaf: event.seq - 1, reason: null }
        : refused('fork')
    if (event.seq !== kept.length + 1) return refused('gap')
    const before = kept.at(-1)
    if (before && eventHash(before.text) !== event.prev) return refused('chain-broken')
    kept.push({ text: signed.text, event })
    return { seq: event.seq, result: 'kept', leaf: event.seq - 1, reason: null }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    code: () => {
      const text = JSON.stringify({ url, root: office.fingerprint, secret })
      return `tiep-am:${toBase64url(new TextEncoder().encode(text))}`
    },
    publish: (signed, version) => {
      manifest = { signed, version }
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
    events: () => kept.map(({ event }) => event),
    statuses: () => statuses,
    levels: () => levels,
    setWatched: (next) => {
      watched = next
    },
    requests: () => requests,
    setFault: (decide) => {
      fault = decide
    },
    replaceAsset: (digest, bytes) => void assets.set(digest, bytes),
    forgetEventsAfter: (seq) => void kept.splice(seq),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer | undefined,
  stopsInBody: boolean,
): void {
  if (!bytes) return void response.writeHead(404).end('{}')
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const rest = bytes.subarray(from)
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length })
  if (!stopsInBody) return void response.end(rest)
  // Half of it, and then the cable is pulled.
  response.write(rest.subarray(0, rest.length >> 1), () => request.socket.destroy())
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
