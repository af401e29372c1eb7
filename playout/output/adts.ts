/** Samples of one AAC frame. */
export const FRAME_SAMPLES = 1_024

const HEADER_BYTES = 7

/**
 * Takes AAC frames out of what an encoder writes as ADTS (ISO/IEC 14496-3, 1.A.3.2): each is handed
 * out whole, with its header, and can be decoded after the one before.
 *
 * @throws Error when it is something else
 */
export function createFrameReader(): (bytes: Buffer) => readonly Buffer[] {
  let rest: Buffer = Buffer.alloc(0)
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const frames: Buffer[] = []
    while (rest.length >= HEADER_BYTES) {
      if (rest[0] !== 0xff || ((rest[1] as number) & 0xf6) !== 0xf0)
        throw new Error('the encoder gives something that is no AAC')
      const length = (rest.readUInt32BE(3) >>> 13) & 0x1fff
      if (length <= HEADER_BYTES) throw new Error('the encoder gives a broken AAC frame')
      if (rest.length < length) break
      frames.push(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
    return frames
  }
}
