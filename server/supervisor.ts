import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { BEAT_EVERY_MS, createHeartbeat, STUCK_REASON } from '../playout/contract/heartbeat.ts'
import { buildWeb } from './build-web.ts'
import { type Config, readConfig } from './config.ts'
import { type LocalPlayer, ServerMessage } from './supervision.ts'

/**
 * Runs the server and the players of this machine as processes of their own, so that none disturbs
 * another: a server that dies is started again while the players go on sounding, and the other way
 * round. They speak only the station contract with each other.
 */

const here = import.meta.dirname
const playerProgram = path.join(here, '..', 'playout', 'launch.cjs')
/** Compiled once, loaded in a third of the time; goes away with what npm installed. */
const compileCache = path.join(here, '..', 'node_modules', '.cache', 'compiled')
/** A process that fell is started again after this, doubling up to the longest. */
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** One that ran this long was well, and its next fall is a first one. */
const WELL_AFTER_MS = 10_000
const STOP_WITHIN_MS = 5_000
const LOG_TURNS_OVER_AT_BYTES = 10_000_000

type Environment = Readonly<Record<string, string | undefined>>

/** `npm start`. Resolves when everything has stopped. */
export async function supervise(env: Environment): Promise<void> {
  let config: Config
  try {
    config = readConfig(env, os.hostname())
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(2)
  }
  if (await buildWebAloud()) process.stdout.write('Đã dựng giao diện / Interface built\n')
  // Puts the player together, before several are started at once.
  spawnSync(process.execPath, [playerProgram, '--help'], { stdio: 'ignore' })
  await new Supervisor(config, env).run()
}

/** `npm run demo`: the sample district in a folder that goes away with it. */
export async function superviseDemo(env: Environment): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-demo-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  await supervise({ ...env, TIEP_AM_DATA: folder, TIEP_AM_PRESET: 'sample' })
}

async function buildWebAloud(): Promise<boolean> {
  try {
    return await buildWeb()
  } catch (error) {
    process.stderr.write(
      `Không dựng được giao diện / The interface could not be built:\n${(error as Error).message}\n`,
    )
    process.exit(1)
  }
}

class Supervisor {
  readonly #config: Config
  readonly #env: Environment
  readonly #logFolder: string
  readonly #children = new Map<string, ChildProcess>()
  #stopping = false
  #everListened = false
  #saidWhy = false
  #finished: (code: number) => void = () => {}

  constructor(config: Config, env: Environment) {
    this.#config = config
    this.#env = env
    this.#logFolder = path.join(config.data, 'log')
  }

  async run(): Promise<void> {
    try {
      mkdirSync(this.#logFolder, { recursive: true })
    } catch (error) {
      process.stderr.write(
        `Không ghi được vào thư mục ${this.#config.data}. Chọn thư mục khác bằng TIEP_AM_DATA.\n` +
          `Cannot write to ${this.#config.data} (${(error as NodeJS.ErrnoException).code}). Choose another folder with TIEP_AM_DATA.\n`,
      )
      process.exit(1)
    }
    const code = await new Promise<number>((resolve) => {
      this.#finished = resolve
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
        process.on(signal, () => void this.#stop(0))
      this.#startServer([])
    })
    process.exit(code)
  }

  #startServer(args: readonly string[], pauseMs = FIRST_PAUSE_MS): void {
    const began = performance.now()
    const child = this.#spawn('server', [path.join(here, 'main.ts'), ...args], this.#env)
    child.on('message', (raw) => this.#hear(ServerMessage.parse(raw)))
    child.on('close', (code) => {
      if (this.#stopping) return
      if (!this.#everListened) {
        if (!this.#saidWhy) this.#sayFell()
        void this.#stop(code || 1)
        return
      }
      const pause = performance.now() - began > WELL_AFTER_MS ? FIRST_PAUSE_MS : pauseMs
      process.stderr.write('Máy chủ dừng, đang khởi động lại / Server stopped, starting it again\n')
      const next = Math.min(pause * 2, LONGEST_PAUSE_MS)
      setTimeout(() => !this.#stopping && this.#startServer(['--again'], next), pause)
    })
  }

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case 'fatal':
        this.#saidWhy = true
        process.stderr.write(`${message.vi}\n${message.en}\n`)
        return
      case 'password':
        this.#sayPassword(message.password)
        return
      case 'listening':
        this.#everListened = true
        for (const player of message.players)
          if (!this.#children.has(player.station)) this.#startPlayer(player)
        return
      case 'ready':
        this.#sayReady(message.firstSoundAt)
        return
      case 'restart':
        void this.#restartAll()
    }
  }

  #startPlayer(player: LocalPlayer, pauseMs = FIRST_PAUSE_MS, reason = ''): void {
    const began = performance.now()
    const args = [
      ...['--max-old-space-size=96', playerProgram],
      ...['run', '--state', player.state, ...player.args],
    ]
    const env = {
      ...this.#env,
      ...(player.enrol ? { TIEP_AM_ENROL: player.enrol } : {}),
      ...(reason === '' ? {} : { TIEP_AM_RESTARTED: reason }),
    }
    const child = this.#spawn(player.station, args, env)
    const isStuck = watchOver(child)
    child.on('close', () => {
      if (this.#stopping || this.#children.get(player.station) !== child) return
      const pause = performance.now() - began > WELL_AFTER_MS ? FIRST_PAUSE_MS : pauseMs
      process.stderr.write(
        `Bộ phát ${player.name} dừng, đang khởi động lại / Player stopped, starting it again\n`,
      )
      setTimeout(() => {
        if (!this.#stopping && this.#children.get(player.station) === child)
          this.#startPlayer(
            player,
            Math.min(pause * 2, LONGEST_PAUSE_MS),
            isStuck() ? STUCK_REASON : '',
          )
      }, pause)
    })
  }

  #spawn(name: string, args: readonly string[], env: Environment): ChildProcess {
    const log = openLog(path.join(this.#logFolder, `${name}.log`))
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...env, NODE_COMPILE_CACHE: compileCache },
      // Ctrl-C reaches a whole process group; children are told by us, in order, instead.
      detached: true,
    })
    closeSync(log)
    this.#children.set(name, child)
    return child
  }

  async #restartAll(): Promise<void> {
    this.#stopping = true
    await this.#endChildren()
    this.#children.clear()
    this.#stopping = false
    this.#startServer([])
  }

  async #stop(code: number): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    await this.#endChildren()
    this.#finished(code)
  }

