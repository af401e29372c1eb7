import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BulletinId, CampaignId, StationId } from '../../../playout/contract/ids.ts'
import { listCampaignChanges } from '../../../server/campaign/campaign-history-store.ts'
import { getCampaign, saveCampaign } from '../../../server/campaign/campaign-store.ts'
import { listPhases, replacePhases } from '../../../server/campaign/phase-store.ts'
import type { Database } from '../../../server/db/schema.ts'
import { listPlanStations } from '../../../server/plan/candidate-store.ts'
import {
  addPriorityOrder,
  dropPick,
  listPicks,
  listPriorityOrders,
  savePick,
} from '../../../server/plan/commune-store.ts'
import {
  listMakeGoods,
  saveMakeGood,
  withdrawMakeGood,
} from '../../../server/plan/make-good-store.ts'
import { readProgramme } from '../../../server/plan/programme-store.ts'
import { audit } from '../../../server/staff/audit.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'
import { addProgramme } from '../../support/programme.ts'

const NOW = Date.parse('2024-08-12T08:00:00+07:00')
const [CAMPAIGN, COMMUNE] = ['tat-song-2g' as CampaignId, 'my-huong' as StationId]

describe.each(engines)('what campaigns ask and communes choose, on $engine', ({ open }) => {
  let db: Kysely<Database>
  let count = 0
  const deps = { newId: () => `id-${++count}` }
  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, NOW)
    await addProgramme(db)
  }, 120_000)
  afterAll(() => db.destroy())

  it('is kept with its phases, which are replaced whole', async () => {
    const campaign = await getCampaign(db, CAMPAIGN)
    const changed = { ...campaign, floor: 2, cap: 3, airedBy: ['district', COMMUNE] }
    await saveCampaign(db, changed)
    expect(await getCampaign(db, CAMPAIGN)).toEqual(changed)
    const phases = [
      { name: 'Một', from: 0, until: NOW + 1, versions: ['a/1', 'b/1'] },
      { name: 'Hai', from: NOW + 1, until: null, versions: ['c/1'] },
    ]
    await replacePhases(db, deps, CAMPAIGN, [
      { name: 'Cũ', from: 0, until: null, versions: ['a/1'] },
    ])
    await replacePhases(db, deps, CAMPAIGN, phases)
    expect((await listPhases(db)).get(CAMPAIGN)).toMatchObject(phases)
  })

  it('leaves every edit in the trail, the oldest first, and no other subject’s', async () => {
    const edit = (at: number, campaign: string, detail: Record<string, number>) =>
      audit(db, deps, {
        ...{ at, staff: 'lan', action: 'campaign.changed', subject: `campaign/${campaign}` },
        detail,
      })
    await edit(NOW + 2, CAMPAIGN, { 'floor.before': 2, 'floor.after': 3 })
    await edit(NOW + 1, CAMPAIGN, { 'floor.before': 1, 'floor.after': 2 })
    await edit(NOW, 'khac', { 'floor.before': 0, 'floor.after': 1 })
    expect(await listCampaignChanges(db, CAMPAIGN)).toEqual([
      { at: NOW + 1, detail: { 'floor.before': 1, 'floor.after': 2 } },
      { at: NOW + 2, detail: { 'floor.before': 2, 'floor.after': 3 } },
    ])
  })

  it('is what planning reads: orders with what is made good, lent bulletins, picks and order', async () => {
    const pick = { id: 'p1', station: COMMUNE, bulletin: 'a' as BulletinId, windows: null }
    await savePick(db, { ...pick, by: 'truc-my-huong', at: NOW })
    const bulletins = ['b', 'a'] as BulletinId[]
    await addPriorityOrder(db, 'o1', { station: COMMUNE, bulletins, by: 'truc-my-huong', at: NOW })
    const good = {
      ...{ id: 'm1', station: COMMUNE, campaign: CAMPAIGN, missedItem: 'i1', by: 'lan', at: NOW },
      ...{ missedDate: '2024-08-11', date: '2024-08-12' },
    }
    await saveMakeGood(db, good)
    const range = { from: '2024-08-12', to: '2024-08-20' }
    const programme = await readProgramme(db, NOW, range)
    const station = (await listPlanStations(db)).find(({ id }) => id === COMMUNE)
    if (!station) throw new Error('no station')
    const orderOn = (date: string) => programme.ordersOf(station, date).get(CAMPAIGN)
    expect(orderOn('2024-08-12')).toMatchObject({ floor: 3, cap: 4 })
    expect(orderOn('2024-08-13')).toMatchObject({ floor: 2, cap: 3 })
    expect(programme.picksOf(station).get('a' as BulletinId)).toBeNull()
    expect(programme.priorityOrderOf(station)).toEqual(['b', 'a'])
    const offered = programme.candidatesOf(station).filter(({ campaign }) => campaign !== null)
    expect(offered.map(({ version, lent }) => [version, lent])).toEqual([
      ...[
        ['a/1', true],
        ['b/1', true],
        ['c/1', true],
      ],
    ])
    await withdrawMakeGood(db, 'm1', NOW)
    expect(await listMakeGoods(db, range)).toEqual([])
    await saveMakeGood(db, { ...good, id: 'm2' })
    expect((await listMakeGoods(db, range)).map(({ id }) => id)).toEqual(['m2'])
    await dropPick(db, 'p1', 'truc-my-huong', NOW)
    expect(await listPicks(db, COMMUNE)).toEqual([])
    expect((await listPriorityOrders(db)).get(COMMUNE)?.bulletins).toEqual(['b', 'a'])
  })
})
