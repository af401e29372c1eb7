import { connect, type Socket } from 'node:net'
import type { Clock } from '../contract/time.ts'
import { createBackOff } from './back-off.ts'
import { authorizationOf, CONTENT_TYPES, type IcecastMount } from './icecast-mount.ts'
import { createIcecastPulse } from './icecast-pulse.ts'

/**
 * The connection over which a source gives its sound to an Icecast server.
 *
 *   waiting ──▶ asking ──2xx, 100──▶ giving
 *      ▲           └─ refused, silent ─┐  └─ gone, stands still ─┐
 *      └───────────── back-off ────────┴─────────────────────────┘
 *
 * The system takes minutes of sound for a server that stands still, and so the server is asked all
 * the time whether it is there (see icecast-pulse.ts).
 */
export type IcecastSource = Readonly<{
  /** Encoded sound; dropped while there is no connection. */
  write(bytes: Buffer): void
  /** Why nothing gets through; null when it does. */
  lost(): string | null
  close(): void
}>

export type IcecastSourceParts = Readonly<{
  /** Told why nothing gets through, and when it does. */
  changed(lost: string | null): void
  /** Place up to which it was given sound. */
  place(): number
  /** The server was there when it had everything up to a place. */
  heardTo(place: number): void
}>

const ANSWER_TIME_LIMIT_MS = 3_000
/** A server that is not there is asked this often, ms: it is to be heard 0.5 s after it is back. */
const NOBODY_MOST_MS = 100
/**
 * MP3 that nobody could take is kept in this many bytes, 0.4 s, and given first: the server passes
 * sound on in blocks of 1,400 bytes, and so has one at once.
 */
const KEPT = 3_000
/** Waiting for the server, in bytes: 8 s at 64 kbit/s. */
const MAX_WAITING = 64_000

export function openIcecastSource(
  mount: IcecastMount,
  clock: Clock,
  parts: IcecastSourceParts,
): IcecastSource {
  const backOff = createBackOff()
  /** A server that is not there is asked often, since it costs nothing and it is soon back. */
  const nobodyThere = createBackOff(NOBODY_MOST_MS)
  let giving: Socket | null = null
  let socket: Socket | null = null
  let reason: string | null = 'not connected yet'
  let closed = false
  let cancel = () => {}
  const pulse = createIcecastPulse(mount, clock, {
    place: parts.place,
    isThere: parts.heardTo,
    isStill: () => giving?.destroy(new Error('the server does not answer')),
  })
  let kept: readonly Buffer[] = []

  /** Only whole pieces, since a piece ends where a frame does. */
  function keep(bytes: Buffer): void {
    kept = [...kept, bytes]
    while (kept.length > 1 && kept.reduce((sum, one) => sum + one.length, 0) > KEPT)
      kept = kept.slice(1)
  }

  function set(next: string | null): void {
    reason = next
    parts.changed(next)
  }

  function ask(): void {
    const asking = connect({ host: mount.host, port: mount.port, noDelay: true, keepAlive: true })
    socket = asking
    let answer = ''
    const stopWaiting = clock.after(ANSWER_TIME_LIMIT_MS, () =>
      asking.destroy(new Error('the server does not answer')),
    )
    let why = 'the server closed the connection'
    let wait = backOff
    asking.once('connect', () => asking.write(requestOf(mount)))
    asking.on('error', (error) => {
      why = error.message
      if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') wait = nobodyThere
    })
    asking.on('data', (bytes: Buffer) => {
      if (giving === asking) return
      answer += bytes.toString('latin1')
      if (!answer.includes('\r\n\r\n')) return
      stopWaiting()
      const status = /^(?:HTTP\/1\.[01]|ICE\/1\.0) (\d{3})([^\r\n]*)/.exec(answer)
      if (status?.[1] === '100' || status?.[1] === '200') {
        giving = asking
        backOff.reset()
        nobodyThere.reset()
        set(null)
        pulse.begin()
        for (const bytes of kept) asking.write(bytes)
        kept = []
      } else {
        why = `the server answered ${status?.[1] ?? 'nothing that is HTTP'}${status?.[2] ?? ''}`
        asking.destroy()
      }
    })
    asking.once('close', () => {
      stopWaiting()
      if (giving === asking) pulse.end()
      // A connection that worked and broke is most often a server that starts again.
      if (giving === asking) wait = nobodyThere
      giving = null
      if (closed) return
      set(why)
      cancel = clock.after(wait.next(), ask)
    })
  }

  ask()
  return {
    lost: () => reason,
    write: (bytes) => {
      if (!giving) {
        if (mount.format === 'mp3') keep(bytes)
        return
      }
      if (giving.writableLength > MAX_WAITING)
        giving.destroy(new Error('the server does not take anything'))
      else giving.write(bytes)
    },
    close: () => {
      closed = true
      cancel()
      pulse.end()
      if (giving) giving.end()
      else socket?.destroy()
    },
  }
}

function requestOf(mount: IcecastMount): string {
  const first =
    mount.method === 'PUT' ? `PUT ${mount.path} HTTP/1.1` : `SOURCE ${mount.path} HTTP/1.0`
  const lines = [
    first,
    `Host: ${mount.host}:${mount.port}`,
    `Authorization: ${authorizationOf(mount)}`,
    'User-Agent: tiep-am',
    `Content-Type: ${CONTENT_TYPES[mount.format]}`,
    'Ice-Public: 0',
    'Ice-Name: Tiep Am',
  ]
  if (mount.method === 'PUT') lines.push('Expect: 100-continue')
  return `${lines.join('\r\n')}\r\n\r\n`
}