  /** Players first, so that their last words still reach the server. */
  async #endChildren(): Promise<void> {
    const players = [...this.#children]
      .filter(([name]) => name !== 'server')
      .map(([, child]) => child)
    await Promise.all(players.map(endOf))
    const server = this.#children.get('server')
    if (server) await endOf(server)
  }

  /** It fell without a word of its own: a fault of ours, whose traces are in its log. */
  #sayFell(): void {
    const log = path.join(this.#logFolder, 'server.log')
    process.stderr.write(
      `Máy chủ không khởi động được; chi tiết trong ${log}\nThe server could not start; see ${log}\n`,
    )
  }

  #sayPassword(password: string): void {
    process.stdout.write(
      `\n  Tên đăng nhập / user: admin\n  Mật khẩu (chỉ hiện một lần) / password (shown once): ${password}\n\n`,
    )
  }

  #sayReady(firstSoundAt: number | null): void {
    const { publicUrl: url } = this.#config
    process.stdout.write(`Sẵn sàng / ready: ${url}\n`)
    if (firstSoundAt !== null) {
      const at = new Date(firstSoundAt).toLocaleTimeString('vi-VN', {
        timeZone: 'Asia/Ho_Chi_Minh',
      })
      process.stdout.write(
        `DỮ LIỆU MẪU: khung giờ cách nhau vài phút, khung đầu lúc ${at}; giờ yên tĩnh tắt.\n` +
          `SAMPLE DATA: windows a few minutes apart, the first at ${at}; quiet hours are off.\n` +
          `Nghe đài huyện / listen: ${url}/live/district/index.m3u8\n`,
      )
    }
    process.stdout.write(`Nhật ký hệ thống / logs: ${this.#logFolder}\n`)
  }
}

/** Kills a player that stands still; the result says whether that came to pass. */
function watchOver(child: ChildProcess): () => boolean {
  const heartbeat = createHeartbeat()
  let isStuck = false
  child.on('message', (message: { type?: string }) => {
    if (message.type === 'beat') heartbeat.beat()
  })
  const looking = setInterval(() => {
    if (!heartbeat.look()) return
    isStuck = true
    child.kill('SIGKILL')
  }, BEAT_EVERY_MS)
  child.on('close', () => clearInterval(looking))
  return () => isStuck
}

function openLog(file: string): number {
  try {
    if (statSync(file).size > LOG_TURNS_OVER_AT_BYTES) renameSync(file, `${file}.1`)
  } catch {
    // no log yet
  }
  return openSync(file, 'a')
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    child.on('close', () => {
      clearTimeout(kill)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
