import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/db/schema.ts'
import {
  findFeedStation,
  listFeedAddresses,
  makeFeedAddress,
  revokeFeedAddress,
} from '../../../server/feed/feed-address-store.ts'
import { gatherFeed } from '../../../server/feed/feed-store.ts'
import { gatherListGround } from '../../../server/feed/import-store.ts'
import { writePlan } from '../../../server/plan/plan-job.ts'
import { saveWindows } from '../../../server/plan/window-store.ts'
import { getStation } from '../../../server/station/station-store.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'
import { airWindow } from '../../support/plan.ts'
import { addProgramme } from '../../support/programme.ts'

const NOW = Date.parse('2024-08-12T08:00:00+07:00')

describe.each(engines)('feeds on $engine', ({ open }) => {
  let db: Kysely<Database>
  let count = 0
  const deps = {
    newId: () => `id-${++count}`,
    randomBytes: (n: number) => new Uint8Array(n).fill(++count),
  }

  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, NOW)
  }, 30_000)
  afterAll(() => db.destroy())

  it('have addresses that open one station each until they are revoked, and keep no secret', async () => {
    const make = (station: string, name: string, at: number) =>
      makeFeedAddress(db, deps, { station, name, by: 'lan', at })
    const first = await make('long-hung', 'Điện thoại anh Ba', NOW)
    const second = await make('long-hung', 'Máy tính', NOW + 1)
    const other = await make('district', 'Phòng máy', NOW + 2)
    expect(await findFeedStation(db, first.secret)).toBe('long-hung')
    expect(await findFeedStation(db, other.secret)).toBe('district')
    expect(await findFeedStation(db, first.id)).toBeNull()
    expect(await listFeedAddresses(db, 'long-hung')).toEqual([
      {
        ...{ id: second.id, station: 'long-hung', name: 'Máy tính' },
        ...{ createdBy: 'Sample lan', createdAt: NOW + 1 },
      },
      {
        ...{ id: first.id, station: 'long-hung', name: 'Điện thoại anh Ba' },
        ...{ createdBy: 'Sample lan', createdAt: NOW },
      },
    ])
    const rows = JSON.stringify(await db.selectFrom('feed_token').selectAll().execute())
    expect(rows).not.toContain(first.secret)

    expect(await revokeFeedAddress(db, 'district', first.id, NOW + 3)).toBe(false)
    expect(await revokeFeedAddress(db, 'long-hung', first.id, NOW + 3)).toBe(true)
    expect(await revokeFeedAddress(db, 'long-hung', first.id, NOW + 4)).toBe(false)
    expect(await findFeedStation(db, first.secret)).toBeNull()
    expect((await listFeedAddresses(db, 'long-hung')).map(({ id }) => id)).toEqual([second.id])
  })

  it('hold what is planned and what would be, and lists find what they name', async () => {
    await addProgramme(db)
    const district = airWindow('09:00:00', 200)
    await saveWindows(db, [district])
    await writePlan(db, NOW, { cause: 'plan', staff: null })
    const feed = await gatherFeed(db, 'district', { from: '2024-08-20', days: 2 }, NOW)
    expect(feed.dates.map(({ forecast }) => forecast)).toEqual([false, true])
    expect(feed.windows.map(({ date }) => date)).toEqual(['2024-08-20', '2024-08-21'])
    const [sound] = feed.windows[0]?.items ?? []
    expect(sound).toMatchObject({ title: 'nhac-hieu', author: 'Sample lan', repeat: false })
    expect(feed.windows.flatMap(({ items }) => items).every(({ file }) => file !== null)).toBe(true)
    const station = await getStation(db, 'district')
    const ground = await gatherListGround(db, station, ['khong/1'], NOW)
    expect(ground.versions.map(({ version }) => version)).toContain('a/1')
    expect(ground.unapproved.size).toBe(0)
  })
})
