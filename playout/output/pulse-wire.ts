/**
 * PulseAudio's native protocol, as far as one playback or record stream needs it: control packets
 * of tagged values and packets of sound, each behind a descriptor of five 32-bit words. PipeWire
 * speaks it too. Version 13 (PulseAudio 0.9.11, 2008) is asked for, which every server still knows.
 * Source: src/pulse/stream.c and src/pulsecore/{native-common.h,tagstruct.h,pstream.c} of PulseAudio.
 */
export const PROTOCOL_VERSION = 13

export const COMMAND = {
  error: 0,
  reply: 2,
  createPlayback: 3,
  createRecord: 5,
  auth: 8,
  setClientName: 9,
  getPlaybackLatency: 14,
  playbackKilled: 64,
  recordKilled: 65,
} as const

/** One value of a control packet. */
export type Tagged =
  | Readonly<{ u32: number }>
  | Readonly<{ bool: boolean }>
  /** Null is PulseAudio's null string: let the server choose. */
  | Readonly<{ text: string | null }>
  | Readonly<{ bytes: Uint8Array }>
  | Readonly<{ time: readonly [seconds: number, micros: number] }>
  /** 16-bit samples, little-endian, mono, at so many a second. */
  | Readonly<{ monoAt: number }>
  | Readonly<{ properties: Readonly<Record<string, string>> }>
  /** The channel map, and the volume, of one channel. */
  | Readonly<{ fixed: 'mono' | 'full-volume' }>

const CONTROL_CHANNEL = 0xffff_ffff
const DESCRIPTOR_BYTES = 20
/** No packet of a sane server is larger. */
const MAX_PACKET_BYTES = 1_048_576
const FORMAT_S16LE = 3
const CHANNEL_MONO = 0
const VOLUME_NORM = 0x1_0000

/** Places in a stream as PulseAudio's seek modes name them. */
export type Seek = 'relative' | 'absolute'

export function controlPacket(command: number, tag: number, values: readonly Tagged[]): Buffer {
  const parts = [{ u32: command }, { u32: tag }, ...values].map(encode)
  return packet(CONTROL_CHANNEL, 0, 0, Buffer.concat(parts))
}

/** @param offset in bytes, by the seek mode; never negative */
export function soundPacket(
  channel: number,
  seek: Seek,
  offset: number,
  pcm: Uint8Array,
): readonly Buffer[] {
  return [descriptor(channel, offset, seek === 'absolute' ? 1 : 0, pcm.length), Buffer.from(pcm)]
}

function packet(channel: number, offset: number, flags: number, body: Buffer): Buffer {
  return Buffer.concat([descriptor(channel, offset, flags, body.length), body])
}

function descriptor(channel: number, offset: number, flags: number, bytes: number): Buffer {
  const head = Buffer.alloc(DESCRIPTOR_BYTES)
  head.writeUInt32BE(bytes, 0)
  head.writeUInt32BE(channel, 4)
  head.writeBigInt64BE(BigInt(offset), 8)
  head.writeUInt32BE(flags, 16)
  return head
}

function encode(value: Tagged): Buffer {
  if ('u32' in value) return numbered('L', value.u32)
  if ('bool' in value) return Buffer.from(value.bool ? '1' : '0')
  if ('text' in value) return value.text === null ? Buffer.from('N') : textOf(value.text)
  if ('bytes' in value) return Buffer.concat([numbered('x', value.bytes.length), value.bytes])
  if ('time' in value) return Buffer.concat([numbered('T', value.time[0]), u32(value.time[1])])
  if ('monoAt' in value)
    return Buffer.concat([Buffer.from('a'), Buffer.from([FORMAT_S16LE, 1]), u32(value.monoAt)])
  if ('properties' in value) return propertiesOf(value.properties)
  return value.fixed === 'mono'
    ? Buffer.from(['m'.charCodeAt(0), 1, CHANNEL_MONO])
    : Buffer.concat([Buffer.from(['v'.charCodeAt(0), 1]), u32(VOLUME_NORM)])
}

function propertiesOf(properties: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(properties).flatMap(([key, value]) => {
    const bytes = Buffer.from(`${value}\0`)
    return [textOf(key), numbered('L', bytes.length), numbered('x', bytes.length), bytes]
  })
  return Buffer.concat([Buffer.from('P'), ...parts, Buffer.from('N')])
}

function numbered(tag: string, value: number): Buffer {
  return Buffer.concat([Buffer.from(tag), u32(value)])
}

function textOf(text: string): Buffer {
  return Buffer.from(`t${text}\0`)
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A packet as it came: an answer or a message of the server, or sound. */
export type Packet = Readonly<{ channel: number | null; body: Buffer }>

/** Puts packets together from what a connection hands out. */
export function createPacketReader(): (bytes: Buffer) => readonly Packet[] {
  let rest: Buffer = Buffer.alloc(0)
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const packets: Packet[] = []
    while (rest.length >= DESCRIPTOR_BYTES) {
      const length = rest.readUInt32BE(0)
      if (length > MAX_PACKET_BYTES) throw new Error('not a PulseAudio server')
      if (rest.length < DESCRIPTOR_BYTES + length) break
      const channel = rest.readUInt32BE(4)
      packets.push({
        channel: channel === CONTROL_CHANNEL ? null : channel,
        body: rest.subarray(DESCRIPTOR_BYTES, DESCRIPTOR_BYTES + length),
      })
      rest = rest.subarray(DESCRIPTOR_BYTES + length)
    }
    return packets
  }
}

/** Reads the values of a control packet one after the other. */
export function createValueReader(body: Buffer): Readonly<{
  u32(): number
  bool(): boolean
  /** Microseconds. */
  duration(): number
  /** Microseconds since 1970. */
  time(): number
  signed(): number
}> {
  let at = 0
  const expect = (tags: string) => {
    const tag = String.fromCharCode(body[at] ?? 0)
    if (!tags.includes(tag))
      throw new Error(`the server sent "${tag}" where "${tags}" was expected`)
    at++
    return tag
  }
  const next = (bytes: number) => {
    at += bytes
    return at - bytes
  }
  return {
    u32: () => {
      expect('L')
      return body.readUInt32BE(next(4))
    },
    bool: () => expect('10') === '1',
    duration: () => {
      expect('U')
      return Number(body.readBigUInt64BE(next(8)))
    },
    time: () => {
      expect('T')
      return body.readUInt32BE(next(4)) * 1e6 + body.readUInt32BE(next(4))
    },
    signed: () => {
      expect('r')
      return Number(body.readBigInt64BE(next(8)))
    },
  }
}
