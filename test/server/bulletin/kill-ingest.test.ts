import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, utimesSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../media/store/store.ts'
import { sweepSounds } from '../../../server/bulletin/sound-sweep-store.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { emptyWork, openOfficeFolder } from '../../../server/office/office-folder.ts'
import { makeSound } from '../../media/sounds.ts'

const CHILD = join(import.meta.dirname, '../../support/ingest-process.ts')
const KILLS = 10
/** How long an ffmpeg may take to notice that whoever started it is no more. */
const GONE = { timeout: 20_000, interval: 50 }
const DAY_MS = 24 * 3_600_000

let data: string
let sound: string
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tiep-am-kill-'))
  sound = await makeSound(join(data, 'a.wav'), 2.5)
})
afterAll(() => rm(data, { recursive: true, force: true }))

/** Takes the sound in, and kills it so long after it began; null lets it end. */
async function takeIn(office: string, killAfterMs: number | null) {
  const child = spawn(process.execPath, [CHILD, office, sound], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  let beganAt = 0
  const began = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (beganAt === 0) beganAt = performance.now()
      resolve()
    })
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await Promise.race([began, ended])
  if (killAfterMs !== null) {
    await Promise.race([ended, wait(killAfterMs)])
    child.kill('SIGKILL')
  }
  await ended
  return { entered: said.includes('entered'), tookMs: performance.now() - beganAt }
}

function newOffice(name: string) {
  const root = join(data, name)
  return { root, folder: openOfficeFolder(root, 'none', 'office') }
}

/** Files below a folder, by name. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

/** Processes whose command names this folder. */
function running(folder: string): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        return readFileSync(join('/proc', pid, 'cmdline'), 'utf8').includes(folder)
      } catch {
        return false
      }
    })
}

describe('a process killed while it takes a sound in', () => {
  it('leaves the whole sound or none, and the next start cleans up', async () => {
    const whole = newOffice('whole')
    const first = openDatabase(whole.folder.database)
    await migrate(first, 'sqlite')
    await first.destroy()
    const { entered, tookMs } = await takeIn(whole.root, null)
    expect(entered).toBe(true)

    let state = 20_240_913
    for (let turn = 0; turn < KILLS; turn++) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      const { root, folder } = newOffice(`kill-${turn}`)
      const db = openDatabase(folder.database)
      await migrate(db, 'sqlite')
      await takeIn(root, (state / 2_147_483_648) * tookMs)

      const store = openStore(folder.media)
      const assets = await db.selectFrom('asset').selectAll().execute()
      const renditions = await db.selectFrom('rendition').selectAll().execute()
      expect(renditions).toHaveLength(assets.length * 3)
      const named = new Set<string>([
        ...assets.map((asset) => asset.original_digest),
        ...renditions.map((rendition) => rendition.digest),
      ])
      for (const digest of named) expect(await store.verify(digest)).toBe('whole')

      // The next start, the day after: nothing is left but what the database names.
      await expect.poll(() => running(folder.work), GONE).toEqual([])
      emptyWork(folder)
      for (const digest of files(folder.media)) {
        const path = store.pathOf(digest)
        utimesSync(path, 1, 1)
      }
      await sweepSounds(db, folder.media, Date.now() + DAY_MS)
      expect(files(folder.media).toSorted()).toEqual([...named].toSorted())
      expect(files(folder.work)).toEqual([])
      await db.destroy()
    }
  }, 300_000)

  it('takes the same file in whole after it', async () => {
    const { root, folder } = newOffice('again')
    const db = openDatabase(folder.database)
    await migrate(db, 'sqlite')
    await takeIn(root, 300)
    emptyWork(folder)
    expect((await takeIn(root, null)).entered).toBe(true)
    expect(await db.selectFrom('asset').selectAll().execute()).toHaveLength(1)
    await db.destroy()
  })
})
