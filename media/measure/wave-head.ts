/** What the head of a WAV stream says of the samples behind it. */
export type WaveHead = Readonly<{
  /** Hz. */
  rate: number
  channels: number
  /** Weight of each channel in the loudness, after ITU-R BS.1770. */
  weights: readonly number[]
  /** Bytes before the first sample. */
  bytes: number
}>

const SPEAKER_LOW_FREQUENCY = 1 << 3
/** Back, side and top-back places of the channel mask. */
const SPEAKERS_BEHIND = 0x700 | 0x30 | 0x38000

/**
 * Reads the head that our own ffmpeg writes before PCM in a pipe; null while more bytes are needed.
 * Sizes in it mean nothing, since it was written before the sound was known.
 */
export function readWaveHead(bytes: Buffer): WaveHead | null {
  const format = bytes.indexOf('fmt ', 12, 'latin1')
  const data = format === -1 ? -1 : bytes.indexOf('data', format + 24, 'latin1')
  if (data === -1 || bytes.length < data + 8) return null
  const channels = bytes.readUInt16LE(format + 10)
  const extended = bytes.readUInt32LE(format + 4) >= 40
  const mask = extended ? bytes.readUInt32LE(format + 28) : 0
  const rate = bytes.readUInt32LE(format + 12)
  return { rate, channels, weights: weigh(channels, mask), bytes: data + 8 }
}

/** Channels come in the order of the mask's bits. */
function weigh(channels: number, mask: number): number[] {
  const places = Array.from({ length: 18 }, (_, bit) => 1 << bit).filter((bit) => mask & bit)
  return Array.from({ length: channels }, (_, channel) => {
    const place = places[channel] ?? 0
    if (place === SPEAKER_LOW_FREQUENCY) return 0
    return place & SPEAKERS_BEHIND ? 1.41 : 1
  })
}
