import { type ChildProcess, spawn } from 'node:child_process'
import { type Clock, SAMPLE_RATE } from '../contract/time.ts'
import { energyOf, levelOf } from '../engine/level.ts'
import { createBackOff } from '../output/back-off.ts'
import { createPcmQueue } from '../output/pcm-queue.ts'
import { openPulseLink, type PulseServer } from '../output/pulse-link.ts'
import { createStretch } from '../output/stretch.ts'
import { causeOf } from './fault-cause.ts'

/**
 * Something live that can be carried: a stream (Icecast, HLS, any HTTP) or a line-in. It is kept
 * connected for as long as it is open, and holds its last seconds. Its clock is not ours: it is
 * played a little faster or slower, so that what is held neither runs out nor over.
 */
export type LiveSource = Readonly<{
  name: string
  /** The next samples; null when not so many are there. */
  read(samples: number): Int16Array | null
  /** Why it cannot be carried now; null when it can. */
  fault(): string | null
  close(): void
}>

export type LiveTools = Readonly<{
  ffmpeg(): Promise<string>
  arecord: string
  pulse: PulseServer
}>

/** How much is held, and how long nothing may come before it is given up. */
type Flow = Readonly<{ heldSamples: number; nothingComesMs: number; isPiecewise: boolean }>
const STEADY: Flow = { heldSamples: 3 * SAMPLE_RATE, nothingComesMs: 5_000, isPiecewise: false }
/** HLS comes in pieces of up to ten seconds, and is left waiting at its source when enough is here. */
const PIECEWISE: Flow = { heldSamples: 30 * SAMPLE_RATE, nothingComesMs: 25_000, isPiecewise: true }
/** Played when this much is there at first, and after it was lost. */
const NEEDED_SAMPLES = 0.5 * SAMPLE_RATE
/** Below this for so long, it carries nothing. */
const SILENCE_MILLIBELS = -5_000
const SILENT_SAMPLES = 10 * SAMPLE_RATE
/** Above it for so long, it carries something again. */
const SOUND_SAMPLES = 2 * SAMPLE_RATE
/** Levels are looked at over this many samples: 100 ms. */
const BLOCK_SAMPLES = 0.1 * SAMPLE_RATE
const MOST_STRETCH = 500e-6
/** Longest wait for an answer of a server, ms. */
const ANSWER_MS = 5_000

/** Opens `http(s)://…` or `line-in:<name>`; the name `hw:…`, `plughw:…` is ALSA's, others PulseAudio's. */
export function openLiveSource(
  name: string,
  address: string,
  tools: LiveTools,
  clock: Clock,
): LiveSource {
  const flow = isHls(address) ? PIECEWISE : STEADY
  const { heldSamples } = flow
  const queue = createPcmQueue()
  const stretch = createStretch()
  const backOff = createBackOff()
  let feed: Feed = { end: () => {}, pause: () => {} }
  let cancel = () => {}
  let closed = false
  let position = 0
  let complaint: string | null = 'not connected yet'
  /** Enough has come since it was connected or lost. */
  let filled = false
  let block = { samples: 0, energy: 0 }
  let quietFor = 0
  let loudFor = 0
  let isSilent = false
  let odd: Buffer = Buffer.alloc(0)

  function take(bytes: Buffer): void {
    const joined = odd.length === 0 ? bytes : Buffer.concat([odd, bytes])
    const whole = joined.length - (joined.length % 2)
    odd = joined.subarray(whole)
    const pcm = new Int16Array(new Uint8Array(joined.subarray(0, whole)).buffer)
    if (pcm.length === 0) return
    complaint = null
    backOff.reset()
    queue.push(pcm, position)
    position += pcm.length
    if (flow.isPiecewise) feed.pause(queue.length() > heldSamples)
    else if (queue.length() > heldSamples) queue.drop(queue.length() - heldSamples)
    if (queue.length() > NEEDED_SAMPLES) filled = true
    listen(pcm)
  }

  function listen(pcm: Int16Array): void {
    block = { samples: block.samples + pcm.length, energy: block.energy + energyOf(pcm) }
    if (block.samples < BLOCK_SAMPLES) return
    const isLoud = levelOf(block.energy, block.samples) > SILENCE_MILLIBELS
    quietFor = isLoud ? 0 : quietFor + block.samples
    loudFor = isLoud ? loudFor + block.samples : 0
    if (quietFor >= SILENT_SAMPLES) isSilent = true
    if (loudFor >= SOUND_SAMPLES) isSilent = false
    block = { samples: 0, energy: 0 }
  }

  function lost(reason: string): void {
    complaint = causeOf(reason)
    odd = Buffer.alloc(0)
    if (!closed) cancel = clock.after(backOff.next(), connect)
  }

  function connect(): void {
    const device = address.startsWith('line-in:') ? address.slice('line-in:'.length) : null
    if (device !== null && !/^(plug)?hw:/.test(device)) {
      const link = openPulseLink({
        server: tools.pulse,
        direction: 'record',
        device: decodeURIComponent(device) || null,
        ready: () => {},
        heard: take,
        lost,
      })
      feed = { end: link.close, pause: () => {} }
      return
    }
    const start = (program: string, args: readonly string[]) => {
      if (!closed) feed = run(program, args, take, lost, flow.nothingComesMs, clock)
    }
    if (device === null) void tools.ffmpeg().then((ffmpeg) => start(ffmpeg, streamArgs(address)))
    else start(tools.arecord, lineArgs(device))
  }

  connect()
  return {
    name,
    fault: () => {
      if (isSilent) return 'silent for ten seconds'
      if (filled && queue.length() > 0) return null
      return complaint ?? 'nothing comes'
    },
    read: (samples) => {
      if (!filled || isSilent) return null
      if (queue.length() < samples + 64) {
        filled = false
        return null
      }
      const rest = (queue.length() - heldSamples / 2) / (heldSamples / 2)
      feed.pause(flow.isPiecewise && queue.length() > heldSamples)
      const step = 1 + Math.max(-1, Math.min(1, rest)) * MOST_STRETCH
      return stretch.read(queue, samples, Math.abs(rest) < 0.5 && stretch.rest() === 0 ? 1 : step)
    },
    close: () => {
      closed = true
      cancel()
      feed.end()
    },
  }
}

