import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { bundledFfmpeg, findFfmpeg } from '../../media/ffmpeg/find.ts'
import { sha256Hex } from '../../playout/contract/hash.ts'
import type { Centre } from './centre.ts'

const run = promisify(execFile)
const samples = path.join(import.meta.dirname, '..', '..', 'media', 'samples')
const { path: system } = await findFfmpeg(process.env)
/** The one that writes AMR. */
const program = bundledFfmpeg() ?? system

/** A bulletin of the sample office. */
function sampleFile(name: string): string {
  return path.join(samples, `${name}.opus`)
}

/** Gives a bulletin's versions that sound, with the files that taking it in would have stored. */
export async function giveSample(
  centre: Centre,
  version: string,
  name: string,
): Promise<{ asset: string; seconds: number }> {
  const at = (ending: string) => path.join(centre.folder, `${name}.${ending}`)
  const mono = ['-v', 'error', '-y', '-i', sampleFile(name), '-ac', '1', '-ar', '48000']
  await run(program, [...mono, '-f', 's16le', at('raw')])
  await run(program, [...mono, '-sample_fmt', 's16', at('flac')])
  await run(program, [...mono, '-b:a', '80k', at('mp3')])
  const length = (await stat(at('raw'))).size / 2
  const master = await centre.store.putFile(at('flac'))
  const mp3 = await centre.store.putFile(at('mp3'))
  // As ingest names a sound: by its samples, not by any file of it.
  const asset = sha256Hex(`samples of ${name}`)
  const { db } = centre.deps
  await db
    .insertInto('asset')
    .values({
      ...{ id: asset, samples: length, loudness: -1600, true_peak: -150, source: '{}' },
      ...{ peaks: '[-9,9,-4,4]', original_digest: sha256Hex(name), original_name: `${name}.wav` },
      ...{ created_by: 'lan', created_at: 0 },
    })
    .onConflict((on) => on.column('id').doNothing())
    .execute()
  for (const [kind, type, { digest, bytes }] of [
    ['master', 'audio/flac', master],
    ['mp3', 'audio/mpeg', mp3],
    ['opus', 'audio/ogg; codecs=opus', mp3],
  ] as const)
    await db
      .insertInto('rendition')
      .values({ digest, asset_id: asset, kind, content_type: type, bytes, samples: length })
      .onConflict((on) => on.doNothing())
      .execute()
  await db
    .updateTable('bulletin_version')
    .set({ asset_id: asset })
    .where('id', '=', version)
    .execute()
  return { asset, seconds: length / 48_000 }
}

/** How a phone in a street has it. */
export type Street = Readonly<{
  /** Seconds of street before and after. */
  before?: number
  after?: number
  /** File ending: 3gp (AMR-NB), webm (Opus), m4a, mp3, wav. */
  as: string
  /** Noise, as amplitude. */
  noise?: number
  /** Only these seconds of the bulletin. */
  cut?: Readonly<{ fromS: number; toS: number }>
  /** Instead of these seconds of the bulletin, the same of another one. */
  instead?: Readonly<{ name: string; fromS: number; toS: number }>
}>

