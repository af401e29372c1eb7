import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type LocalPlayer, ServerMessage } from '../../server/supervision.ts'
import { freePort, PASSWORD, type Person, signIn } from './office.ts'

/** The server's process alone, without supervisor and players, on an office of its own. */
export type ServerProcess = Readonly<{
  url: string
  /** As the sample's office folder: database, media, work. */
  folder: string
  signIn(username: string): Promise<Person & Readonly<{ cookie: string }>>
  /** `kill -9`, as a power cut would. */
  kill(): Promise<void>
  /** Starts again on what is left; the address stays. */
  restart(): Promise<void>
  stop(): Promise<void>
}>

const root = path.join(import.meta.dirname, '..', '..')

/** @param meet gets the players that a supervisor would start now */
export async function startServerProcess(
  preset: 'none' | 'sample' = 'none',
  meet: (players: readonly LocalPlayer[]) => void = () => {},
): Promise<ServerProcess> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-server-'))
  const port = await freePort()
  const env = {
    ...process.env,
    ...{ PORT: String(port), TIEP_AM_DATA: data, TIEP_AM_PRESET: preset },
    TIEP_AM_ADMIN_PASSWORD: PASSWORD,
  }
  let met = false
  const run = () =>
    new Promise<Readonly<{ end(signal: NodeJS.Signals): Promise<void> }>>((resolve, reject) => {
      const child = spawn(process.execPath, [path.join(root, 'server', 'main.ts')], {
        ...{ env, stdio: ['ignore', 'pipe', 'pipe'] },
      })
      const ended = new Promise<void>((done) => child.on('close', () => done()))
      let said = ''
      const hear = (chunk: Buffer) => {
        said += chunk.toString()
        const players = playersIn(said)
        if (players && !met) meet(players)
        met ||= players !== null
        if (!said.includes('"type":"ready"')) return
        resolve({
          end: (signal) => {
            child.kill(signal)
            return ended
          },
        })
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      void ended.then(() => reject(new Error(`the server ended:\n${said}`)))
    })
  let running = await run()
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    folder: path.join(data, preset === 'none' ? 'office' : preset),
    signIn: (username) => signIn(url, username),
    kill: () => running.end('SIGKILL'),
    restart: async () => {
      running = await run()
    },
    stop: async () => {
      await running.end('SIGTERM')
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function playersIn(said: string): readonly LocalPlayer[] | null {
  const line = said.split('\n').find((one) => one.startsWith('{"type":"listening"'))
  if (!line?.endsWith('}')) return null
  const message = ServerMessage.parse(JSON.parse(line))
  return message.type === 'listening' ? message.players : null
}
