import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFfmpeg } from '../../../media/ffmpeg/find.ts'
import type { Recording } from '../../../server/evidence/recording.ts'
import { openRecordings, type Recordings } from '../../../server/evidence/recording-job.ts'
import { findRecording } from '../../../server/evidence/recording-store.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { recordStreet } from '../../support/recording.ts'

const { path: program } = await findFfmpeg(process.env)

describe('recordings on their way in', { timeout: 240_000 }, () => {
  let centre: Centre
  let opened: Recordings[]

  beforeEach(async () => {
    centre = await startCentre()
    opened = []
  })
  afterEach(async () => {
    for (const one of opened) await one.close()
    await centre.stop()
  })

  const open = (): Recordings => {
    const tools = { program, store: centre.store, workFolder: path.join(centre.folder, 'own') }
    const recordings = openRecordings(centre.deps, tools, 'test')
    opened.push(recordings)
    return recordings
  }
  const announce = async (recordings: Recordings, bytes: number, id = randomUUID()) => {
    const now = centre.clock.now()
    const recording: Recording = {
      ...{ id, station: 'long-hung', madeBy: 'truc-long-hung', date: '2024-08-12', window: null },
      ...{ aimAt: null, announcedAt: now, receivedAt: null, startedAt: now, clock: 'unchecked' },
      ...{ clockOffsetMs: null, challengeIssuedAt: null, source: 'phone', fileName: 'a.webm' },
      ...{ bytes, digest: null, attempts: 0, state: { kind: 'receiving' }, soundRemovedAt: null },
    }
    await recordings.announce(recording)
    return id
  }
  const send = async ({ incoming }: Recordings, id: string, offset: number, part: Uint8Array) => {
    const at = await incoming.write(id, offset, Readable.from([Buffer.from(part)]))
    if (at === (await findRecording(centre.deps.db, id))?.bytes) incoming.received(id)
  }
  /** Resolves when it stands so. */
  const stands = (id: string, kind: Recording['state']['kind']) =>
    new Promise<Recording>((resolve) => {
      const look = async () => {
        const recording = await findRecording(centre.deps.db, id)
        if (recording?.state.kind === kind) resolve(recording)
      }
      centre.deps.live.listen((change) => {
        if (change.topic === 'recording') void look()
      })
      void look()
    })

  it('go on after a restart from the byte to which they had come', async () => {
    const bytes = await readFile(await recordStreet(centre, '2g-da-dung', { as: 'webm' }))
    const first = open()
    const id = await announce(first, bytes.length)
    await send(first, id, 0, bytes.subarray(0, 9_000))
    await first.close()
    const second = open()
    await second.begin()
    expect(await second.incoming.find(id)).toMatchObject({ receivedBytes: 9_000 })
    await send(second, id, 9_000, bytes.subarray(9_000))
    expect(await stands(id, 'done')).toMatchObject({ bytes: bytes.length, attempts: 1 })
  })

  it('that were being heard when the server stopped are heard after its start', async () => {
    const bytes = await readFile(await recordStreet(centre, '2g-da-dung', { as: 'wav' }))
    const first = open()
    const id = await announce(first, bytes.length)
    await send(first, id, 0, bytes)
    await stands(id, 'listening')
    await first.close()
    expect((await findRecording(centre.deps.db, id))?.state.kind).toBe('waiting')
    const second = open()
    await second.begin()
    expect(await stands(id, 'done')).toMatchObject({ attempts: 1 })
  })

  it('that bring the process down each time are given up after the third', async () => {
    const first = open()
    const id = await announce(first, 4)
    await first.close()
    const { db } = centre.deps
    await db.updateTable('recording').set({ state: 'listening', attempts: 3 }).execute()
    const second = open()
    await second.begin()
    expect((await findRecording(db, id))?.state).toMatchObject({
      ...{ kind: 'failed', code: 'ffmpeg-failed' },
    })
  })

  it('are heard one at a time, in the order in which they came', async () => {
    const recordings = open()
    const files = ['2g-da-dung', '2g-vi-sao-dung'].map((name) =>
      readFileSync(path.join('media', 'samples', `${name}.opus`)),
    )
    const ids: string[] = []
    for (const file of files) {
      const id = await announce(recordings, file.length)
      ids.push(id)
      await send(recordings, id, 0, file)
      await centre.wait(1)
    }
    await stands(ids[0] as string, 'listening')
    const second = (await findRecording(centre.deps.db, ids[1] as string)) as Recording
    expect(second.state.kind).not.toBe('listening')
    for (const id of ids) await stands(id, 'done')
    const [a, b] = await Promise.all(ids.map((id) => findRecording(centre.deps.db, id)))
    const leaf = (one: typeof a) => (one?.state.kind === 'done' ? one.state.heard.leaf : -1)
    expect(leaf(a ?? null)).toBeLessThan(leaf(b ?? null))
  })

  it('of which nothing was heard for a day are cleared away', async () => {
    const recordings = open()
    await recordings.begin()
    const id = await announce(recordings, 9)
    await centre.wait(25 * 3_600_000)
    await expect.poll(() => findRecording(centre.deps.db, id)).toBeNull()
  })
})
