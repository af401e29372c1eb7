import { parseFile } from 'music-metadata'

/** What a file says of itself. Shown to people; nothing is decided by it but a second look. */
export type Claims = Readonly<{
  container: string | null
  codec: string | null
  /** Hz. */
  sampleRate: number | null
  channels: number | null
  title: string | null
  /** Length that its header promises, in ms. Never a length: that comes from decoding alone. */
  promisedMs: number | null
  /** Its own structure says that there should be more of it. */
  isCutOff: boolean
}>

const NOTHING: Claims = {
  container: null,
  codec: null,
  sampleRate: null,
  channels: null,
  title: null,
  promisedMs: null,
  isCutOff: false,
}
const LONGEST_TEXT = 200
/** For WAV and Ogg the parser states the length that is there, and this is how it says "cut off". */
const CUT_OFF = /length exceeding file length|reached before reaching last page/
/** The parser is bounded by what a header may say, not by what it is worth waiting for. */
const PROBE_TIME_LIMIT_MS = 10_000

/**
 * Reads the headers of a file that came from anybody. Whatever is wrong with it, the answer is
 * claims, perhaps empty ones: whether it is sound, decoding will tell.
 */
export async function probe(path: string): Promise<Claims> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Claims>((resolve) => {
    timer = setTimeout(() => resolve(NOTHING), PROBE_TIME_LIMIT_MS)
  })
  try {
    return await Promise.race([readClaims(path), late])
  } finally {
    clearTimeout(timer)
  }
}

async function readClaims(path: string): Promise<Claims> {
  try {
    const { format, common, quality } = await parseFile(path, { duration: false, skipCovers: true })
    return {
      container: plainText(format.container),
      codec: plainText(format.codec),
      sampleRate: plainNumber(format.sampleRate),
      channels: plainNumber(format.numberOfChannels),
      title: plainText(common.title),
      promisedMs: plainNumber((format.duration ?? Number.NaN) * 1000),
      isCutOff: quality.warnings.some(({ message }) => CUT_OFF.test(message)),
    }
  } catch {
    // The parser throws a dozen kinds of error on hostile bytes; all mean "it says nothing".
    return NOTHING
  }
}

/** Tags may hold control characters, bidirectional tricks and megabytes. */
function plainText(text: string | undefined): string | null {
  const plain = (text ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
  return plain === '' ? null : Array.from(plain).slice(0, LONGEST_TEXT).join('')
}

function plainNumber(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value >= 0 ? Math.round(value) : null
}
