import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { PulseServer } from '../../playout/output/pulse-link.ts'
import { streetGraph } from './horns.ts'

/** What came out of a device, on a timeline. */
export type PulseCapture = Readonly<{
  pcm: Int16Array
  /** Wall time of the first sample, ms: the earliest that any arrival allows. */
  startedAt: number
}>

export type Pulse = Readonly<{
  server: PulseServer
  /** For programs that find the server themselves. */
  env: Readonly<Record<string, string>>
  addSink(name: string): string
  removeSink(module: string): void
  /** Turns a sink's sound off, as somebody would on the spot. */
  mute(sink: string): void
  /** What sounds at one sink comes out of horns at another, in wind; the result ends that. */
  hang(from: string, to: string): () => Promise<void>
  /** Records what a sink sounds until the result is called. */
  record(sink: string): Promise<() => Promise<PulseCapture>>
  /** The server stands still, and goes on. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}>

/** A real PulseAudio of its own, with a sink that nobody hears and whose monitor can be recorded. */
export async function startPulse(): Promise<Pulse> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-pulse-'))
  chmodSync(folder, 0o700)
  const socket = path.join(folder, 'native')
  const script = path.join(folder, 'pulse.pa')
  writeFileSync(
    script,
    `load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}\n` +
      'load-module module-null-sink sink_name=loa rate=48000 channels=1 format=s16le\n',
  )
  const env = {
    ...{ HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_RUNTIME_PATH: folder },
    ...{ PULSE_STATE_PATH: folder, PULSE_SERVER: `unix:${socket}` },
  }
  const full = { ...process.env, ...env }
  const daemon = spawn(
    'pulseaudio',
    [
      ...['-n', '-F', script, '--daemonize=no', '--exit-idle-time=-1'],
      ...['--disallow-exit', '--use-pid-file=no'],
    ],
    { stdio: 'ignore', env: { ...process.env, ...env, PULSE_SERVER: '' } },
  )
  const ended = new Promise((resolve) => daemon.once('close', resolve))
  const pactl = (...args: string[]) =>
    execFileSync('pactl', args, {
      encoding: 'utf8',
      env: full,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  for (let tries = 0; ; tries++)
    try {
      pactl('info')
      break
    } catch (error) {
      if (tries === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  return {
    server: { address: { path: socket }, cookiePath: null },
    env,
    addSink: (name) =>
      pactl(
        ...['load-module', 'module-null-sink', `sink_name=${name}`],
        ...['rate=48000', 'channels=1', 'format=s16le'],
      ).trim(),
    removeSink: (module) => void pactl('unload-module', module),
    mute: (sink) => void pactl('set-sink-mute', sink, '1'),
    hang: (from, to) => hang(from, to, full),
    record: (sink) => record(sink, full),
    freeze: () => void daemon.kill('SIGSTOP'),
    thaw: () => void daemon.kill('SIGCONT'),
    stop: async () => {
      daemon.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const SHAPE = ['--raw', '--format=s16le', '--rate=48000', '--channels=1'] as const

/** A wire from a sink's monitor over horns into another sink, as live as a wire is. */
function hang(from: string, to: string, env: NodeJS.ProcessEnv): () => Promise<void> {
  const piped = (program: string, args: readonly string[]) =>
    spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] })
  const pcm = ['-f', 's16le', '-ar', '48000', '-ac', '1']
  const line = piped('parec', ['-d', `${from}.monitor`, ...SHAPE, '--latency-msec=50'])
  const horns = piped('ffmpeg', [
    ...['-v', 'error', '-nostdin', ...pcm, '-i', 'pipe:0', '-filter_complex', streetGraph],
    ...['-map', '[street]', ...pcm, '-flush_packets', '1', 'pipe:1'],
  ])
  const street = piped('pacat', ['-d', to, ...SHAPE, '--latency-msec=100'])
  line.stdout.pipe(horns.stdin)
  horns.stdout.pipe(street.stdin)
  const parts = [line, horns, street]
  // One that ends breaks the next one's pipe, and that is all.
  for (const part of parts) part.stdin.on('error', () => undefined)
  const ended = Promise.all(parts.map((part) => new Promise((done) => part.once('close', done))))
  return async () => {
    for (const part of parts) part.kill('SIGKILL')
    await ended
  }
}

/** A null sink renders a block when its first sample is due, and the monitor has all of it then. */
const BLOCK_MS = 10

async function record(sink: string, env: NodeJS.ProcessEnv): Promise<() => Promise<PulseCapture>> {
  const shape = [...SHAPE, `--latency-msec=${BLOCK_MS}`]
  const recorder = spawn('parec', ['-d', `${sink}.monitor`, ...shape], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const pieces: Buffer[] = []
  let bytes = 0
  let startedAt = Number.POSITIVE_INFINITY
  const wall = Date.now() - performance.now()
  recorder.stdout.on('data', (piece: Buffer) => {
    pieces.push(piece)
    bytes += piece.length
    // The first second fills buffers.
    if (bytes < 96_000) return
    startedAt = Math.min(startedAt, wall + performance.now() - bytes / 96 + BLOCK_MS)
  })
  const closed = new Promise((resolve) => recorder.once('close', resolve))
  await new Promise((resolve) => recorder.stdout.once('data', resolve))
  return async () => {
    recorder.kill('SIGTERM')
    await closed
    return { pcm: new Int16Array(new Uint8Array(Buffer.concat(pieces)).buffer), startedAt }
  }
}
