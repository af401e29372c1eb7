import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPlayer } from './playout-process.ts'
import { bestShift, firstSampleAt, readWav } from './playout-sounds.ts'

/** What bulletins come as: five codecs, nine rates, one and two channels. */
const FORMATS: readonly Readonly<{ end: string; rate: number; args: readonly string[] }>[] = [
  { end: 'mp3', rate: 44_100, args: ['-ac', '2', '-c:a', 'libmp3lame', '-b:a', '128k'] },
  { end: 'm4a', rate: 48_000, args: ['-c:a', 'aac', '-b:a', '96k'] },
  { end: 'wav', rate: 48_000, args: ['-c:a', 'pcm_s16le'] },
  { end: 'ogg', rate: 44_100, args: ['-ac', '2', '-c:a', 'libvorbis', '-q:a', '4'] },
  { end: 'mp3', rate: 22_050, args: ['-c:a', 'libmp3lame', '-b:a', '64k'] },
  { end: 'wav', rate: 44_100, args: ['-ac', '2', '-c:a', 'pcm_s24le'] },
  { end: 'opus', rate: 48_000, args: ['-c:a', 'libopus', '-b:a', '48k'] },
  { end: 'm4a', rate: 44_100, args: ['-ac', '2', '-c:a', 'aac', '-b:a', '128k'] },
  { end: 'mp3', rate: 48_000, args: ['-c:a', 'libmp3lame', '-b:a', '96k'] },
  { end: 'wav', rate: 16_000, args: ['-c:a', 'pcm_s16le'] },
  { end: 'ogg', rate: 32_000, args: ['-c:a', 'libvorbis', '-q:a', '3'] },
  { end: 'mp3', rate: 24_000, args: ['-c:a', 'libmp3lame', '-q:a', '4'] },
  { end: 'flac', rate: 96_000, args: ['-c:a', 'flac'] },
  { end: 'wav', rate: 11_025, args: ['-c:a', 'pcm_s16le'] },
  { end: 'wav', rate: 8_000, args: ['-c:a', 'pcm_s16le'] },
]

/** A length that is whole at every rate, samples of 48 kHz: 0.2 s. */
const STEP = 9_600
const HEAD = 4_800
/** Short, so that a tail that is cut by some ms is unlike it. */
const TAIL = 1_920
const REACH = 24

type Item = Readonly<{ name: string; path: string; pcm: Int16Array }>

/** How one item sounded, against its plan. */
export type Joined = Readonly<{
  name: string
  /** Samples by which its beginning, and its end, are off their places. */
  start: number
  end: number
  /** Least likeness of its beginning and its end, 0 … 1. */
  likeness: number
}>

/** Plays so many items back to back, of all formats in turn, and finds each again in the sound. */
export async function playJoined(folder: string, count: number): Promise<readonly Joined[]> {
  const kinds = FORMATS.flatMap((_, index) => [
    makeItem(folder, index, 2),
    makeItem(folder, index, 3),
  ])
  const order = Array.from({ length: count }, (_, i) => kinds[(i * 7) % kinds.length] as Item)
  const at = Date.now() + 10_000
  const items = order.map(({ name, path, pcm }, i) => {
    return { id: name, path, duration: pcm.length / 48_000, ...(i === 0 ? { at } : {}) }
  })
  writeFileSync(join(folder, 's.json'), JSON.stringify({ items }))
  const wav = join(folder, 'out.wav')
  const where = ['--schedule', join(folder, 's.json'), '--asrun', join(folder, 'asrun')]
  const player = startPlayer(['play', ...where, '--state', folder, '--file', wav])
  if ((await player.exited) !== 0) throw new Error(player.log())
  const capture = readWav(wav)
  let place = Math.round((at - firstSampleAt(wav)) * 48)
  return order.map(({ name, pcm }) => {
    const head = bestShift(capture, pcm.subarray(0, HEAD), place, REACH)
    const tail = pcm.subarray(pcm.length - TAIL)
    const end = bestShift(capture, tail, place + pcm.length - TAIL, REACH)
    place += pcm.length
    const likeness = Math.min(head.likeness, end.likeness)
    return { name, start: head.shift, end: end.shift, likeness }
  })
}

function makeItem(folder: string, index: number, steps: number): Item {
  const { end, rate, args } = FORMATS[index] as (typeof FORMATS)[number]
  const name = `${end}-${rate}-${steps}`
  const pcm = voices(index * 10 + steps, steps * STEP)
  const path = join(folder, `${name}.${end}`)
  const input = ['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', 'pipe:0']
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, '-ar', String(rate), ...args, path], {
    input: Buffer.from(pcm.buffer),
  })
  return { name, path, pcm }
}

/** Tones of 400 … 3,300 Hz in phases of their own: alike at every rate, unlike itself at any shift. */
function voices(seed: number, samples: number): Int16Array {
  const pcm = new Int16Array(samples)
  for (let tone = 0; tone < 100; tone++) {
    const omega = (2 * Math.PI * (400 + tone * 29)) / 48_000
    const phase = (seed * 7_919 + tone * tone * 104_729) % 6.283
    for (let i = 0; i < samples; i++)
      pcm[i] = (pcm[i] as number) + 900 * Math.sin(omega * i + phase)
  }
  return pcm
}
