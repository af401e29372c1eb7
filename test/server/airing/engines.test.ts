import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffId, StationId } from '../../../playout/contract/ids.ts'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { checkEvent } from '../../../server/airing/accept.ts'
import { listAirings, listCounted, listPlanned } from '../../../server/airing/airing-list-store.ts'
import { keepBatch } from '../../../server/airing/airing-store.ts'
import { countAirings } from '../../../server/airing/count.ts'
import {
  keepRecall,
  listRecallInstants,
  listRecalls,
} from '../../../server/bulletin/recall-store.ts'
import type { Database } from '../../../server/db/schema.ts'
import { keepDeclaration, listDeclarations } from '../../../server/evidence/declaration-store.ts'
import { keepConfirmation } from '../../../server/evidence/recall-delivery-store.ts'
import { listDeliveries } from '../../../server/evidence/recall-list-store.ts'
import { readHead } from '../../../server/ledger/ledger-store.ts'
import { makeLive } from '../../../server/live.ts'
import { saveWindows } from '../../../server/plan/window-store.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { listExposures } from '../../../server/publish/exposure-store.ts'
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
    expect(manifest.blocks.map(({ items }) => items.length)).toEqual(Array(9).fill(3))
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

  it('a recall, what stations say of it, and people’s word are kept and listed', async () => {
    const recall = {
      ...{ id: 'r1', bulletin: 'a', title: 'a', version: 'a/1', covers: ['a/1'] },
      ...{ at: MONDAY_8AM, reason: 'sai ngày', recalledBy: 'minh' as StaffId },
    }
    const said = { type: 'recall-applied', about: 'a/1', reason: '', amountMs: 0 } as const
    await enrolKey(db, 'my-huong', 'stationTwo')
    const signed = await (await openPen('my-huong', 'stationTwo')).write(said, MONDAY_8AM + 5)
    const keys = await listStationKeys(db, 'my-huong')
    const checked = await checkEvent(signed, 'my-huong' as StationId, keys)
    await db.transaction().execute(async (tx) => {
      await keepRecall(tx, recall)
      await keepBatch(tx, [checked], MONDAY_8AM + 9)
      await keepConfirmation(tx, {
        ...{ id: 'c1', recall: 'r1', station: 'long-hung', confirmedBy: 'truc-long-hung' },
        ...{ way: 'station', tappedAt: 3, at: MONDAY_8AM + 9, note: '' },
      })
    })
    expect(await listRecalls(db, 5)).toEqual([{ ...recall, leaf: 7 }])
    expect([...(await listRecallInstants(db))]).toEqual([['a/1', MONDAY_8AM]])
    const [delivery] = await listDeliveries(db, [{ ...recall, leaf: 7 }], MONDAY_8AM, () => true)
    expect(delivery?.tally).toMatchObject({ stations: 4, dropped: 1, confirmed: 1 })
    expect(delivery?.stations.find(({ state }) => state === 'dropped')).toMatchObject({
      ...{ station: 'my-huong', droppedAt: MONDAY_8AM + 5, receivedAt: MONDAY_8AM + 9 },
    })
    // Both items of that day began at their planned instants, after the recall.
    expect((await listAirings(db, { version: 'a/1' }, 1))[0]).toMatchObject({ afterRecall: true })
    const [exposed] = await listExposures(db, ['a/1'], MONDAY_8AM)
    expect(exposed).toMatchObject({ station: 'district' })
    await expect(db.deleteFrom('recall').execute()).rejects.toThrow('append-only')
  })
})
