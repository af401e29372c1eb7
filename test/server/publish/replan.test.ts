import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../../server/live.ts'
import { startReplanning } from '../../../server/replan.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme, districtWindow } from '../../support/programme.ts'

describe('replanning after a change', () => {
  let centre: Centre
  let stop: () => void
  const told: Change[] = []

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    stop = startReplanning(centre.deps)
    told.length = 0
    centre.deps.live.listen((change) => told.push(change))
  })
  afterEach(() => {
    stop()
    return centre.stop()
  })

  /** Resolves when a station's manifest has this version; the stations follow one another. */
  const published = async (version: number, station = 'district') => {
    for (let turn = 0; turn < 200; turn++) {
      const reply = await centre.nobody.get(`/stations/${station}/manifest`)
      if (reply.statusCode === 200 && JSON.parse(reply.json().text).version === version) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`no version ${version}`)
  }
  /** Resolves when nothing more is told: a run tells its news after it has published. */
  const quiet = async () => {
    for (let seen = -1; seen !== told.length; ) {
      seen = told.length
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  const topics = () =>
    told.map((change) => `${change.topic} ${'station' in change ? change.station : ''}`)

  it('plans and publishes once for windows that are made one after the other', async () => {
    for (const time of ['11:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await centre.wait(200)
    await published(1)
    await published(1, 'my-huong')
    const versions = await centre.deps.db.selectFrom('manifest').select('station_id').execute()
    expect(versions.map((row) => row.station_id).sort()).toEqual(['district', 'my-huong'])
    const texts = await centre.deps.db.selectFrom('plan_version').select('cause').execute()
    expect(new Set(texts.map(({ cause }) => cause))).toEqual(new Set(['window']))
  })

  it('waits until changes have settled', async () => {
    centre.deps.live.tell({ topic: 'bulletin', bulletin: 'a' })
    await centre.wait(199)
    centre.deps.live.tell({ topic: 'bulletin', bulletin: 'b' })
    await centre.wait(199)
    expect(topics()).toEqual(['bulletin ', 'bulletin '])
  })

  it('follows a bulletin that was approved, tells screens, and is not set off by its own news', async () => {
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    await centre.wait(200)
    await published(1)
    await published(1, 'my-huong')
    await quiet()
    told.length = 0
    await addApproved(centre.deps.db, '0-moi', 30)
    centre.deps.live.tell({ topic: 'bulletin', bulletin: '0-moi' })
    await centre.wait(200)
    await published(2)
    await published(2, 'my-huong')
    await quiet()
    expect(topics().filter((topic) => topic.startsWith('plan'))).toEqual([
      'plan district',
      'plan my-huong',
    ])
    await centre.wait(10_000)
    const versions = await centre.deps.db.selectFrom('manifest').select('version').execute()
    expect(Math.max(...versions.map(({ version }) => version))).toBe(2)
  })

  it('hears nothing once it is stopped', async () => {
    stop()
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    await centre.wait(1_000)
    expect((await centre.nobody.get('/stations/district/manifest')).statusCode).toBe(404)
  })
})
