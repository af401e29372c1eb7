import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StationId } from '../../../playout/contract/ids.ts'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { checkEvent } from '../../../server/airing/accept.ts'
import { listAirings, listCounted, listPlanned } from '../../../server/airing/airing-list-store.ts'
import { keepBatch } from '../../../server/airing/airing-store.ts'
import { countAirings } from '../../../server/airing/count.ts'
import type { Database } from '../../../server/db/schema.ts'
import { keepDeclaration, listDeclarations } from '../../../server/evidence/declaration-store.ts'
import { readHead } from '../../../server/ledger/ledger-store.ts'
import { makeLive } from '../../../server/live.ts'
import { saveWindows } from '../../../server/plan/window-store.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { findNewest } from '../../../server/publish/publish-store.ts'
import { listStationKeys } from '../../../server/publish/station-key-store.ts'
import { MONDAY_8AM } from '../../support/centre.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'
import { makeTestKeys } from '../../support/keys.ts'
import { airWindow } from '../../support/plan.ts'
import { addProgramme } from '../../support/programme.ts'
import { enrolKey, openPen, soundOf } from '../../support/station-pen.ts'

describe.each(engines)('from plan to count on $engine', ({ open }) => {
  let db: Kysely<Database>
  let manifest: Manifest

  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, 1)
    await addProgramme(db)
    await enrolKey(db, 'district', 'stationOne')
    await saveWindows(db, [airWindow('09:00:00', 200)])
  }, 30_000)
  afterAll(() => db.destroy())

  it('a plan is written and published, and the same again changes nothing', async () => {
    let ids = 0
    const deps = { db, keys: await makeTestKeys(), live: makeLive(), newId: () => `n${++ids}` }
    expect((await planAndPublish(deps, MONDAY_8AM)).planned).toEqual(['district'])
    expect(await planAndPublish(deps, MONDAY_8AM)).toEqual({ planned: [], published: [] })
    const newest = await findNewest(db, 'district')
    manifest = JSON.parse(newest?.signed.text ?? '')
    expect(newest?.version).toBe(1)
    expect(manifest.blocks.map(({ items }) => items.length)).toEqual([3, 3, 3])
  })

  it('events are kept once, and what they mean is listed and counted', async () => {
    const pen = await openPen('district', 'stationOne')
    const [block] = manifest.blocks
    const signed = []
    for (const item of block?.items ?? []) {
      const sound = soundOf(manifest, block as Manifest['blocks'][number], item)
      signed.push(await pen.write(sound.started), await pen.write(sound.ended))
    }
    const keys = await listStationKeys(db, 'district')
    const batch = await Promise.all(
      signed.map((one) => checkEvent(one, 'district' as StationId, keys)),
    )
    const keep = () => db.transaction().execute((tx) => keepBatch(tx, batch, MONDAY_8AM))
    expect((await keep()).results.map(({ leaf }) => leaf)).toEqual([0, 1, 2, 3, 4, 5])
    const again = await keep()
    expect(again.results.map(({ decision, leaf }) => `${decision.result} ${leaf}`)).toEqual([
      ...['known 0', 'known 1', 'known 2', 'known 3', 'known 4', 'known 5'],
    ])
    expect((await readHead(db)).size).toBe(6)
    const newest = await listAirings(db, {}, 1)
    expect(newest[0]).toMatchObject({ title: 'b', outcome: 'aired', windowName: '09:00:00' })
    const [last] = newest
    const older = await listAirings(db, {}, 9, last ? last : null)
    expect(older.map(({ title }) => title)).toEqual(['a', 'nhac-hieu'])
    const today = { from: '2024-08-12', to: '2024-08-12' }
    const { rows } = countAirings(await listCounted(db, today), await listPlanned(db, today))
    expect(rows).toMatchObject([
      { version: 'a/1', planned: 1, aired: 1, soundMs: 60_000 },
      { version: 'b/1', planned: 1, aired: 1, soundMs: 60_000 },
    ])
  })

  it('a declaration takes the next leaf', async () => {
    await db.transaction().execute((tx) =>
      keepDeclaration(tx, {
        ...{ id: 'd1', station: 'long-hung', window: 'w', date: '2024-08-12', verdict: 'full' },
        ...{ reason: null, note: null, declaredBy: 'truc-long-hung', declaredAt: 5 },
        ...{ receivedAt: MONDAY_8AM, replaces: null },
      }),
    )
    expect(await listDeclarations(db, '2024-08-12', 'long-hung')).toMatchObject([{ leaf: 6 }])
  })
})
