import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { systemClock } from '../playout/contract/time.ts'
import { describeSettings } from './config.ts'

/** One line a command, each loading its house's own entry. */
const commands: Readonly<
  Record<string, Readonly<{ says: string; run(args: string[]): Promise<unknown> }>>
> = {
  start: {
    says: 'run the office: server, district player and, in the sample, its relays',
    run: async () => (await import('./supervisor.ts')).supervise(process.env),
  },
  demo: {
    says: 'the same with the sample district in a throw-away folder',
    run: async () => (await import('./supervisor.ts')).superviseDemo(process.env),
  },
  relay: {
    says: 'run a station: --state DIR --enrol CODE (--hls DIR | --fifo PATH | --file WAV | --icecast URL | --null)…',
    run: (args) => handToPlayer('guard', ['run', ...args]),
  },
  play: {
    says: 'play a schedule file: --schedule FILE --asrun FILE --state DIR and outputs as for relay',
    run: (args) => handToPlayer('play', args),
  },
  stop: {
    says: 'silence the player of a folder, running or not, until restart: --state DIR [--reason TEXT]',
    run: (args) => handToPlayer('stop', args),
  },
  restart: {
    says: 'let it sound again: --state DIR',
    run: (args) => handToPlayer('restart', args),
  },
  'clock-is-right': {
    says: 'let a station begin though its clock is distrusted: --state DIR [--reason TEXT]',
    run: (args) => handToPlayer('clock-is-right', args),
  },
  'clock-is-wrong': {
    says: 'take that back: --state DIR',
    run: (args) => handToPlayer('clock-is-wrong', args),
  },
  ingest: {
    says: 'try every file of a folder as an upload, keeping nothing: DIR [--json]',
    run: async (args) => (await import('./ingest-command.ts')).ingestCommand(process.env, args),
  },
  plan: {
    says: 'plan a world given as a file: --world FILE --from DATE [--days N] [--json], or --schema',
    run: async (args) => (await import('./plan/plan-command.ts')).planCommand(args),
  },
  next: {
    says: 'print what a station will sound next: --station X [--hours 24] [--json]',
    run: async (args) =>
      (await import('./next-command.ts')).nextCommand(
        process.env,
        args,
        systemClock.now(),
        (text) => process.stdout.write(text),
      ),
  },
  match: {
    says: 'hear bulletins in recordings: (--manifest FILE | --bulletins DIR --recordings DIR) [--json]',
    run: async (args) =>
      (await import('../media/match-launch.ts')).launchMatch(process.env, args, (text) =>
        process.stdout.write(text),
      ),
  },
  fingerprint: {
    says: 'keep of a recording what matching needs, not its voices: RECORDING OUT (match hears OUT too)',
    run: async (args) =>
      (await import('../media/fingerprint-cli.ts')).runFingerprint(process.env, args),
  },
  'root-key': {
    says: 'print the root key of the office for safe keeping: [--private]',
    run: async (args) => (await import('./office/export-key.ts')).exportRootKey(process.env, args),
  },
  openapi: {
    says: 'write the API description to a file: FILE',
    run: async ([file]) => (await import('./openapi.ts')).writeOpenApi(file ?? 'openapi.json'),
  },
}

/** The player is a program of its own, and takes the place of this one, which is three times as big. */
async function handToPlayer(command: string, args: readonly string[]): Promise<void> {
  const program = path.join(import.meta.dirname, '..', 'playout', 'launch.cjs')
  process.execve?.(process.execPath, [process.execPath, program, command, ...args], process.env)
  process.argv.splice(1, process.argv.length, program, command, ...args)
  await import(pathToFileURL(program).href)
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = commands[name]

if (command) {
  await command.run(args)
} else {
  const asked = ['help', '--help', '-h'].includes(name)
  const out = asked ? process.stdout : process.stderr
  if (!asked) out.write(`Không có lệnh "${name}" / No such command: ${name}\n\n`)
  out.write('tiep-am COMMAND\n\n')
  for (const [word, { says }] of Object.entries(commands))
    out.write(`  ${word.padEnd(24)} ${says}\n`)
  out.write(`\nSettings (environment):\n${describeSettings()}\n`)
  if (!asked) process.exitCode = 2
}
