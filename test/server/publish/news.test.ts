import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme, districtWindow } from '../../support/programme.ts'

describe('waiting for news of a manifest', () => {
  let centre: Centre
  let stopped = false

  beforeEach(async () => {
    centre = await startCentre()
    stopped = false
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('09:00:00'))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => (stopped ? undefined : centre.stop()))

  const news = async (after: number) => {
    const reply = await centre.nobody.get(`/stations/district/news?after=${after}`)
    return { version: reply.json().version, cache: reply.headers['cache-control'] }
  }
  /** Until the request has reached its waiting place. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 50))

  it('ends at once for who holds less than there is, and nothing may keep the answer', async () => {
    expect(await news(0)).toEqual({ version: 1, cache: 'no-store' })
  })

  it('ends when a new version is published', async () => {
    const waiting = news(1)
    await settled()
    await addApproved(centre.deps.db, 'd', 10)
    await planAndPublish(centre.deps, centre.clock.now())
    expect((await waiting).version).toBe(2)
  })

  it('ends after 25 seconds with what there is', async () => {
    let done = false
    const waiting = news(1).then((answer) => {
      done = true
      return answer
    })
    await settled()
    await centre.wait(24_999)
    expect(done).toBe(false)
    await centre.wait(1)
    expect((await waiting).version).toBe(1)
  })

  it('does not hold up a server that closes', async () => {
    const waiting = news(1).catch(() => null)
    await settled()
    stopped = true
    await centre.stop()
    await waiting
  })
})
