import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { MediaFault, showMediaError } from '../media/errors.ts'
import { confinement } from '../media/ffmpeg/confine.ts'
import { type Ffmpeg, findFfmpeg } from '../media/ffmpeg/find.ts'
import { findVoices } from '../media/speech/voices.ts'
import { openStore } from '../media/store/store.ts'
import { systemClock } from '../playout/contract/time.ts'
import { buildApp } from './app.ts'
import { webFolder } from './build-web.ts'
import type { MediaTools } from './bulletin/sound.ts'
import { sweepSounds } from './bulletin/sound-sweep-store.ts'
import { type Config, readConfig } from './config.ts'
import { startCron } from './cron.ts'
import { openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import type { Deps } from './deps.ts'
import { StartFault } from './errors.ts'
import { openLoopback, portOf } from './http/loopback.ts'
import { makeIds } from './ids.ts'
import { makeLive } from './live.ts'
import { localPlayers } from './local-players.ts'
import { beginOffice, seedOffice } from './office/begin-office.ts'
import { emptyWork, type OfficeFolder, openOfficeFolder } from './office/office-folder.ts'
import { openOfficeKeys } from './office/office-keys.ts'
import { takeOfficeLock } from './office/office-lock.ts'
import { startReplanning } from './replan.ts'
import { runSampleDay } from './sample/sample-day.ts'
import { samplePersons } from './sample/sample-persons.ts'
import { seedSample, seedSampleSounds } from './sample/seed-sample.ts'
import { ensureAdministrator } from './staff/account-store.ts'
import type { ServerMessage } from './supervision.ts'

/**
 * The server's process: everything is put together here, and only here are clock, chance and
 * environment read. `--again` says that the supervisor starts it after a fall, not for the first
 * time.
 */
async function main(): Promise<void> {
  const again = process.argv.includes('--again')
  const clock = systemClock
  const log = pino({ level: 'info', base: null })
  const config = configure()
  const folder = openFolder(config)
  const lock = takeOfficeLock(folder.root, process.pid, isAlive)
  if (lock.held)
    giveUp(
      `Thư mục ${config.data} đang được một Tiếp Âm khác dùng (tiến trình ${lock.by}). Hãy dừng nó, hoặc chọn thư mục khác bằng TIEP_AM_DATA.`,
      `Another Tiếp Âm (process ${lock.by}) is using ${config.data}. Stop it, or choose another folder with TIEP_AM_DATA.`,
    )
  process.on('exit', lock.release)
  emptyWork(folder)
  const ffmpeg = await findFfmpegOrGiveUp()
  const store = openStore(folder.media)
  const deps: Deps = {
    ...{ config, clock, log, live: makeLive(), randomBytes },
    newId: makeIds(clock, randomBytes),
    db: await openDatabaseOrGiveUp(folder),
    keys: await openOfficeKeys(folder.keys, clock.now()),
  }
  const media = { store, program: ffmpeg.path, workFolder: folder.work }
  const { inForce, missing } = confinement()
  log[missing.length === 0 ? 'info' : 'warn']({ inForce, missing }, 'how ffmpeg is confined')
  const swept = await sweepSounds(deps.db, folder.media, clock.now())
  if (swept.objects + swept.parts > 0) log.info(swept, 'removed sound that nothing names')
  const sample = folder.name === 'sample'
  await furnish(deps, sample, media)

  const app = await buildApp(deps, {
    media,
    speech: { findVoices: () => findVoices(process.env, config.voices) },
    pages: webFolder,
    liveSound: folder.live,
    machine: {
      version: versionOf(),
      ffmpeg: { version: ffmpeg.version, origin: ffmpeg.origin },
      freeBytes: async () => {
        const disk = await statfs(folder.root)
        return disk.bavail * disk.bsize
      },
    },
    office: {
      sample,
      version: versionOf(),
      samplePersons: sample ? samplePersons : [],
      begin: async (wanted) => {
        const answer = await beginOffice(deps, sample, wanted)
        // Later than the answer, which still has to reach the browser.
        if (answer.restarting) clock.after(500, () => tell({ type: 'restart' }))
        return answer
      },
    },
  })
  // Players of this machine come on a way of their own where the public one is not plain loopback.
  const direct = !config.tls && ['127.0.0.1', 'localhost', '0.0.0.0'].includes(config.host)
  const loopback = direct ? null : await openLoopback(app, path.join(folder.players, 'port'))
  const stopReplanning = startReplanning(deps)
  const stopCron = await startCron(deps)
  await listenOrGiveUp(app, config)

  const near = `http://127.0.0.1:${loopback ? portOf(loopback) : config.port}`
  const players = await localPlayers(deps, folder, sample, near)
  tell({ type: 'listening', players })
  const day = sample
    ? await runSampleDay(
        deps,
        players.map(({ station }) => station),
        again,
      )
    : null
  tell({ type: 'ready', firstSoundAt: day?.firstSoundAt ?? null })

  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    day?.stop()
    stopCron()
    stopReplanning()
    loopback?.closeAllConnections()
    loopback?.close()
    await app.close()
    await deps.db.destroy()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, end)
  // What is not needed for the first minutes comes in while they are heard.
  if (sample) await seedSampleSounds(deps, media, 'rest')
}

