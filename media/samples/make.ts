import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFfmpeg } from '../ffmpeg/find.ts'
import { ingest } from '../ingest.ts'
import { defaultLimits } from '../sound.ts'
import { openStore } from '../store/store.ts'
import { sampleBulletins, sampleEmergencies, samplePath, sampleSignals } from './samples.ts'
import { signatureTune, testSignal, toWav } from './signals.ts'

/**
 * Makes every sample file again: `node_modules/.bin/node media/samples/make.ts`. Needs espeak-ng and
 * sox, which the program itself never does; so what it makes is committed.
 */

const run = promisify(execFile)

/** What the synthesiser reads wrongly, and how to write it instead. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/(\d+)\/(\d+)\/(\d{4})/g, '$1 tháng $2 năm $3'],
  [/Mốc (\d+)\/(\d+)/g, 'Mốc ngày $1 tháng $2'],
  [/(\d+)\/(\d+)/g, '$1 tháng $2'],
  [/Mốc (\d+ tháng)/g, 'Mốc ngày $1'],
  [/500\.000/g, 'năm trăm nghìn'],
  [/2G/g, 'hai gờ'],
  [/4G/g, 'bốn gờ'],
  [/5G/g, 'năm gờ'],
  [/SIM/g, 'sim'],
  [/Yagi/g, 'I-a-ghi'],
]

const ffmpeg = await findFfmpeg(process.env)
const work = await mkdtemp(join(tmpdir(), 'tiep-am-samples-'))
const store = openStore(join(work, 'store'))

try {
  for (const { key, text, file } of [...sampleBulletins, ...sampleEmergencies])
    await keep(await speak(key, text), file, 'house')
  for (const { kind, file, level } of sampleSignals) {
    const wav = join(work, `${kind}.wav`)
    await writeFile(wav, toWav(kind === 'tune' ? signatureTune() : testSignal()))
    await keep(wav, file, level)
  }
} finally {
  await rm(work, { recursive: true })
}

async function speak(key: string, text: string): Promise<string> {
  const spelled = spellings.reduce((said, [from, to]) => said.replaceAll(from, to), text)
  const raw = join(work, `${key}.raw.wav`)
  const padded = join(work, `${key}.wav`)
  await run('espeak-ng', [
    '-v',
    'vi-vn-x-south',
    '-s',
    '160',
    '-p',
    '45',
    '-g',
    '2',
    '-w',
    raw,
    spelled,
  ])
  await run('sox', [
    raw,
    '-b',
    '24',
    padded,
    'rate',
    '48k',
    'highpass',
    '90',
    'pad',
    '0.25',
    '0.35',
  ])
  return padded
}

/** Levels it as every upload is levelled, and keeps the station's rendition. */
async function keep(wav: string, file: string, level: 'house' | 'as-is'): Promise<void> {
  const deps = { program: ffmpeg.path, store, workFolder: work, level }
  const outcome = await ingest(wav, deps, defaultLimits)
  if (!outcome.ok) throw new Error(`${file}: ${outcome.reason}`)
  const { renditions, samples, loudness, truePeak } = outcome.value
  const station = renditions.find(({ kind }) => kind === 'opus')
  if (station === undefined) throw new Error(`${file}: no rendition for stations`)
  await copyFile(store.pathOf(station.digest), samplePath(file))
  const seconds = (samples / 48_000).toFixed(2)
  console.log(`${file}: ${seconds} s, ${loudness / 100} LUFS, ${truePeak / 100} dBTP`)
}
