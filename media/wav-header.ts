/** Length of the header below. */
export const WAV_HEADER_BYTES = 44

/**
 * The RIFF header before so many mono 16-bit samples; its sizes stay at their maximum beyond 12 hours.
 * @param rate Hz
 */
export function wavHeader(rate: number, samples: number): Buffer {
  const bytes = Math.min(samples * 2, 0xffff_ffff - WAV_HEADER_BYTES)
  const header = Buffer.alloc(WAV_HEADER_BYTES)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(bytes + WAV_HEADER_BYTES - 8, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(bytes, 40)
  return header
}
