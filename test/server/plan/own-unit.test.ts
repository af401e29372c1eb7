import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

describe('what a commune approves for itself', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
  })
  afterEach(() => centre.stop())

  it('cannot be put into the district’s campaign', async () => {
    const { db } = centre.deps
    const campaign = await db.selectFrom('campaign').select('id').executeTakeFirstOrThrow()
    const reply = await centre
      .as('bien-long-hung')
      .post('/bulletins', { title: 'Tin của xã', campaign: campaign.id })
    expect(reply.statusCode).toBe(403)
    expect(reply.json()).toMatchObject({ code: 'bulletin-campaign-foreign' })
    const own = await centre.as('bien-long-hung').post('/bulletins', { title: 'Tin của xã' })
    const moved = await centre
      .as('bien-long-hung')
      .patch(`/bulletins/${own.json().id}/versions/1`, { campaign: campaign.id })
    expect(moved.json()).toMatchObject({ code: 'bulletin-campaign-foreign' })
  })

  it('never fills the district’s segment, nor through it another commune', async () => {
    const { db, clock } = centre.deps
    const longHung = await db
      .selectFrom('station')
      .select('unit_id')
      .where('id', '=', 'long-hung')
      .executeTakeFirstOrThrow()
    const [taken] = await db
      .selectFrom('bulletin')
      .innerJoin('bulletin_version', 'bulletin_version.bulletin_id', 'bulletin.id')
      .select('bulletin.id')
      .where('content_type', '=', 'news')
      .execute()
    await db
      .updateTable('bulletin')
      .set({ unit_id: longHung.unit_id })
      .where('id', '=', taken?.id ?? '')
      .execute()
    await planComingDays(centre.deps, clock.now())
    const planned = await db.selectFrom('plan_item').select('bulletin_id').execute()
    expect(planned.length).toBeGreaterThan(0)
    expect(planned.map(({ bulletin_id }) => bulletin_id)).not.toContain(taken?.id)
  })
})
