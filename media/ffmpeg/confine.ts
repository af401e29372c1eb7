import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What keeps an ffmpeg that has been taken over by a hostile file from doing harm. */
export type Confinement = Readonly<{
  /** Program and arguments that stand before ffmpeg's own; each replaces itself by the next. */
  launcher: readonly string[]
  inForce: readonly Restraint[]
  /** What this system lacks; ffmpeg runs all the same. */
  missing: readonly Restraint[]
}>

/**
 * `no-network`: it sees no network at all. `no-privileges`: even of root it keeps no rights but those
 * of the files' owner. `limits`: memory, CPU time, size of each file it writes, open files.
 */
export type Restraint = 'no-network' | 'no-privileges' | 'limits'

/** A restraint and the ways to get it, best first: `{as}`, each the name of a program and its options. */
type Ways = Readonly<{ restraint: Restraint; commands: readonly (readonly string[])[] }>

/** Bytes of address space. ffmpeg needs half a gigabyte with all its libraries. */
const MOST_MEMORY = 1_500_000_000
/** Bytes of one file: two hours of 48 kHz stereo float are 2.8 GB. */
const LARGEST_FILE = 3_000_000_000
/** Seconds: twice the longest ingest, since two cores may work at once. */
const MOST_CPU_SECONDS = 1800
const LIMITS = [
  `--as=${MOST_MEMORY}`,
  `--fsize=${LARGEST_FILE}`,
  `--cpu=${MOST_CPU_SECONDS}`,
  '--core=0',
  '--nofile=64',
]
// No limit on processes: older kernels count those of the whole user, and a desk has hundreds.

const ways: readonly Ways[] = [
  {
    restraint: 'no-network',
    commands: [
      // In a user namespace of its own, as nobody: not even root's rights go in with it.
      ['unshare', '--map-user=65534', '--map-group=65534', '--net', '--ipc', '--'],
      ['unshare', '--map-root-user', '--net', '--ipc', '--'],
      ['unshare', '--net', '--ipc', '--'],
    ],
  },
  {
    restraint: 'no-privileges',
    commands: [
      // It also dies with us, so that a server that was killed leaves no ffmpeg behind.
      [
        'setpriv',
        '--pdeathsig=KILL',
        '--no-new-privs',
        '--inh-caps=-all',
        '--bounding-set=-all',
        '--',
      ],
      ['setpriv', '--pdeathsig=KILL', '--no-new-privs', '--inh-caps=-all', '--'],
      ['setpriv', '--no-new-privs', '--inh-caps=-all', '--'],
    ],
  },
  { restraint: 'limits', commands: [['prlimit', ...LIMITS, '--']] },
]

/** Where these programs lie on every Linux that has them; a PATH from outside is not asked. */
const FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']
const TRIAL_TIME_LIMIT_MS = 5000

/** All that an ffmpeg is told of the world: no password of ours, no FFREPORT that makes it write. */
export const CLEAN_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/bin',
  LC_ALL: 'C',
  // Each thread's own arena would reserve 64 MB of the address space.
  MALLOC_ARENA_MAX: '2',
}

let known: Confinement | null = null

/** What this machine can do; tried once a process, which takes some ten milliseconds. */
export function confinement(): Confinement {
  known ??= tryRestraints()
  return known
}

/** Each restraint is tried inside those before it, as ffmpeg will be. */
function tryRestraints(): Confinement {
  const launcher: string[] = []
  const inForce: Restraint[] = []
  const nothing = locate('true')
  for (const { restraint, commands } of ways) {
    for (const [name = '', ...options] of commands) {
      const program = locate(name)
      if (program === null || nothing === null) break
      if (!works([...launcher, program, ...options, nothing])) continue
      launcher.push(program, ...options)
      inForce.push(restraint)
      break
    }
  }
  const missing = ways.map(({ restraint }) => restraint).filter((one) => !inForce.includes(one))
  return { launcher, inForce, missing }
}

function works([program = '', ...args]: readonly string[]): boolean {
  const options = { timeout: TRIAL_TIME_LIMIT_MS, env: CLEAN_ENVIRONMENT, cwd: '/' }
  return spawnSync(program, args, options).status === 0
}

function locate(name: string): string | null {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}