/** The first rows of an office; a password that is made for `admin` is told before anything can fail. */
async function furnish(deps: Deps, sample: boolean, media: MediaTools): Promise<void> {
  if (!sample) await seedOffice(deps)
  const password = sample
    ? await seedSample(deps)
    : await ensureAdministrator(deps, deps.config.adminPassword, deps.clock.now())
  if (password !== null) tell({ type: 'password', password })
  if (sample) await seedSampleSounds(deps, media, 'first')
}

function configure(): Config {
  try {
    return readConfig(process.env, os.hostname())
  } catch (error) {
    const [vi = '', en = ''] = (error as Error).message.split('\n')
    giveUp(vi, en)
  }
}

function openFolder(config: Config): OfficeFolder {
  try {
    return openOfficeFolder(config.data, config.preset)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    giveUp(
      code === 'ENOSPC'
        ? `Đĩa chứa ${config.data} đã đầy. Hãy dọn bớt rồi chạy lại.`
        : `Không ghi được vào thư mục ${config.data} (${code}). Hãy cấp quyền ghi, hoặc chọn thư mục khác bằng TIEP_AM_DATA.`,
      code === 'ENOSPC'
        ? `The disk of ${config.data} is full. Free some space and start again.`
        : `Cannot write to ${config.data} (${code}). Allow writing, or choose another folder with TIEP_AM_DATA.`,
    )
  }
}

async function findFfmpegOrGiveUp(): Promise<Ffmpeg> {
  try {
    return await findFfmpeg(process.env)
  } catch (error) {
    if (!(error instanceof MediaFault)) throw error
    giveUp(
      showMediaError(error.code, error.params, 'vi'),
      showMediaError(error.code, error.params, 'en'),
    )
  }
}

async function openDatabaseOrGiveUp(folder: OfficeFolder): Promise<Deps['db']> {
  try {
    const db = openDatabase(folder.database)
    await migrate(db, 'sqlite')
    return db
  } catch (error) {
    const { message } = error as Error
    giveUp(`Không mở được cơ sở dữ liệu. ${message}`, `The database cannot be opened. ${message}`)
  }
}

async function listenOrGiveUp(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      giveUp(
        `Cổng ${port} đang được chương trình khác dùng. Hãy dừng chương trình đó, hoặc đặt PORT khác (ví dụ PORT=8081 npm start).`,
        `Port ${port} is in use by another program. Stop that one, or set another PORT (such as PORT=8081 npm start).`,
      )
    giveUp(
      `Không mở được ${host}:${port} (${code}). Hãy kiểm tra HOST và PORT.`,
      `Cannot listen on ${host}:${port} (${code}). Check HOST and PORT.`,
    )
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function versionOf(): string {
  const file = path.join(import.meta.dirname, '..', 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function tell(message: ServerMessage): void {
  if (process.send) process.send(message)
  else if (message.type === 'fatal') console.error(`${message.vi}\n${message.en}`)
  else console.log(JSON.stringify(message))
}

/** Ends with one sentence in each language; the message is out before the process is. */
function giveUp(vi: string, en: string): never {
  tell({ type: 'fatal', vi, en })
  process.exit(1)
}

main().catch((error: unknown) => {
  const code = String((error as { code?: unknown }).code ?? '')
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL|disk-full)/.test(code))
    giveUp(
      'Đĩa chứa dữ liệu đã đầy. Hãy dọn bớt rồi chạy lại; chưa có gì bị mất.',
      'The disk that holds the data is full. Free some space and start again; nothing is lost.',
    )
  if (error instanceof StartFault) giveUp(error.vi, error.en)
  throw error
})
