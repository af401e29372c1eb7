import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StationId, WindowId } from '../../../playout/contract/ids.ts'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { listCandidates } from '../../../server/plan/candidate-store.ts'
import { planStation } from '../../../server/plan/planner.ts'
import { itemSpan } from '../../../server/plan/playlist.ts'
import { planRelay } from '../../../server/plan/relay-plan.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { approve } from '../../support/life.ts'
import { airWindow, noQuiet, on } from '../../support/plan.ts'
import { addApproved, addCampaign, districtWindow } from '../../support/programme.ts'
import { seedSound } from '../../support/sound.ts'

const TOMORROW = '2024-08-13'
const NOON = Date.parse(`${TOMORROW}T12:00:00+07:00`)
const PHU_MY = { ...noQuiet, languages: ['km', 'vi'] }

describe('a successor that was approved today for tomorrow noon', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addCampaign(db)
    await addApproved(db, 'nhac-hieu', 5, { content_type: 'tune', campaign_id: null })
    await addApproved(db, 'a', 60)
    await db
      .insertInto('bulletin_version')
      .values({
        ...{ id: 'a/2', bulletin_id: 'a', number: 2, language: 'km', text: '', state: 'approved' },
        ...{
          asset_id: (await seedSound(centre, 'km')).asset,
          author_id: 'lan',
          editors: '["lan"]',
        },
        ...{ created_at: 0, approved_by: 'minh', approved_at: 2, reviewed_by: 'saray' },
        ...{ reviewed_at: 1, translates: 'a/1', valid_from: 0, class: 'ordinary' },
        content_type: 'news',
      })
      .execute()
    for (const time of ['11:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  async function succeed(validFrom: number): Promise<void> {
    const number = 3
    await centre.as('lan').patch('/bulletins/a/versions/1', { text: 'Đến hết 15/10', validFrom })
    const { asset } = await seedSound(centre, 'mới')
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ asset_id: asset })
      .where('id', '=', 'a/3')
      .execute()
    await centre.as('lan').post(`/bulletins/a/versions/${number}/submit`)
    expect((await approve(centre, 'minh', 'a', number)).statusCode).toBe(200)
    await planAndPublish(centre.deps, centre.clock.now())
  }

  const manifestOf = async (station: string): Promise<Manifest> =>
    JSON.parse((await centre.nobody.get(`/stations/${station}/manifest`)).json().text)
  const versionsOn = (manifest: Manifest, date: string) =>
    manifest.blocks
      .filter((block) => block.date === date)
      .map(({ title, items }) => `${title} ${spoken(items)}`)

  it.each(['district', 'my-huong'])(
    'sounds at %s from noon on, and the old one until then',
    async (station) => {
      await succeed(NOON)
      const manifest = await manifestOf(station)
      expect(versionsOn(manifest, '2024-08-12')).toEqual(['11:00 a/1', '17:00 a/1'])
      expect(versionsOn(manifest, TOMORROW)).toEqual(['11:00 a/1', '17:00 a/3'])
      expect(versionsOn(manifest, '2024-08-14')).toEqual(['11:00 a/3', '17:00 a/3'])
    },
  )

  it('leaves the old sound to be fetched until then, and not after', async () => {
    const old = await seedSound(centre, 'cũ')
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ asset_id: old.asset })
      .where('id', '=', 'a/1')
      .execute()
    await succeed(NOON)
    await centre.wait(NOON - 1 - centre.clock.now())
    expect((await centre.nobody.get(`/assets/${old.digest}`)).statusCode).toBe(200)
    await centre.wait(1)
    expect((await centre.nobody.get(`/assets/${old.digest}`)).statusCode).toBe(401)
  })

  it('takes over at once when its time has come', async () => {
    await succeed(Date.parse('2024-08-01T00:00:00+07:00'))
    const manifest = await manifestOf('district')
    expect(
      manifest.blocks.flatMap(({ items }) => items.map(({ bulletin }) => bulletin?.version)),
    ).not.toContain('a/1')
    expect(manifest.assets).toHaveLength(2)
  })

  it('is heard in Vietnamese at Phú Mỹ until a Khmer one is recorded anew', async () => {
    await succeed(NOON)
    const candidates = await listCandidates(centre.deps.db, centre.clock.now())
    const station = 'phumy' as StationId
    const own = airWindow('09:00:00', 200, { station })
    const windows = ['11:00:00', '17:00:00'].map((time) => ({
      ...{ ...own, startsAt: time, name: time, id: `w-${time}` as WindowId },
    }))
    const planned = planStation({
      ...{ station, place: PHU_MY, source: 'district', candidates, history: [] },
      ...{ occurrences: on(windows, TOMORROW), mix: new Map([['km', 100]]) },
    })
    const heard = planned.map(({ block }) => ({
      at: block.title,
      versions: spoken(block.items),
    }))
    expect(heard[0]).toEqual({ at: '11:00:00', versions: ['a/2'] })
    expect(heard[1]).toEqual({ at: '17:00:00', versions: ['a/3'] })
    for (const { block } of planned)
      for (const item of block.items.filter(({ kind }) => kind === 'bulletin')) {
        const old = item.bulletin?.version !== 'a/3'
        expect(itemSpan(block, item).endsAt <= NOON).toBe(old)
      }

    const relayed = planRelay({
      ...{ station, place: PHU_MY, candidates },
      occurrences: on(
        windows.map((window) => ({
          ...window,
          id: `r${window.id}` as WindowId,
          relaysWindow: window.id,
        })),
        TOMORROW,
      ),
      district: new Map(
        planStation({
          ...{ station: 'district' as StationId, place: noQuiet, source: 'district', candidates },
          ...{ history: [], occurrences: on(windows, TOMORROW) },
        }).map(({ block }) => [block.id, block]),
      ),
    })
    expect(relayed.map(({ block }) => spoken(block.items))).toEqual([['a/1'], ['a/3']])
  })
})

/** Versions of the bulletins among items; the tune aside. */
function spoken(items: Manifest['blocks'][number]['items']) {
  return items.filter(({ kind }) => kind === 'bulletin').map(({ bulletin }) => bulletin?.version)
}
