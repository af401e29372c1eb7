import { parentPort } from 'node:worker_threads'
import { type IAudioMetadata, parseFromTokenizer } from 'music-metadata'
import { fromFile } from 'strtok3'
import { isCutOff } from './cut-off.ts'
import type { Demuxer, Recognised } from './ffmpeg/recognise.ts'
import type { Claims, ProbeQuestion } from './probe.ts'

/** The thread that `probe` asks. Whatever a file does to it, it does here. */

const LONGEST_TEXT = 200
/** For WAV, Ogg and MP4 the parser states the length that is there, and this is how it says "cut off". */
const CUT_OFF =
  /length exceeding file length|reached before reaching last page|exceeds remaining bytes/
/** Bytes of one piece of a header: a picture of a tag is not read, however large it is. */
const LARGEST_PIECE = 4_000_000

const NOTHING: Claims = {
  container: null,
  codec: null,
  sampleRate: null,
  channels: null,
  title: null,
  promisedMs: null,
  isCutOff: false,
}

/** By which the parser is chosen, so that it guesses as little as ffmpeg does. */
const mimeTypes: Readonly<Partial<Record<Demuxer, string>>> = {
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  asf: 'audio/ms-asf',
  aiff: 'audio/aiff',
  mov: 'audio/mp4',
  matroska: 'audio/matroska',
}

parentPort?.on('message', async (question: ProbeQuestion) => {
  parentPort?.postMessage(await readClaims(question))
})

async function readClaims({ path, recognised }: ProbeQuestion): Promise<Claims | null> {
  const claims = await parseClaims(path, recognised)
  const endsEarly = await isCutOff(path, recognised).catch(() => false)
  return endsEarly ? { ...NOTHING, ...claims, isCutOff: true } : claims
}

/** A tag that is too large to be read is left out, and the sound behind it asked alone. */
async function parseClaims(path: string, recognised: Recognised): Promise<Claims | null> {
  const mimeType = mimeTypes[recognised.demuxer]
  if (mimeType === undefined) return null
  for (const from of new Set([0, recognised.skipBytes])) {
    const claims = await readFrom(path, mimeType, from).catch(() => null)
    if (claims !== null) return claims
  }
  return null
}

async function readFrom(path: string, mimeType: string, from: number): Promise<Claims | null> {
  const file = await fromFile(path, { maxBufferSize: LARGEST_PIECE })
  try {
    file.fileInfo.mimeType = mimeType
    file.setPosition(from)
    return showClaims(await parseFromTokenizer(file, { duration: false, skipCovers: true }))
  } catch (error) {
    // The parser throws a dozen kinds of error on hostile bytes; all but one mean "it says nothing".
    const saysSo = error instanceof Error && CUT_OFF.test(error.message)
    return saysSo ? { ...NOTHING, isCutOff: true } : null
  } finally {
    await file.close()
  }
}

function showClaims({ format, common, quality }: IAudioMetadata): Claims {
  return {
    container: plainText(format.container),
    codec: plainText(format.codec),
    sampleRate: plainNumber(format.sampleRate),
    channels: plainNumber(format.numberOfChannels),
    title: plainText(common.title),
    promisedMs: plainNumber((format.duration ?? Number.NaN) * 1000),
    isCutOff: quality.warnings.some(({ message }) => CUT_OFF.test(message)),
  }
}

/** Tags may hold control characters, bidirectional tricks and megabytes. */
function plainText(text: string | undefined): string | null {
  const plain = (text ?? '')
    .slice(0, 10 * LONGEST_TEXT)
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim()
  return plain === '' ? null : Array.from(plain).slice(0, LONGEST_TEXT).join('')
}

function plainNumber(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value >= 0 ? Math.round(value) : null
}
