/** Sound of one voice: mono, 16 bit. */
export type Pcm = Readonly<{ rate: number; samples: Int16Array }>

/** Quieter than −46 dBFS is silence around speech. */
const SILENT = 164
/** Of it this much stays at both ends, so that no consonant is bitten off. */
const MARGIN_SECONDS = 0.012
/** Ends are faded over this time, against clicks. */
const FADE_SECONDS = 0.004

/**
 * A WAV file from a voice, whatever its sample format, as mono 16 bit. Its header may not know its
 * length, as when it was written to a pipe.
 * @throws Error with what is wrong with it
 */
export function parseWav(bytes: Uint8Array): Pcm {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE')
    throw new Error('it is no WAV file')
  let format: WavFormat | null = null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    if (tag(at) === 'fmt ' && at + 24 <= bytes.length) format = formatAt(view, at + 8)
    if (tag(at) === 'data') {
      if (format === null) throw new Error('its format is not stated')
      const end = Math.min(bytes.length, at + 8 + length)
      return { rate: format.rate, samples: samplesOf(view, at + 8, end, format) }
    }
    at += 8 + length + (length % 2)
  }
  throw new Error('there is no sound in it')
}

type WavFormat = Readonly<{ float: boolean; channels: number; rate: number; bytesEach: number }>

function formatAt(view: DataView, at: number): WavFormat {
  const kind = view.getUint16(at, true)
  const channels = view.getUint16(at + 2, true)
  const rate = view.getUint32(at + 4, true)
  const bytesEach = view.getUint16(at + 14, true) / 8
  const extensible = kind === 0xfffe && at + 26 <= view.byteLength
  const coded = extensible ? view.getUint16(at + 24, true) : kind
  const known = coded === 1 ? [1, 2, 3, 4].includes(bytesEach) : coded === 3 && bytesEach === 4
  if (!known || channels < 1 || channels > 8 || rate < 8000 || rate > 192_000)
    throw new Error(
      `its format ${coded}, ${channels} × ${rate} Hz × ${bytesEach} bytes is not known`,
    )
  return { float: coded === 3, channels, rate, bytesEach }
}

/** Channels are averaged. */
function samplesOf(view: DataView, from: number, to: number, format: WavFormat): Int16Array {
  const { channels, bytesEach } = format
  const frame = channels * bytesEach
  const samples = new Int16Array(Math.max(0, Math.floor((to - from) / frame)))
  for (let index = 0; index < samples.length; index++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++)
      sum += sampleAt(view, from + index * frame + channel * bytesEach, format)
    const value = Math.round((sum / channels) * 32_768)
    samples[index] = Math.max(-32_768, Math.min(32_767, Number.isNaN(value) ? 0 : value))
  }
  return samples
}

/** −1…1 */
function sampleAt(view: DataView, at: number, { float, bytesEach }: WavFormat): number {
  if (float) return view.getFloat32(at, true)
  switch (bytesEach) {
    case 1:
      return (view.getUint8(at) - 128) / 128
    case 2:
      return view.getInt16(at, true) / 32_768
    case 3:
      return (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608
    default:
      return view.getInt32(at, true) / 2_147_483_648
  }
}

/** Without the silence around it, its ends faded; empty when all of it is silence. */
export function trimSilence({ rate, samples }: Pcm): Pcm {
  const isSound = (sample: number) => Math.abs(sample) > SILENT
  const first = samples.findIndex(isSound)
  if (first === -1) return { rate, samples: samples.slice(0, 0) }
  const margin = Math.round(MARGIN_SECONDS * rate)
  const last = samples.findLastIndex(isSound)
  const kept = samples.slice(Math.max(0, first - margin), last + 1 + margin)
  const fade = Math.min(Math.round(FADE_SECONDS * rate), kept.length >> 1)
  for (let index = 0; index < fade; index++) {
    const end = kept.length - 1 - index
    kept[index] = Math.round(((kept[index] ?? 0) * index) / fade)
    kept[end] = Math.round(((kept[end] ?? 0) * index) / fade)
  }
  return { rate, samples: kept }
}

/** Samples as they lie in a WAV file. */
export function bytesOf(samples: Int16Array): Uint8Array {
  const bytes = Buffer.alloc(samples.length * 2)
  for (let index = 0; index < samples.length; index++)
    bytes.writeInt16LE(samples[index] ?? 0, index * 2)
  return bytes
}
