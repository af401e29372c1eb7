import { flushCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import type { BootId } from './contract/ids.ts'
import { systemClock } from './contract/time.ts'
import type { OutputKind } from './output/output.ts'
import { type OutputWish, parseOutputWish } from './output/output-wish.ts'
import { askForPriority } from './priority.ts'

/**
 * The player's process: reads arguments and environment, composes, runs, exits. What a person
 * should read is one sentence on standard error; everything else there is a log line.
 */
const USAGE = `tiep-am player

  node playout/launch.cjs run  --state DIR [--enrol CODE] [--server URL] OUTPUT…
  node playout/launch.cjs play --schedule FILE --asrun FILE --state DIR OUTPUT…
  node playout/launch.cjs stop --state DIR [--reason TEXT]     silent until somebody says restart
  node playout/launch.cjs restart --state DIR
  node playout/launch.cjs clock-is-right --state DIR [--reason TEXT]    start though the clock is distrusted
  node playout/launch.cjs clock-is-wrong --state DIR                    takes that back
  node playout/launch.cjs guard (run|play) …   the same, started again when it falls or stands still

  OUTPUT: --pulse SINK | --alsa DEVICE | --icecast URL | --hls DIR | --fifo PATH | --file OUT.wav
          | --null; several at once sound the same
          each with a name of its own as --hls name=DIR; else it is called by its kind
  CODE may also stand in the environment as TIEP_AM_ENROL.`

/** Ending takes no longer than this, ms; it is killed after 4 s. */
const MOST_STOP_MS = 3_700

const OUTPUT_KINDS: readonly OutputKind[] = [
  ...(['pulse', 'alsa', 'icecast', 'hls', 'fifo', 'file', 'null'] as const),
]

type Options = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

async function main(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'stop' || command === 'restart') {
    await order(command, readOptions(rest))
    return
  }
  if (command === 'clock-is-right' || command === 'clock-is-wrong') {
    await sayOfClock(command, readOptions(rest))
    return
  }
  // A parent that leads the session asks for both.
  if (command === 'guard' || command === 'run' || command === 'play') askForPriority()
  if (command === 'guard') {
    process.exit(await keepGuard(rest))
  }
  if (command !== 'run' && command !== 'play') {
    process.stdout.write(`${USAGE}\n`)
    process.exit(command === undefined || command === '--help' ? 0 : 2)
  }
  const options = readOptions(rest)
  const outputs = outputsOf(options)
  if (outputs.length === 0) throw new Error('name at least one output, for instance --null')
  const stop = new AbortController()
  const end = () => {
    stop.abort()
    // The log is on the disk with every event, so nothing is lost by not waiting longer.
    systemClock.after(MOST_STOP_MS, () => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  // A supervisor that dies must not leave a player behind that nobody can stop.
  process.on('disconnect', end)

  // The next start is faster by what was compiled for this one; a player that is killed would
  // otherwise never leave it behind.
  systemClock.after(10_000, flushCompileCache)

  // Each command loads its own half only: a schedule must sound half a second after launch.
  if (command === 'play') {
    const { runPlay } = await import('./play/run-play.ts')
    process.exitCode = await runPlay(
      {
        schedule: needed(options, 'schedule'),
        asRun: needed(options, 'asrun'),
        state: needed(options, 'state'),
        outputs,
      },
      process.env,
      stop.signal,
      systemClock,
      fatal,
      tell,
    )
  }
  if (command === 'run') {
    const { runStation } = await import('./station/run-station.ts')
    const { pino } = await import('pino')
    const { uptime } = await import('node:os')
    const log = pino({ base: null }, pino.destination({ fd: 2, sync: true }))
    await runStation(
      {
        folder: needed(options, 'state'),
        code: given(options, 'enrol') ?? process.env.TIEP_AM_ENROL ?? null,
        url: given(options, 'server'),
        outputs,
      },
      {
        env: process.env,
        clock: systemClock,
        network: fetch,
        boot: crypto.randomUUID() as BootId,
        chance: Math.random,
        uptimeMs: () => uptime() * 1_000,
        signal: stop.signal,
        fatal,
        log: (message, facts = {}) => log.info(facts, message),
        tell,
        restartReason: process.env.TIEP_AM_RESTARTED ?? '',
      },
    )
  }
  process.exit()
}

/** Somebody at the station silences the player on this folder, or lets it sound again. */
async function order(what: 'stop' | 'restart', options: Options): Promise<void> {
  const { orderRestart, orderStop } = await import('./station/stops.ts')
  const folder = needed(options, 'state')
  if (what === 'restart') await orderRestart(folder)
  else await orderStop(folder, systemClock.now(), given(options, 'reason') ?? 'at the station')
}

/** Somebody at the station vouches for its clock, or does so no longer. */
async function sayOfClock(
  what: 'clock-is-right' | 'clock-is-wrong',
  options: Options,
): Promise<void> {
  const { sayClockIsRight, takeClockWordBack } = await import('./station/clock-word.ts')
  const { uptime } = await import('node:os')
  const folder = needed(options, 'state')
  const reason = given(options, 'reason') ?? 'at the station'
  if (what === 'clock-is-wrong') await takeClockWordBack(folder)
  else await sayClockIsRight(folder, systemClock.now(), uptime() * 1_000, reason)
}

async function keepGuard(args: readonly string[]): Promise<number> {
  const { guard } = await import('./guard.ts')
  const stop = new AbortController()
  const end = () => stop.abort()
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, end)
  return guard({
    ...{ program: process.argv[1] ?? '', args, env: process.env },
    ...{ clock: systemClock, signal: stop.signal },
    say: (sentence) => process.stderr.write(`${sentence}\n`),
    pass: (message) => process.send?.(message),
  })
}

/** Tells whoever started this process, where somebody listens. */
function tell(what: 'up' | 'ready' | 'beat'): void {
  if (process.connected) process.send?.({ type: what })
}

function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const
  const many = { type: 'string', multiple: true } as const
  return parseArgs({
    args,
    options: {
      ...{ state: text, enrol: text, server: text, schedule: text, asrun: text, reason: text },
      ...{ hls: many, fifo: many, file: many, icecast: many, pulse: many, alsa: many },
      null: { type: 'boolean' },
    },
  }).values
}

function outputsOf(options: Options): readonly OutputWish[] {
  return OUTPUT_KINDS.flatMap((kind) => {
    const value = options[kind]
    if (value === true) return [parseOutputWish(kind, '')]
    return Array.isArray(value) ? value.map((text) => parseOutputWish(kind, String(text))) : []
  })
}

function given(options: Options, name: string): string | null {
  const value = options[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function needed(options: Options, name: string): string {
  const value = given(options, name)
  if (value === null) throw new Error(`--${name} is missing`)
  return value
}

/** Ends the process; whoever supervises it starts it again. */
function fatal(error: unknown): never {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

process.on('uncaughtException', fatal)
process.on('unhandledRejection', fatal)
main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
