import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFfmpeg } from '../../media/ffmpeg/find.ts'
import { ingest } from '../../media/ingest.ts'
import { defaultLimits } from '../../media/sound.ts'
import { openStore } from '../../media/store/store.ts'
import { hasProgram } from '../support/programs.ts'
import { takeInByBareFfmpeg } from './bare-ffmpeg.ts'
import { makeSounds, middle, runPlayer, worst } from './playout.ts'

/**
 * Ingest beside a bare ffmpeg chain on the same files, in turns in the same run; the memory of our
 * process while it takes in two hours; and the player's starts while ten uploads are taken in.
 *
 *   node test/bench/ingest.ts [--short]       without the two hours
 */
const UPLOADS_AT_ONCE = 10
/** The player has been up for long when somebody uploads. */
const PLAYER_UP_MS = 8_000
const MEGABYTE = 1024 * 1024

const { path: program } = await findFfmpeg(process.env)
const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'))
try {
  const speech = makeSpeech()
  const memo = encode(speech, 'memo.mp3', 30, ['-ac', '1', '-ar', '44100', '-b:a', '64k'])
  const report = encode(speech, 'report.m4a', 300, ['-ac', '2', '-b:a', '128k'])
  const interview = encode(speech, 'interview.wav', 60, ['-ac', '2', '-c:a', 'pcm_s24le'])
  await compare('30 s of speech, MP3', memo, 5)
  await compare('1 min of speech, 24-bit stereo WAV', interview, 3)
  await compare('5 min of speech, M4A', report, 3)
  if (!process.argv.includes('--short')) {
    const long = encode(speech, 'long.wav', 7_200, ['-ac', '2', '-c:a', 'pcm_s16le'])
    await watchMemory('2 h of speech, stereo WAV', long)
  }
  await playBeside(memo)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function compare(what: string, path: string, times: number): Promise<void> {
  const ours: number[] = []
  const bare: number[] = []
  for (let time = 0; time < times; time++) {
    bare.push(await took(() => takeInByBareFfmpeg(program, path, folder)))
    ours.push(await took(() => takeIn(path)))
  }
  const ratio = middle(ours) / middle(bare)
  console.log(
    `${what.padEnd(38)} ingest ${middle(ours).toFixed(0)} ms, bare ffmpeg ${middle(bare).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (limit 1.25)`,
  )
}

async function watchMemory(what: string, path: string): Promise<void> {
  const begin = process.memoryUsage.rss()
  const curve: number[] = []
  const timer = setInterval(() => curve.push(process.memoryUsage.rss()), 500)
  const ms = await took(() => takeIn(path))
  clearInterval(timer)
  const tenth = Array.from(
    { length: 10 },
    (_, i) => curve[Math.floor((i * curve.length) / 10)] ?? 0,
  )
  const shown = tenth.map((bytes) => (bytes / MEGABYTE).toFixed(0)).join(' ')
  console.log(
    `${what} (${(statSync(path).size / 1e9).toFixed(2)} GB): ${(ms / 1000).toFixed(0)} s, memory before ${(begin / MEGABYTE).toFixed(0)} MB, over time ${shown} MB, highest ${(Math.max(...curve) / MEGABYTE).toFixed(0)} MB`,
  )
}

/** Ten uploads at a time, again and again, until the player has played its plan. */
async function playBeside(path: string): Promise<void> {
  const sounds = makeSounds(folder)
  let isPlaying = true
  let taken = 0
  const player = runPlayer(folder, sounds, 2 * PLAYER_UP_MS).finally(() => {
    isPlaying = false
  })
  await new Promise((resolve) => setTimeout(resolve, PLAYER_UP_MS))
  const uploader = async () => {
    while (isPlaying) {
      await takeIn(path)
      taken++
    }
  }
  const uploaders = Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, uploader))
  const { startErrors, joinGaps } = await player
  await uploaders
  console.log(
    `player beside ${UPLOADS_AT_ONCE} uploads at once (${taken} taken in): start error median ${middle(startErrors).toFixed(3)} ms, worst ${worst(startErrors).toFixed(3)} ms (limit 5 ms), join gap worst ${worst(joinGaps)} samples`,
  )
}

async function takeIn(path: string): Promise<void> {
  const work = mkdtempSync(join(folder, 'take-'))
  const store = openStore(join(work, 'store'))
  const outcome = await ingest(
    path,
    { program, store, workFolder: work, level: 'house' },
    defaultLimits,
  )
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`)
  rmSync(work, { recursive: true })
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Half a minute of a voice; without a synthesiser, of something as uneven. */
function makeSpeech(): string {
  const path = join(folder, 'speech.wav')
  const words =
    'Bà con kiểm tra máy điện thoại của mình. Nếu máy chỉ hỗ trợ hai gờ thì hãy đổi máy. '
  if (hasProgram('espeak-ng')) {
    execFileSync('espeak-ng', ['-v', 'vi', '-w', path, words.repeat(5)])
    return path
  }
  const chatter = 'aevalsrc=(0.05+0.5*pow(sin(2*PI*1.3*t)\\,8))*sin(2*PI*180*t):s=48000'
  execFileSync(program, ['-v', 'error', '-f', 'lavfi', '-i', chatter, '-t', '30', path])
  return path
}

function encode(source: string, name: string, seconds: number, options: readonly string[]): string {
  const path = join(folder, name)
  const input = ['-v', 'error', '-stream_loop', '-1', '-i', source, '-t', String(seconds)]
  execFileSync(program, [...input, '-ar', '48000', ...options, path])
  return path
}
