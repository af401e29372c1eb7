import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StationId, WindowId } from '../../../playout/contract/ids.ts'
import type { Database } from '../../../server/db/schema.ts'
import { addCalendarDay, listCalendarDays } from '../../../server/plan/calendar-day-store.ts'
import { listPlanStations } from '../../../server/plan/candidate-store.ts'
import { occursOn } from '../../../server/plan/window.ts'
import {
  findWindow,
  listWindows,
  rewriteDates,
  saveWindows,
} from '../../../server/plan/window-store.ts'
import { changeMembers } from '../../../server/station/group.ts'
import { listGroups, saveGroup } from '../../../server/station/group-store.ts'
import {
  findLiveSource,
  removeLiveSource,
  saveLiveSource,
} from '../../../server/station/live-source-store.ts'
import { saveLimits } from '../../../server/station/station-store.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'
import { airWindow } from '../../support/plan.ts'

const NOW = Date.parse('2024-08-12T08:00:00+07:00')

describe.each(engines)('what windows rest on, on $engine', ({ open }) => {
  let db: Kysely<Database>
  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, NOW)
  }, 120_000)
  afterAll(() => db.destroy())

  it('keeps a window with everything that it says', async () => {
    const window = airWindow('11:00:00', 0, {
      segments: [
        {
          source: 'vov',
          lengthMs: 60_000,
          campaignShareMs: null,
          leastMs: 30_000,
          live: 'l',
          end: 'soft',
        },
        { source: 'district', lengthMs: 60_000, campaignShareMs: 30_000 },
      ],
      recurrence: { rule: 'FREQ=MONTHLY;BYDAY=1MO', except: ['2024-09-02'], also: ['2023-12-24'] },
      mostItems: 3,
      parts: { opens: ['t' as never], between: null, closes: [], timeSignals: [] },
      ...{ group: null, relayMode: 'same', laidAs: 'w-11:00:00' as WindowId },
    })
    await saveWindows(db, [window])
    expect(await findWindow(db, window.id)).toEqual(window)
    await rewriteDates(db, [{ ...window, validTo: '2024-06-30' }])
    const ids = async (validOn: string, validUntil: string) =>
      (await listWindows(db, { validOn, validUntil })).map(({ id }) => id)
    expect(await ids('2024-06-30', '2024-06-30')).toEqual([window.id])
    // A date that was added may lie before the first and after the last one.
    expect(await ids('2023-12-01', '2023-12-31')).toEqual([window.id])
  })

  it('gives each member its own window of a group’s, while it is one, and no closed day', async () => {
    const none = { id: 'g', unit: 'my-tu', name: 'Nhóm', members: [] }
    const first = changeMembers(none, ['my-huong', 'long-hung'], '2024-08-01')
    await saveGroup(db, first)
    await saveGroup(db, changeMembers(first, ['my-huong', 'hung-phu'], '2024-08-10'))
    expect(await listGroups(db)).toMatchObject([
      {
        members: [
          { station: 'hung-phu', from: '2024-08-10', to: null },
          { station: 'long-hung', from: '2024-08-01', to: '2024-08-09' },
          { station: 'my-huong', from: '2024-08-01', to: null },
        ],
      },
    ])
    await saveWindows(db, [airWindow('06:00:00', 60, { id: 'w' as WindowId, group: 'g' })])
    await addCalendarDay(
      db,
      {
        ...{ id: 'd', name: 'Tết', from: '2024-08-15', to: '2024-08-16' },
        ...{ closed: true, withoutMusic: false, stations: ['g'] },
      },
      'an',
      NOW,
    )
    const open = async (id: string, dates: readonly string[]) => {
      const window = await findWindow(db, id)
      return dates.filter((date) => window && occursOn(window, date, 'Asia/Ho_Chi_Minh'))
    }
    const dates = ['2024-07-31', '2024-08-09', '2024-08-10', '2024-08-15', '2024-08-17']
    expect(await open('w@my-huong', dates)).toEqual(['2024-08-09', '2024-08-10', '2024-08-17'])
    expect(await open('w@long-hung', dates)).toEqual(['2024-08-09'])
    expect(await open('w@hung-phu', dates)).toEqual(['2024-08-10', '2024-08-17'])
    expect(await findWindow(db, 'w')).toBeNull()
    expect((await listWindows(db, { station: 'hung-phu' })).map(({ id }) => id)).toEqual([
      'w@hung-phu',
    ])
    expect(await listCalendarDays(db, '2024-08-16', '2024-08-30')).toHaveLength(1)
    expect(await listCalendarDays(db, '2024-08-17')).toHaveLength(0)
    const [, ...communes] = await listPlanStations(db)
    expect(communes.map(({ id, groups }) => [id, groups])).toEqual([
      ['hung-phu', ['g']],
      ['long-hung', []],
      ['my-huong', ['g']],
    ])
  })

  it('tells stations how loud they are and how long they may air', async () => {
    const volumeHours = [{ from: '05:00', to: '06:00', millibels: -600 }]
    await saveLimits(db, 'my-huong', { volumeHours, longestSessionMs: 1_800_000 })
    const station = (await listPlanStations(db)).find(({ id }) => id === ('my-huong' as StationId))
    expect(station).toMatchObject({ volumeHours, longestSessionMs: 1_800_000, languageMix: null })
  })

  it('forgets no live source that was removed, and lets nobody choose it', async () => {
    const live = {
      ...{ id: 'l', unit: 'my-tu', source: 'vov' as const, kind: 'stream' as const, name: 'VOV1' },
      ...{ address: 'http://vov.vn/1', backupAddress: null },
    }
    await saveLiveSource(db, live)
    await saveLiveSource(db, { ...live, name: 'VOV 1' })
    expect(await findLiveSource(db, 'l')).toEqual({ ...live, name: 'VOV 1' })
    await removeLiveSource(db, 'l', NOW)
    expect(await findLiveSource(db, 'l')).toBeNull()
    expect(await db.selectFrom('live_source').select('removed_at').execute()).toHaveLength(1)
  })
})
