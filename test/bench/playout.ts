import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  firstSampleAt,
  indexOfExactly,
  makeSound,
  readWav,
  type TestSound,
} from '../support/playout-sounds.ts'

/**
 * Start error and joins of the player, measured in the PCM that it put out, beside what people do
 * without one: a timer that starts `ffmpeg -re` for each item. Both in the same run, on the same
 * files; prints figures and their ratio, and decides nothing.
 *
 *   node test/bench/playout.ts
 */
const STARTS = 8
const EVERY_MS = 2_000
const JOINS = 8
const PLAYER = join(import.meta.dirname, '../../playout/launch.cjs')

type Planned = Readonly<{ sound: TestSound; at: number; isJoin: boolean }>
/** What one way of playing gave. */
type Figures = Readonly<{
  /** Distance of each exact start from its plan, ms. */
  startErrors: readonly number[]
  /** Samples between the end of an item and the start of the next: lost below 0, gap above. */
  joinGaps: readonly number[]
  /** Of the player's process and the decoders that it ended; null where it was not measured. */
  usage: Usage | null
}>
type Usage = Readonly<{ cpuSecondsPerHour: number; peakRssMb: number }>

type Sounds = Readonly<{ exact: readonly TestSound[]; chain: readonly TestSound[] }>

export function makeSounds(folder: string): Sounds {
  const make = (name: string, count: number, step: number) =>
    Array.from({ length: count }, (_, i) =>
      makeSound(folder, `${name}${i}`, step + i, 48_000 + i * step),
    )
  return { exact: make('s', STARTS, 37), chain: make('j', JOINS + 1, 480) }
}

function makePlan(sounds: Sounds, startsAt: number): readonly Planned[] {
  const exact = sounds.exact.map((sound, i) => ({
    sound,
    at: startsAt + i * EVERY_MS,
    isJoin: false,
  }))
  let at = startsAt + STARTS * EVERY_MS
  const chain = sounds.chain.map((sound, i) => {
    const planned = { sound, at, isJoin: i > 0 }
    at += sound.pcm.length / 48
    return planned
  })
  return [...exact, ...chain]
}

/** @param leadMs from now to the first item: the player must be up by then */
export async function runPlayer(folder: string, sounds: Sounds, leadMs = 4_000): Promise<Figures> {
  const plan = makePlan(sounds, Date.now() + leadMs)
  const schedule = join(folder, 'schedule.json')
  const items = plan.map(({ sound, at, isJoin }) => ({
    id: sound.name,
    path: sound.path,
    duration: sound.pcm.length / 48_000,
    ...(isJoin ? {} : { at: Math.round(at) }),
  }))
  writeFileSync(schedule, JSON.stringify({ items }))
  const wav = join(folder, 'player.wav')
  const where = ['--schedule', schedule, '--asrun', join(folder, 'asrun'), '--state', folder]
  const child = spawn(process.execPath, [PLAYER, 'play', ...where, '--file', wav], {
    stdio: 'inherit',
  })
  const usage = watchUsage(child)
  await new Promise((resolve) => child.once('close', resolve))
  const capture = readWav(wav)
  const zero = firstSampleAt(wav)
  const found = plan.map(({ sound }) => indexOfExactly(capture, sound.pcm))
  const starts = plan.flatMap(({ at, isJoin }, i) =>
    isJoin ? [] : [zero + (found[i] ?? Number.NaN) / 48 - at],
  )
  const joins = plan.flatMap(({ isJoin }, i) =>
    isJoin
      ? [(found[i] ?? 0) - (found[i - 1] ?? 0) - (plan[i - 1] as Planned).sound.pcm.length]
      : [],
  )
  return { startErrors: starts, joinGaps: joins, usage: usage() }
}

/** Each item is a process of its own, begun by a timer, or by the end of the one before. */
async function runNaively(sounds: Sounds): Promise<Figures> {
  const plan = makePlan(sounds, Date.now() + 2_000)
  const joinGaps: number[] = []
  const exact = plan.slice(0, STARTS + 1)
  const startErrors = await Promise.all(
    exact.map(async ({ sound, at }, index) => {
      await new Promise((resolve) => setTimeout(resolve, at - Date.now()))
      let heard = await heardFromFfmpeg(sound)
      const error = heard.firstAt - at
      if (index < STARTS) return error
      for (const { sound: next } of plan.slice(STARTS + 1)) {
        const { endsAt } = heard
        heard = await heardFromFfmpeg(next)
        joinGaps.push((heard.firstAt - endsAt) * 48)
      }
      return error
    }),
  )
  return { startErrors, joinGaps, usage: null }
}

/** What came is heard from its first byte on, for as long as it lasts. */
function heardFromFfmpeg({ path, pcm }: TestSound): Promise<{ firstAt: number; endsAt: number }> {
  const shape = ['-f', 's16le', '-ar', '48000', '-ac', '1', 'pipe:1']
  const child = spawn('ffmpeg', ['-v', 'error', '-re', '-i', path, ...shape], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let firstAt = 0
  child.stdout.on('data', () => {
    firstAt ||= performance.timeOrigin + performance.now()
  })
  return new Promise((resolve) =>
    child.once('close', () => {
      const leftAt = performance.timeOrigin + performance.now()
      resolve({ firstAt, endsAt: Math.min(leftAt, firstAt + pcm.length / 48) })
    }),
  )
}

/** Watches a process and the decoders that it has ended; Linux only. */
function watchUsage(child: ChildProcess): () => Usage {
  const began = performance.now()
  let cpuSecondsPerHour = Number.NaN
  let peakRssMb = Number.NaN
  const look = () => {
    try {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      const ticks = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 15)
        .map(Number)
      const seconds = ticks.reduce((sum, n) => sum + n, 0) / 100
      cpuSecondsPerHour = (seconds / ((performance.now() - began) / 1_000)) * 3_600
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      peakRssMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024
    } catch {
      // The process has just ended: the last look stands.
    }
  }
  const timer = setInterval(look, 200)
  return () => {
    clearInterval(timer)
    return { cpuSecondsPerHour, peakRssMb }
  }
}

export const worst = (numbers: readonly number[]) => Math.max(...numbers.map(Math.abs))
export const middle = (numbers: readonly number[]) =>
  numbers.map(Math.abs).toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

function show(name: string, figures: Figures): void {
  const { startErrors, joinGaps, usage } = figures
  const parts = [
    `start error median ${middle(startErrors).toFixed(3)} ms, worst ${worst(startErrors).toFixed(3)} ms`,
    `join gap median ${middle(joinGaps).toFixed(0)}, worst ${worst(joinGaps).toFixed(0)} samples`,
  ]
  if (usage) {
    const { cpuSecondsPerHour, peakRssMb } = usage
    parts.push(
      `${cpuSecondsPerHour.toFixed(0)} CPU-s/h, ${peakRssMb.toFixed(0)} MB peak RSS (Node)`,
    )
  }
  console.log(`${name.padEnd(24)}${parts.join(' | ')}`)
}

/** Runs both ways one after the other and prints what they gave. */
export async function benchPlayout(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-playout-'))
  try {
    const sounds = makeSounds(folder)
    const player = await runPlayer(folder, sounds)
    const naive = await runNaively(sounds)
    console.log(`${STARTS + 1} exact starts, ${JOINS} joins`)
    show('player', player)
    show('ffmpeg -re per item', naive)
    const better = worst(naive.startErrors) / Math.max(0.001, worst(player.startErrors))
    console.log(`start error: ${better.toFixed(0)} times smaller (worst against worst)`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await benchPlayout()
