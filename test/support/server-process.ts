import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
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

export async function startServerProcess(): Promise<ServerProcess> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-server-'))
  const port = await freePort()
  const env = {
    ...process.env,
    ...{ PORT: String(port), TIEP_AM_DATA: data, TIEP_AM_PRESET: 'none' },
    TIEP_AM_ADMIN_PASSWORD: PASSWORD,
  }
  const run = () =>
    new Promise<Readonly<{ end(signal: NodeJS.Signals): Promise<void> }>>((resolve, reject) => {
      const child = spawn(process.execPath, [path.join(root, 'server', 'main.ts')], {
        ...{ env, stdio: ['ignore', 'pipe', 'pipe'] },
      })
      const ended = new Promise<void>((done) => child.on('close', () => done()))
      let said = ''
      const hear = (chunk: Buffer) => {
        said += chunk.toString()
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
    folder: path.join(data, 'office'),
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