/** A recording of a bulletin through a horn, in a street, as a phone's recorder writes it. */
export async function recordStreet(centre: Centre, name: string, street: Street): Promise<string> {
  const { before = 20, after = 20, as, noise = 0.01, instead, cut } = street
  const out = path.join(centre.folder, `street-${randomUUID()}.${as}`)
  const pieces = instead
    ? `[0:a]aresample=16000,asplit[p][q];[p]atrim=0:${instead.fromS}[a];` +
      `[1:a]aresample=16000,atrim=${instead.fromS}:${instead.toS},asetpts=PTS-STARTPTS[b];` +
      `[q]atrim=${instead.toS},asetpts=PTS-STARTPTS[c];[a][b][c]concat=n=3:v=0:a=1[said];`
    : `[0:a]aresample=16000${cut ? `,atrim=${cut.fromS}:${cut.toS},asetpts=PTS-STARTPTS` : ''}[said];`
  const horn = `[said]highpass=f=320,lowpass=f=3600,adelay=${before * 1000}:all=1,apad=pad_dur=${after},volume=-8dB[horn];`
  const graph = `${pieces}${horn}[noise][horn]amix=inputs=2:duration=shortest:normalize=0[out]`
  const codec: Readonly<Record<string, readonly string[]>> = {
    '3gp': ['-c:a', 'libopencore_amrnb', '-ar', '8000', '-b:a', '7.95k'],
    webm: ['-c:a', 'libopus', '-b:a', '24k', '-ar', '48000'],
    m4a: ['-c:a', 'aac', '-b:a', '48k', '-ar', '44100'],
  }
  await run(program, [
    ...['-v', 'error', '-y', '-i', sampleFile(name), '-i', sampleFile(instead?.name ?? name)],
    '-filter_complex',
    `anoisesrc=r=16000:a=${noise}:c=pink:seed=7[noise];${graph}`,
    ...['-map', '[out]', '-ac', '1', ...(codec[as] ?? []), out],
  ])
  return out
}

/** The same sound in another container. */
export async function rewrap(file: string, as: string): Promise<string> {
  const out = file.replace(/\.\w+$/, `-again.${as}`)
  await run(program, ['-v', 'error', '-y', '-i', file, '-c', 'copy', out])
  return out
}

/** The same recording through another codec, with what that takes away. */
export async function recode(file: string, as: string): Promise<string> {
  const out = file.replace(/\.\w+$/, `-again.${as}`)
  await run(program, ['-v', 'error', '-y', '-i', file, '-ar', '44100', '-b:a', '48k', out])
  return out
}

export async function silentFile(centre: Centre, seconds: number): Promise<string> {
  const out = path.join(centre.folder, 'muted.wav')
  const source = ['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono', '-t', String(seconds)]
  await run(program, ['-v', 'error', '-y', ...source, out])
  return out
}

type Line = Readonly<Record<string, unknown>> &
  Readonly<{ id: string; state: string; finds: Readonly<Record<string, unknown>>[] }>

/** Announces and sends a file, and waits until it was heard or could not be. */
export async function sendRecording(
  centre: Centre,
  who: string,
  file: string,
  about: Readonly<Record<string, unknown>>,
): Promise<Line> {
  const bytes = await readFile(file)
  const announced = await centre.as(who).post('/recordings', {
    ...{ id: randomUUID(), fileName: path.basename(file), bytes: bytes.length, ...about },
  })
  if (announced.statusCode >= 300) throw new Error(announced.body)
  const { id, upload } = announced.json()
  const sent = await centre.app.inject({
    ...{ method: 'PATCH', url: upload, payload: bytes },
    headers: {
      ...{ cookie: await centre.as(who).cookie(), 'tus-resumable': '1.0.0' },
      ...{ 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    },
  })
  if (sent.statusCode !== 204) throw new Error(`${sent.statusCode} ${sent.body}`)
  return heardRecording(centre, who, id)
}

/** The recording once it was heard or could not be. */
function heardRecording(centre: Centre, who: string, id: string): Promise<Line> {
  return recordingThatIs(centre, who, id, ({ state }) => ['done', 'failed'].includes(state))
}

/** A recording that was heard, once browsers can play it. */
export function recordingWithSound(centre: Centre, who: string, id: string) {
  return recordingThatIs(centre, who, id, ({ sound }) => sound !== null)
}

function recordingThatIs(
  centre: Centre,
  who: string,
  id: string,
  isSo: (recording: Line) => boolean,
): Promise<Line> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const recording = (await centre.as(who).get(`/recordings/${id}`)).json() as Line
      if (!isSo(recording)) return
      stop()
      resolve(recording)
    }
    const stop = centre.deps.live.listen((change) => {
      if (change.topic === 'recording' && change.recording === id) look().catch(reject)
    })
    look().catch(reject)
  })
}