function isHls(address: string): boolean {
  return URL.canParse(address) && new URL(address).pathname.endsWith('.m3u8')
}

type Feed = Readonly<{
  end(): void
  /** Has it wait, or go on. */
  pause(paused: boolean): void
}>

/** Runs a program that writes PCM; ends it when nothing comes for a while that nobody held up. */
function run(
  program: string,
  args: readonly string[],
  take: (bytes: Buffer) => void,
  lost: (reason: string) => void,
  nothingComesMs: number,
  clock: Clock,
): Feed {
  const child: ChildProcess = spawn(program, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let complaint = ''
  let over = false
  let isPaused = false
  const die = (reason: string) => {
    if (over) return
    over = true
    stopWatching()
    child.kill('SIGKILL')
    lost(reason)
  }
  const watch = () => clock.after(nothingComesMs, () => die('nothing comes any more'))
  let stopWatching = watch()
  child.stdout?.on('data', (bytes: Buffer) => {
    if (over) return
    stopWatching()
    stopWatching = watch()
    take(bytes)
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-200)
  })
  child.once('error', (error) => die(error.message))
  child.once('close', (code) => die(complaint.trim() || `it ended (${code})`))
  return {
    end: () => {
      over = true
      stopWatching()
      child.kill('SIGKILL')
    },
    pause: (paused) => {
      if (over || paused === isPaused) return
      isPaused = paused
      stopWatching()
      if (paused) child.stdout?.pause()
      else {
        stopWatching = watch()
        child.stdout?.resume()
      }
    },
  }
}

const PCM = ['-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le', 'pipe:1']

/** Nothing but HTTP, whatever a playlist asks for: no files, no other protocols. */
function streamArgs(address: string): readonly string[] {
  return [
    ...['-nostdin', '-v', 'error', '-protocol_whitelist', 'http,https,tcp,tls,crypto'],
    ...['-rw_timeout', String(ANSWER_MS * 1_000), '-probesize', '32768'],
    ...['-analyzeduration', '500000', '-fflags', 'nobuffer', '-threads', '1', '-i', address],
    ...['-map', '0:a:0', '-vn', '-sn', '-threads', '1', ...PCM],
  ]
}

function lineArgs(device: string): readonly string[] {
  const shape = ['-t', 'raw', '-f', 'S16_LE', '-r', String(SAMPLE_RATE), '-c', '1']
  return ['-q', '-D', device, ...shape, '-']
}
