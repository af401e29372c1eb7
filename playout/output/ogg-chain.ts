/**
 * Ogg Opus for a listener who may come, go and come back: what the encoder writes is handed on page
 * by page under new headers whenever a connection or a title begins, as a chain of logical streams
 * (RFC 3533 section 6; RFC 7845). Packets are never touched, and no packet of ours spans two pages.
 */
export type OggChain = Readonly<{
  /** Takes the encoder's output as it comes. */
  take(bytes: Buffer): void
  /** What follows stands under headers of its own, with this title. */
  begin(title: string): void
}>

const PAGE_HEAD = 27
const CONTINUED = 0x01
const FIRST = 0x02
const LAST = 0x04
/** Nothing that an encoder of ours writes has larger pages. */
const MAX_PAGE = 65_307
const PRE_SKIP_AT = 10

export function createOggChain(give: (bytes: Buffer) => void): OggChain {
  let rest: Buffer = Buffer.alloc(0)
  let head: Buffer | null = null
  /** Header pages of the encoder still to come: head and tags. */
  let headersToCome = 0
  let title = ''
  let serial = 1
  let sequence = 0
  let granule = 0n
  let base = 0n
  let isOpen = false

  function page(flags: number, body: Buffer, at: bigint): void {
    give(makePage(flags, body, at, serial, sequence++))
  }

  /** A stream of the chain ends and the next begins. */
  function restart(preSkip: boolean): void {
    if (!head) return
    if (isOpen) page(LAST, Buffer.alloc(0), granule - base)
    serial++
    sequence = 0
    base = preSkip ? 0n : granule
    const own = Buffer.from(head)
    if (!preSkip) own.writeUInt16LE(0, PRE_SKIP_AT)
    page(FIRST, own, 0n)
    page(0, tagsOf(title), 0n)
    isOpen = true
  }

  function takePage(whole: Buffer): void {
    const segments = whole[26] as number
    const body = whole.subarray(PAGE_HEAD + segments)
    const flags = whole[5] as number
    if (flags & FIRST) {
      head = Buffer.from(body)
      headersToCome = 1
      return
    }
    if (headersToCome > 0) {
      headersToCome--
      granule = 0n
      restart(true)
      return
    }
    const at = whole.readBigInt64LE(6)
    if (at >= 0n) granule = at
    const placed = Buffer.from(whole)
    placed[5] = flags & CONTINUED
    give(stamp(placed, at < 0n ? at : at - base, serial, sequence++))
  }

  return {
    take: (bytes) => {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      for (;;) {
        const length = lengthOfPage(rest)
        if (length === null) {
          // An encoder that writes anything else is no encoder of ours.
          if (rest.length > MAX_PAGE) rest = Buffer.alloc(0)
          return
        }
        takePage(rest.subarray(0, length))
        rest = rest.subarray(length)
      }
    },
    begin: (next) => {
      title = next
      restart(granule === 0n)
    },
  }
}

function lengthOfPage(bytes: Buffer): number | null {
  if (bytes.length < PAGE_HEAD || bytes.toString('latin1', 0, 4) !== 'OggS') return null
  const segments = bytes[26] as number
  if (bytes.length < PAGE_HEAD + segments) return null
  let length = PAGE_HEAD + segments
  for (let i = 0; i < segments; i++) length += bytes[PAGE_HEAD + i] as number
  return bytes.length < length ? null : length
}

function makePage(flags: number, body: Buffer, at: bigint, serial: number, seq: number): Buffer {
  // One packet; an empty page carries none.
  const segments = body.length === 0 ? 0 : Math.floor(body.length / 255) + 1
  const page = Buffer.alloc(PAGE_HEAD + segments + body.length)
  page.write('OggS', 0, 'latin1')
  page[5] = flags
  page[26] = segments
  page.fill(255, PAGE_HEAD, PAGE_HEAD + segments)
  if (segments > 0) page[PAGE_HEAD + segments - 1] = body.length % 255
  body.copy(page, PAGE_HEAD + segments)
  return stamp(page, at, serial, seq)
}

/** Writes a page's place in its stream, and the checksum over all of it. */
function stamp(page: Buffer, at: bigint, serial: number, sequence: number): Buffer {
  page.writeBigInt64LE(at, 6)
  page.writeUInt32LE(serial, 14)
  page.writeUInt32LE(sequence, 18)
  page.writeUInt32LE(0, 22)
  page.writeUInt32LE(checksum(page), 22)
  return page
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1
  return crc >>> 0
})

function checksum(page: Buffer): number {
  let crc = 0
  for (const byte of page) crc = ((crc << 8) ^ (CRC[((crc >>> 24) ^ byte) & 0xff] as number)) >>> 0
  return crc
}

function tagsOf(title: string): Buffer {
  const comment = Buffer.from(`TITLE=${title}`)
  const vendor = Buffer.from('Tiep Am')
  return Buffer.concat([Buffer.from('OpusTags'), counted(vendor), number(1), counted(comment)])
}

function counted(bytes: Buffer): Buffer {
  return Buffer.concat([number(bytes.length), bytes])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
