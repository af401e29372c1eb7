import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffId, StationId, WindowId } from '../../../playout/contract/ids.ts'
import type { Database } from '../../../server/db/schema.ts'
import type { Change } from '../../../server/plan/change.ts'
import { undoOf } from '../../../server/plan/change.ts'
import { lookAt, weigh } from '../../../server/plan/change-store.ts'
import { saveHands } from '../../../server/plan/hand-store.ts'
import { findNext } from '../../../server/plan/next-store.ts'
import { writePlan } from '../../../server/plan/plan-job.ts'
import { listBlocks } from '../../../server/plan/plan-store.ts'
import { listPlanVersions } from '../../../server/plan/plan-version-store.ts'
import {
  findConfirmation,
  listConfirmations,
  saveAsked,
  saveConfirmed,
  saveWithdrawn,
} from '../../../server/plan/quiet-confirmation-store.ts'
import { listPlanDays } from '../../../server/plan/shown-plan-store.ts'
import { saveWindows } from '../../../server/plan/window-store.ts'
import { getStation } from '../../../server/station/station-store.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'
import { airWindow } from '../../support/plan.ts'
import { addProgramme } from '../../support/programme.ts'

const NOW = Date.parse('2024-08-12T08:00:00+07:00')
const DATE = '2024-08-13'
const lan = { staff: 'lan' as StaffId, at: NOW }

describe.each(engines)('plans by hand on $engine', ({ open }) => {
  let db: Kysely<Database>
  let count = 0
  const newId = () => `id-${++count}`

  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, NOW)
    await addProgramme(db)
    const district = airWindow('09:00:00', 200)
    const relay = {
      ...{ ...district, id: 'xa' as WindowId, station: 'hung-phu' as StationId },
      relaysWindow: district.id,
    }
    await saveWindows(db, [district, relay])
    await writePlan(db, NOW, { cause: 'plan', staff: null })
  }, 120_000)
  afterAll(() => db.destroy())

  const blocks = async () =>
    (await listBlocks(db, { station: 'district', date: DATE })).map(({ block }) => block)
  const make = async (changes: readonly Change[], resolve: 'override' | null = null) => {
    const looked = await lookAt(db, changes, NOW)
    const { changed } = weigh(looked, changes, resolve, newId)
    expect(changed.conflicts).toEqual([])
    await saveHands(db, looked.changing.hands, changed.hands, lan)
    const written = await writePlan(db, NOW, { cause: 'edit', staff: lan.staff })
    return { undo: undoOf(looked.changing.hands, changed.hands), written }
  }

  it('keep what hands did, its versions, and what was there before', async () => {
    const before = await blocks()
    const item = before[0]?.items[1]
    const { undo, written } = await make([{ kind: 'remove', item: item?.id ?? '' }])
    expect(written.versions).toContainEqual({ station: 'district', date: DATE, number: 2 })
    expect((await blocks())[0]?.items.map(({ id }) => id)).not.toContain(item?.id)
    const [day] = await listPlanDays(
      db,
      await getStation(db, 'district'),
      DATE,
      1,
      NOW,
      '2024-08-12',
    )
    expect(day?.blocks[0]?.bars.map(({ title }) => title)).toEqual([item?.title])
    await make(undo)
    expect(await blocks()).toEqual(before)
    const versions = await listPlanVersions(db, 'district', DATE)
    expect(versions.map(({ number, staffName }) => `${number} ${staffName}`)).toEqual([
      ...['3 Sample lan', '2 Sample lan', '1 null'],
    ])
  })

  it('tell what sounds next, also of a signal', async () => {
    const { sounding } = await findNext(db, 'hung-phu', NOW, NOW + 86_400_000)
    expect(sounding.map(({ title, by }) => `${title} ${by}`)[0]).toBe('nhac-hieu district-signal')
  })

  it('keep one confirmation of one second person', async () => {
    const id = newId()
    await saveAsked(db, {
      ...{ id, station: 'district', version: 'a/1', askedBy: 'lan', askedAt: NOW },
      ...{ fromAt: NOW + 1, untilAt: NOW + 2 },
    })
    const word = { staff: 'minh', at: NOW, readBack: '08:00' }
    expect(await saveConfirmed(db, id, word)).toBe(true)
    expect(await saveConfirmed(db, id, { ...word, staff: 'hoa' })).toBe(false)
    expect(await findConfirmation(db, id)).toMatchObject({ confirmedBy: 'minh', title: 'a' })
    await saveWithdrawn(db, id, NOW)
    expect((await listConfirmations(db, NOW)).map((one) => one.withdrawnAt)).toEqual([NOW])
    expect(await listConfirmations(db, NOW + 2)).toEqual([])
  })

  it('let nobody confirm what they asked for, whatever the program does', async () => {
    const id = newId()
    await saveAsked(db, {
      ...{ id, station: 'district', version: 'a/1', askedBy: 'lan', askedAt: NOW },
      ...{ fromAt: NOW + 1, untilAt: NOW + 2 },
    })
    await expect(
      saveConfirmed(db, id, { staff: 'lan', at: NOW, readBack: '08:00' }),
    ).rejects.toThrow()
  })
})
