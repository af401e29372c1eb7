import type { Manifest } from '../../playout/contract/manifest.ts'
import { saveWindows } from '../../server/plan/window-store.ts'
import { planAndPublish } from '../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { airWindow } from '../support/plan.ts'
import { addProgramme } from '../support/programme.ts'
import { enrolKey, openPen, soundOf } from '../support/station-pen.ts'

/**
 * `npm run bench`: what the server needs for a dense day (a district and nine IP communes, 60 windows,
 * 1,800 items): planning and publishing it, taking in 500 events at once, showing the relay matrix.
 * Each against the limit that a user would feel; ratios below 1 are good.
 */
const STATIONS = 10
const WINDOWS = 60

const centre = await startCentre({ startsAt: Date.parse('2024-08-12T05:59:00+07:00') })
const communes = await makeDenseDay(centre)

await measure('plan and publish the day, first time', 1_000, () =>
  planAndPublish(centre.deps, centre.clock.now()),
)
await measure('plan and publish it again, nothing changed', 500, () =>
  planAndPublish(centre.deps, centre.clock.now()),
)
const events = await fiveHundredEvents(centre, communes[0] ?? '')
await measure('take in 500 signed events', 1_000, () =>
  centre.nobody.post(`/stations/${communes[0]}/events`, { events } as never),
)
await centre.wait(12 * 3_600_000)
await measure('show the relay matrix of the day', 1_000, () =>
  centre.as('giam-sat').get('/compliance/day?date=2024-08-12'),
)
await measure('count the day', 1_000, () =>
  centre.as('giam-sat').get('/counts?from=2024-08-12&to=2024-08-12'),
)
await centre.stop()

async function measure(what: string, limitMs: number, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now()
  await work()
  const took = performance.now() - began
  console.log(
    `${what.padEnd(46)} ${took.toFixed(0).padStart(6)} ms   ${(took / limitMs).toFixed(2)} of the limit (${limitMs} ms)`,
  )
}

async function makeDenseDay({ deps: { db } }: Centre): Promise<string[]> {
  await addProgramme(db)
  const names = Array.from({ length: STATIONS - 1 }, (_, index) => `c${index}`)
  await db
    .insertInto('station')
    .values(
      names.map((id) => ({
        ...{ id, unit_id: 'xa-my-huong', name: id, role: 'commune' as const, phone: null },
        ...{ technology: 'ip' as const, languages: '["vi"]', zone: 'Asia/Ho_Chi_Minh' },
        volume_millibels: 0,
      })),
    )
    .execute()
  for (let count = 0; count < WINDOWS; count++) {
    const minutes = 6 * 60 + count * 15
    const two = (value: number) => String(value).padStart(2, '0')
    const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`
    const district = airWindow(time, 300, { validFrom: '2024-08-12', validTo: '2024-08-12' })
    await saveWindows(db, [
      district,
      ...names.map((station) => ({
        ...{ ...district, id: `${district.id}-${station}` as typeof district.id },
        ...{ station: station as typeof district.station, relaysWindow: district.id },
      })),
    ])
  }
  return names
}

async function fiveHundredEvents({ deps, nobody }: Centre, station: string) {
  await enrolKey(deps.db, station, 'stationOne')
  const pen = await openPen(station, 'stationOne')
  const { text } = (await nobody.get(`/stations/${station}/manifest`)).json()
  const manifest = JSON.parse(text) as Manifest
  const block = manifest.blocks[0] as Manifest['blocks'][number]
  const written = []
  for (let attempt = 1; attempt <= 250; attempt++) {
    const one = soundOf(manifest, block, block.items[1] as never, attempt)
    written.push(await pen.write(one.started), await pen.write(one.interruptedAfter(48_000)))
  }
  return written
}
