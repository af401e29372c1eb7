import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { SAMPLE_RATE } from '../contract/time.ts'
import {
  COMMAND,
  controlPacket,
  createPacketReader,
  createValueReader,
  PROTOCOL_VERSION,
  type Seek,
  soundPacket,
  type Tagged,
} from './pulse-wire.ts'

/** Where the sound server is. */
export type PulseServer = Readonly<{
  /** Path of its socket, or host and port. */
  address: Readonly<{ path: string }> | Readonly<{ host: string; port: number }>
  /** File with the 256 bytes that a server on another machine or of another user asks for. */
  cookiePath: string | null
}>

/** Where the server stood when it answered. */
export type PulseTiming = Readonly<{
  /** Samples of the stream that had been heard, with a fraction. */
  heard: number
  /** Samples up to which the server has taken the stream out of its buffer for the device. */
  taken: number
}>

/** One stream to or from one device of a sound server, while it lasts. */
export type PulseLink = Readonly<{
  /** Gives it sound; `offset` in samples, by the seek mode. */
  write(pcm: Uint8Array, seek: Seek, offset: number): void
  /** Asks where it stands; answered later. */
  askTiming(answered: (timing: PulseTiming) => void): void
  /** Breaks it off as one that is of no use; it is told to be lost. */
  fail(reason: string): void
  close(): void
}>

export type PulseLinkParts = Readonly<{
  server: PulseServer
  direction: 'playback' | 'record'
  /** Name of the sink or source; null for the server's default. */
  device: string | null
  ready(link: PulseLink): void
  /** Told once. */
  lost(reason: string): void
  /** Takes recorded sound. */
  heard?(pcm: Buffer): void
}>

const BYTES = 2
const NO_INDEX = 0xffff_ffff
const COOKIE_BYTES = 256
/** Held by the server at most, s. */
const MOST_HELD_S = 4
/** What the server should have in hand; its devices' latency follows from it, s. */
const TARGET_S = 0.25
const RECORD_FRAGMENT_S = 0.02

/** Codes of PulseAudio's errors that a person can do something about. */
const ERRORS: Readonly<Record<number, string>> = {
  1: 'the sound server refuses access',
  5: 'there is no such device',
  6: 'the sound server refused the connection',
}

export function openPulseLink(parts: PulseLinkParts): PulseLink {
  const socket = connect(parts.server.address)
  const read = createPacketReader()
  const answers = new Map<number, (body: ReturnType<typeof createValueReader>) => void>()
  let tag = 0
  let channel = 0
  let over = false

  function lose(reason: string): void {
    if (over) return
    over = true
    socket.destroy()
    parts.lost(reason)
  }

  function ask(
    command: number,
    values: readonly Tagged[],
    answered: (body: ReturnType<typeof createValueReader>) => void,
  ): void {
    answers.set(++tag, answered)
    socket.write(controlPacket(command, tag, values))
  }

  function take(body: Buffer): void {
    const values = createValueReader(body)
    const command = values.u32()
    const about = values.u32()
    if (command === COMMAND.playbackKilled || command === COMMAND.recordKilled)
      lose('the device has gone')
    if (command === COMMAND.error) {
      const code = values.u32()
      lose(ERRORS[code] ?? `the sound server answered with error ${code}`)
    }
    if (command !== COMMAND.reply) return
    const answered = answers.get(about)
    answers.delete(about)
    answered?.(values)
  }

  const link: PulseLink = {
    write: (pcm, seek, offset) => {
      for (const part of soundPacket(channel, seek, offset * BYTES, pcm)) socket.write(part)
    },
    askTiming: (answered) =>
      ask(COMMAND.getPlaybackLatency, [{ u32: channel }, { time: [0, 0] }], (values) => {
        const latency = values.duration()
        values.duration()
        values.bool()
        values.time()
        // The server's own clock is of no use: it may be another machine's, and be set.
        values.time()
        values.signed()
        const taken = values.signed() / BYTES
        answered({ taken, heard: taken - (latency * SAMPLE_RATE) / 1e6 })
      }),
    fail: lose,
    close: () => {
      over = true
      socket.destroy()
    },
  }

  socket.on('connect', () => {
    const version = { u32: PROTOCOL_VERSION }
    ask(COMMAND.auth, [version, { bytes: cookieOf(parts.server) }], () =>
      ask(COMMAND.setClientName, [{ properties: { 'application.name': 'Tiếp Âm' } }], () =>
        ask(...creation(parts), (values) => {
          channel = values.u32()
          parts.ready(link)
        }),
      ),
    )
  })
  socket.on('data', (bytes: Buffer) => {
    try {
      for (const packet of read(bytes)) {
        if (over) return
        if (packet.channel === null) take(packet.body)
        else parts.heard?.(packet.body)
      }
    } catch (error) {
      lose((error as Error).message)
    }
  })
  socket.on('error', (error) => lose(error.message))
  socket.on('close', () => lose('the sound server has gone'))
  return link
}

/** Local servers know us by our user; without the file they are asked all the same. */
function cookieOf({ cookiePath }: PulseServer): Uint8Array {
  try {
    const cookie = cookiePath === null ? null : readFileSync(cookiePath)
    if (cookie?.length === COOKIE_BYTES) return cookie
  } catch {
    // Told by the server's refusal, if it minds.
  }
  return new Uint8Array(COOKIE_BYTES)
}

function creation({ direction, device }: PulseLinkParts): [number, readonly Tagged[]] {
  const bytes = (seconds: number) => Math.round(seconds * SAMPLE_RATE) * BYTES
  const no: Tagged = { bool: false }
  const yes: Tagged = { bool: true }
  const head: readonly Tagged[] = [
    { monoAt: SAMPLE_RATE },
    { fixed: 'mono' },
    { u32: NO_INDEX },
    { text: device },
  ]
  // No remap, no remix, fix format, rate, channels: all no. Never moved: a device is meant.
  const flags: readonly Tagged[] = [no, no, no, no, no, yes, no]
  const properties = { 'media.name': 'Tiếp Âm', 'media.role': 'production' }
  if (direction === 'record')
    return [
      COMMAND.createRecord,
      [
        ...head,
        ...[{ u32: bytes(MOST_HELD_S) }, no, { u32: bytes(RECORD_FRAGMENT_S) }],
        ...flags,
        ...[no, yes, { properties }, { u32: NO_INDEX }],
      ],
    ]
  return [
    COMMAND.createPlayback,
    [
      ...head,
      { u32: bytes(MOST_HELD_S) },
      no,
      { u32: bytes(TARGET_S) },
      // It starts at once and never stops for want of sound, so that places keep their instants.
      { u32: 0 },
      { u32: bytes(RECORD_FRAGMENT_S) },
      { u32: 0 },
      { fixed: 'full-volume' },
      ...flags,
      ...[no, yes, { properties }],
    ],
  ]
}
