import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { approve, listenTo } from '../../support/life.ts'
import { seedSound } from '../../support/sound.ts'

describe('approving what one saw, and nothing of one’s own', () => {
  let centre: Centre
  let bulletin: string

  beforeEach(async () => {
    centre = await startCentre()
    const made = await centre
      .as('lan')
      .post('/bulletins', { title: 'Lịch cắt điện', text: 'Bản đầu' })
    bulletin = made.json().id
    const { asset } = await seedSound(centre, 'cat-dien')
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ asset_id: asset })
      .where('bulletin_id', '=', bulletin)
      .execute()
  })
  afterEach(() => centre.stop())

  const version = async (who: string) =>
    (await centre.as(who).get(`/bulletins/${bulletin}`)).json().versions[0]
  const at = (what: string) => `/bulletins/${bulletin}/versions/1${what}`

  it('is refused when somebody changed it after it was opened', async () => {
    await centre.as('lan').post(at('/submit'))
    const { seal } = await version('minh')
    await centre.as('lan').patch(at(''), { text: 'Bản khác' })
    await centre.as('lan').post(at('/submit'))
    const stale = await centre.as('minh').post(at('/approve'), { seal })
    expect(stale.json()).toMatchObject({ code: 'bulletin-changed-meanwhile' })
    await listenTo(centre, 'minh', bulletin)
    const fresh = await version('minh')
    expect(fresh.state).toBe('submitted')
    const approved = await centre.as('minh').post(at('/approve'), { seal: fresh.seal })
    expect(approved.statusCode).toBe(200)
  })

  it('is refused to everybody whose words it holds, however many edited after them', async () => {
    await centre.as('hoa').patch(at(''), { text: 'Lời của Hoa' })
    await centre.as('lan').patch(at(''), { validFrom: centre.clock.now() + 1_000 })
    await centre.as('lan').post(at('/submit'))
    const own = await centre.as('hoa').post(at('/approve'))
    expect(own.json()).toMatchObject({ code: 'bulletin-own-work' })
    expect((await approve(centre, 'minh', bulletin)).statusCode).toBe(200)
  })
})
