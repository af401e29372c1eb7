/** One frame's header: how long the frame is, and what all frames of a stream have in common. */
type FrameHeader = Readonly<{ bytes: number; kind: string }>
export type ParseFrame = (bytes: Uint8Array, at: number) => FrameHeader | null

/** kbit/s by bitrate index, for layers 1, 2, 3 of MPEG-1 and then of MPEG-2 (ISO 11172-3, 13818-3). */
const MPEG1_KBIT = [
  [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
] as const
const MPEG2_KBIT = [
  [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const
const MPEG1_RATES = [44_100, 48_000, 32_000] as const

/** A frame of MPEG audio, layers 1 to 3; free format is not known to ffmpeg either. */
export const parseMpegFrame: ParseFrame = (bytes, at) => {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 4)
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null
  const version = (second >> 3) & 3
  const layer = 4 - ((second >> 1) & 3)
  const baseRate = MPEG1_RATES[(third >> 2) & 3]
  const table = version === 3 ? MPEG1_KBIT : MPEG2_KBIT
  const kbit = table[layer - 1]?.[(third >> 4) - 1]
  if (version === 1 || layer === 4 || baseRate === undefined || kbit === undefined) return null
  const rate = version === 3 ? baseRate : version === 2 ? baseRate / 2 : baseRate / 4
  const padding = (third >> 1) & 1
  const kind = `mpeg ${version} ${layer} ${rate}`
  if (layer === 1) return { kind, bytes: (Math.floor((12_000 * kbit) / rate) + padding) * 4 }
  const coefficient = layer === 3 && version !== 3 ? 72_000 : 144_000
  return { kind, bytes: Math.floor((coefficient * kbit) / rate) + padding }
}

/** A frame of AAC in ADTS (ISO 13818-7, 6.2). */
export const parseAdtsFrame: ParseFrame = (bytes, at) => {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = bytes.subarray(
    at,
    at + 6,
  )
  if (first !== 0xff || (second & 0xf6) !== 0xf0) return null
  const rateIndex = (third >> 2) & 15
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5)
  if (rateIndex > 12 || length < 7) return null
  return { kind: `adts ${third >> 6} ${rateIndex}`, bytes: length }
}

/** Where so many frames of one kind stand one right behind the other; null when nowhere. */
export function findFrames(bytes: Uint8Array, parse: ParseFrame, wanted: number): number | null {
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    if (countFrames(bytes, at, parse, wanted) === wanted) return at
  }
  return null
}

function countFrames(bytes: Uint8Array, from: number, parse: ParseFrame, most: number): number {
  const kind = parse(bytes, from)?.kind
  let count = 0
  for (let at = from; count < most; count++) {
    const frame = parse(bytes, at)
    if (frame === null || frame.kind !== kind) break
    at += frame.bytes
  }
  return count
}

/**
 * How much of these bytes, up to the last frame, is frames: 0 to 1. A frame counts when
 * another of its kind stands right before or behind it; what comes after the last does not matter.
 */
export function shareOfFrames(bytes: Uint8Array, parse: ParseFrame): number {
  let framed = 0
  let end = 0
  let kind: string | null = null
  for (let at = 0; at !== -1 && at < bytes.length; ) {
    const frame = parse(bytes, at)
    const isPart =
      frame !== null &&
      ((at === end && frame.kind === kind) || parse(bytes, at + frame.bytes)?.kind === frame.kind)
    if (isPart) {
      framed += frame.bytes
      end = at + frame.bytes
      kind = frame.kind
    }
    at = isPart ? end : bytes.indexOf(0xff, at + 1)
  }
  return end === 0 ? 0 : framed / end
}
