import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ErrorParams } from './errors.ts'
import { isCopyProtected } from './ffmpeg/copy-protection.ts'
import { type Recognised, recogniseFile } from './ffmpeg/recognise.ts'
import type { HearingJob, HearingRefusal, HearOutcome, HearProgress } from './hear.ts'
import { HEARING_RATE } from './hearing/bands.ts'
import { fingerprint } from './hearing/fingerprint.ts'
import { ListenError, listen } from './hearing/listen.ts'
import { listenWhole } from './hearing/listen-whole.ts'
import { MATCHER_VERSION, Matcher } from './hearing/match.ts'
import { matcherDigest } from './hearing/matcher-digest.ts'
import { makeReference, type Reference } from './hearing/reference.ts'
import { InStep } from './in-step.ts'
import { copyNeeded } from './listening-copy.ts'
import { SILENT_RMS } from './loudness.ts'
import { probe } from './probe.ts'
import { RecordingPicture } from './recording-picture.ts'

const SHORTEST_MS = 1_000
/** A day, and an hour for clocks. */
const LONGEST_MS = 25 * 3_600_000
/** The loudest second of a recording with a microphone in it is above that, as mean square. */
const SILENT_POWER = 10 ** (SILENT_RMS / 10)

/** Hears a recording: from a file of whatever kind to what it is and what sounds in it, or a refusal. */
export async function hearFile(
  job: HearingJob,
  onProgress: (progress: HearProgress) => void,
): Promise<HearOutcome> {
  const { program, path, references, printTo } = job
  if ((await stat(path)).size === 0) return refused('empty-file')
  const recognised = await recogniseFile(path)
  if (recognised === null) return refused('not-sound')
  if (recognised.demuxer === 'mov' && (await isCopyProtected(path)))
    return refused('protected-sound')
  const claims = await probe(path, recognised)
  const promisedMs = claims.promisedMs || null
  const matcher = new Matcher(await readReferences(program, references))
  const picture = new RecordingPicture(HEARING_RATE)
  const hash = createHash('sha256')
  const toPrint = new InStep<Float32Array>()
  const printed = pipeline(Readable.from(fingerprint(toPrint)), createWriteStream(printTo))
  // A full disk is told below, once nothing more comes.
  printed.catch(() => toPrint.end())
  const samples = async function* () {
    for await (const chunk of listen({ program, path })) {
      picture.add(chunk)
      hash.update(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
      if (picture.milliseconds() > LONGEST_MS) throw new TooLong()
      await toPrint.give(chunk)
      yield chunk
    }
  }
  const expected = new Set(references.flatMap(({ id, expected }) => (expected ? [id] : [])))
  try {
    const hearings = await matcher.match(samples(), expected, (seconds) =>
      onProgress({ heardMs: Math.round(seconds * 1000), promisedMs }),
    )
    toPrint.end()
    await printed
    const durationMs = picture.milliseconds()
    if (durationMs < SHORTEST_MS)
      return refused('too-short', { milliseconds: durationMs, limitMilliseconds: SHORTEST_MS })
    if (picture.loudestPower() <= SILENT_POWER) return refused('no-sound-in-it')
    return {
      ok: true,
      value: {
        ...{ contentType: contentTypeOf(recognised), durationMs, hearings },
        copyNeeded: copyNeeded(recognised, claims),
        ...{ soundDigest: hash.digest('hex'), peaks: picture.peaks() },
        matcher: { version: MATCHER_VERSION, source: matcherDigest() },
      },
    }
  } catch (error) {
    if (error instanceof TooLong) return refused('recording-too-long')
    if (error instanceof ListenError)
      return refused(/matches no streams/.test(error.message) ? 'no-audio-stream' : 'not-sound')
    throw error
  } finally {
    toPrint.end()
  }
}

class TooLong extends Error {}

async function readReferences(
  program: string,
  references: HearingJob['references'],
): Promise<Reference[]> {
  const made: Reference[] = []
  for (const { id, path } of references)
    made.push(makeReference(id, await listenWhole({ program, path })))
  return made
}

const contentTypes: Readonly<Record<Recognised['demuxer'], string>> = {
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  wav: 'audio/wav',
  w64: 'audio/x-w64',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  amr: 'audio/amr',
  asf: 'audio/x-ms-wma',
  aiff: 'audio/aiff',
  caf: 'audio/x-caf',
  mov: 'audio/mp4',
  matroska: 'audio/webm',
}

function contentTypeOf({ demuxer }: Recognised): string {
  return contentTypes[demuxer]
}

function refused(reason: HearingRefusal, params: ErrorParams = {}): HearOutcome {
  return { ok: false, reason, params }
}
