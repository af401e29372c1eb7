import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../media/store/store.ts'
import { openDatabase } from '../../server/db/database.ts'
import { eventually, PASSWORD, type Person } from '../support/office.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { tusClient } from '../support/tus.ts'
import { toneWav } from '../support/wav.ts'

type Standing = Readonly<{ id: string; state: string; stage: string; receivedBytes: number }>

const MINUTE = 60_000
const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])

describe('a server that is killed while a sound comes in', () => {
  let server: ServerProcess
  let editor: Person & Readonly<{ cookie: string }>

  beforeAll(async () => {
    server = await startServerProcess()
    const admin = await server.signIn('admin')
    await admin.post('/staff', {
      ...{ username: 'lan', name: 'Lan', password: PASSWORD },
      roles: [{ role: 'editor', unit: 'root' }],
    })
    editor = await server.signIn('lan')
  })

  afterAll(() => server?.stop())

  const look = (id: string) => editor.get<Standing>(`/uploads/${id}`)
  const locationOf = (reply: Response) => reply.headers.get('location') ?? ''

  /** A sound is in the database with all its files, or not at all. */
  async function checkWhole(): Promise<number> {
    const db = openDatabase(path.join(server.folder, 'tiep-am.sqlite'))
    const store = openStore(path.join(server.folder, 'media'))
    const assets = await db.selectFrom('asset').selectAll().execute()
    for (const { id, original_digest } of assets) {
      const renditions = await db
        .selectFrom('rendition')
        .selectAll()
        .where('asset_id', '=', id)
        .execute()
      expect(renditions.map(({ kind }) => kind).toSorted()).toEqual(['master', 'mp3', 'opus'])
      for (const digest of [original_digest, ...renditions.map((one) => one.digest)])
        expect(await store.verify(digest)).toBe('whole')
    }
    await db.destroy()
    return assets.length
  }

  it.each([
    ['probing', 500],
    ['decoding', 520],
    ['normalising', 540],
    ['renditions', 560],
    ['storing', 580],
  ] as const)(
    'at the latest in %s has a whole sound or none, and the next start finishes it',
    async (stage, hertz) => {
      const before = await checkWhole()
      const file = toneWav(40, hertz)
      const tus = tusClient(server.url, editor.cookie)
      const url = locationOf(await tus.create(file.length, `${stage}.wav`, file))
      const id = url.split('/').at(-1) ?? ''
      const past = async () => {
        const standing = await look(id)
        return [stage, 'storing', 'done'].includes(standing.stage) && standing.state !== 'receiving'
      }
      while (!(await past()));
      await server.kill()
      const between = await checkWhole()
      expect(between - before).toBeLessThanOrEqual(1)

      await server.restart()
      await eventually('it is ready', MINUTE, async () => (await look(id)).state === 'ready')
      expect(await checkWhole()).toBe(before + 1)
      expect(filesIn(path.join(server.folder, 'work', 'uploads'))).toEqual([])
      expect(filesIn(path.join(server.folder, 'work', 'ingest'))).toEqual([])
      expect(filesIn(path.join(server.folder, 'media', 'incoming'))).toEqual([])
    },
  )

  it('goes on receiving from where it was, and clears away what nobody knows', async () => {
    const file = toneWav(2, 777)
    const tus = tusClient(server.url, editor.cookie)
    const url = locationOf(await tus.create(file.length, 'nửa.wav', file.subarray(0, 70_000)))
    await server.kill()
    writeFileSync(path.join(server.folder, 'work', 'uploads', 'mo-coi'), 'orphan')
    await server.restart()
    expect(await tus.offset(url)).toBe(70_000)
    expect(filesIn(path.join(server.folder, 'work', 'uploads'))).toEqual([url.split('/').at(-1)])
    expect((await tus.patch(url, 70_000, file.subarray(70_000))).status).toBe(204)
    const id = url.split('/').at(-1) ?? ''
    await eventually('it is ready', MINUTE, async () => (await look(id)).state === 'ready')
  })
})
