import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

const CAMPAIGN = 'tat-song-2g'

/** What was read is what is saved: whatever changes what sounds is held to the reading before it. */
describe('saving what was read', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('17:00:00'))
    await planComingDays(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const read = async (edit: object) => {
    const reply = await centre
      .as('lan')
      .post('/plan/rehearsals', { what: 'campaign-edit', campaign: CAMPAIGN, edit })
    expect(reply.statusCode, reply.body).toBe(200)
    return reply.json<{ revision: string }>().revision
  }
  const save = (edit: Readonly<Record<string, unknown>>, revision: string) =>
    centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, edit, { 'if-match': revision })

  it('goes through while nothing has changed, also a while later', async () => {
    const revision = await read({ floor: 1 })
    await centre.wait(60_000)
    expect((await save({ floor: 1 }, revision)).statusCode).toBe(200)
  })

  it('takes the revision as HTTP quotes it', async () => {
    const revision = await read({ floor: 1 })
    expect((await save({ floor: 1 }, `"${revision}"`)).statusCode).toBe(200)
  })

  it('is refused when somebody else changed the record meanwhile, and their change stays', async () => {
    const revision = await read({ floor: 1 })
    const other = await centre.as('hoa').patch(`/campaigns/${CAMPAIGN}`, { name: 'Tên mới' })
    expect(other.statusCode, other.body).toBe(200)
    const reply = await save({ floor: 1 }, revision)
    expect(reply.statusCode).toBe(412)
    expect(reply.json()).toMatchObject({ code: 'reading-stale' })
    const now = (await centre.as('lan').get(`/campaigns/${CAMPAIGN}`)).json()
    expect(now).toMatchObject({ name: 'Tên mới' })
    const again = await save({ floor: 1 }, await read({ floor: 1 }))
    expect(again.json()).toMatchObject({ name: 'Tên mới', floor: 1 })
  })

  it('is refused when a window came that nobody has read, also one of next month', async () => {
    for (const validFrom of ['2024-08-12', '2024-09-20']) {
      const revision = await read({ floor: 1 })
      const time = validFrom === '2024-08-12' ? '11:00:00' : '14:00:00'
      const made = await centre.as('an').post('/windows', districtWindow(time, { validFrom }))
      expect(made.statusCode, made.body).toBe(201)
      expect((await save({ floor: 1 }, revision)).statusCode).toBe(412)
    }
  })

  it('is refused without a word on whether anything was read', async () => {
    const reply = await centre
      .as('lan')
      .patch(`/campaigns/${CAMPAIGN}`, { floor: 1 }, { 'if-match': '' })
    expect(reply.statusCode).toBe(428)
    expect(reply.json()).toMatchObject({ code: 'reading-missing' })
  })

  it('of settings, too: a change of the quiet hours is held to what was read', async () => {
    const quietHours = { from: '20:00', to: '05:30' }
    const an = centre.as('an')
    const { revision } = (
      await an.post('/plan/rehearsals', { what: 'quiet-hours', quietHours })
    ).json()
    await centre.as('lan').patch(`/campaigns/${CAMPAIGN}`, { floor: 1 })
    const put = (said: string) =>
      an.put('/office/quiet-hours', { quietHours }, { 'if-match': said })
    expect((await put(revision)).statusCode).toBe(412)
    expect((await put('*')).statusCode).toBe(200)
  })
})
