import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from './office.ts'

const SOURCE_PASSWORD = 'nguon-phat'

export type Icecast = Readonly<{
  url: string
  sourceUrl(mount: string): string
  /** The server stands still, and goes on. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}>

/** A real Icecast on loopback, with a folder of its own. It refuses to be root, so it drops to its user. */
export async function startIcecast(wanted?: number): Promise<Icecast> {
  const port = wanted ?? (await freePort())
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-icecast-'))
  chmodSync(folder, 0o755)
  const log = path.join(folder, 'log')
  mkdirSync(log)
  const root = process.getuid?.() === 0
  if (root) {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'icecast2'], { encoding: 'utf8' }))
    chownSync(log, id('-u'), id('-g'))
  }
  writeFileSync(path.join(folder, 'icecast.xml'), configuration(port, log, root))
  const child = spawn('icecast2', ['-c', path.join(folder, 'icecast.xml')], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const ended = new Promise((resolve) => child.on('close', resolve))
  for (let tries = 0; tries < 100; tries++) {
    if ((await fetch(`${url}/status-json.xsl`).catch(() => null))?.ok) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    sourceUrl: (mount) => `icecast://source:${SOURCE_PASSWORD}@127.0.0.1:${port}${mount}`,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configuration(port: number, log: string, root: boolean): string {
  const drop = root ? '<changeowner><user>icecast2</user><group>icecast</group></changeowner>' : ''
  return `<icecast>
  <location>test</location><admin>test@localhost</admin>
  <limits><clients>20</clients><sources>4</sources><burst-size>0</burst-size></limits>
  <authentication>
    <source-password>${SOURCE_PASSWORD}</source-password>
    <admin-user>admin</admin-user><admin-password>${SOURCE_PASSWORD}</admin-password>
  </authentication>
  <hostname>127.0.0.1</hostname>
  <listen-socket><port>${port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <mount type="default"><charset>UTF-8</charset></mount>
  <paths>
    <basedir>/usr/share/icecast2</basedir><logdir>${log}</logdir>
    <webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot>
  </paths>
  <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>2</loglevel></logging>
  <security><chroot>0</chroot>${drop}</security>
</icecast>`
}
