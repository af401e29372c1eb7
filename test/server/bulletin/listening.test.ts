import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { listenTo } from '../../support/life.ts'
import { seedSound } from '../../support/sound.ts'

/** As `seedSound` makes it. */
const LENGTH_MS = 10_000

describe('listening before approving', () => {
  let centre: Centre
  let bulletin: string
  const at = (what: string, id = bulletin) => `/bulletins/${id}/versions/1${what}`
  const minh = () => centre.as('minh')
  const look = async (who = 'minh') =>
    (await centre.as(who).get(`/bulletins/${bulletin}`)).json().versions[0]
  const begin = async (id = bulletin) => {
    const { versions } = (await minh().get(`/bulletins/${id}`)).json()
    const reply = await minh().post(at('/listening', id), { seal: versions[0].seal })
    expect(reply.json()).toMatchObject({ lengthMs: LENGTH_MS, endedAt: null })
    return reply.json().id as string
  }
  const submitted = async (title: string) => {
    const { id } = (await centre.as('lan').post('/bulletins', { title, text: 'Lời' })).json()
    const { asset } = await seedSound(centre, title)
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ asset_id: asset })
      .where('bulletin_id', '=', id)
      .execute()
    await centre.as('lan').post(at('/submit', id))
    return id as string
  }

  beforeEach(async () => {
    centre = await startCentre()
    bulletin = await submitted('Một')
  })
  afterEach(() => centre.stop())

  it('opens the approval when the sound could have been heard to its end, and not before', async () => {
    expect(await look()).toMatchObject({
      ...{ listened: false, actions: ['send-back'] },
      blocked: [{ action: 'approve', code: 'bulletin-not-listened' }],
    })
    expect((await minh().post(at('/approve'))).json().code).toBe('bulletin-not-listened')
    const listening = await begin()
    await centre.wait(LENGTH_MS - 1)
    const early = await minh().post(at(`/listening/${listening}/end`))
    expect(early.json()).toMatchObject({
      ...{ code: 'bulletin-listening-too-short', params: { missingMs: 1, seconds: 1 } },
    })
    expect(await look()).toMatchObject({ listened: false })
    await centre.wait(1)
    const ended = await minh().post(at(`/listening/${listening}/end`))
    expect(ended.json()).toMatchObject({ endedAt: centre.clock.now() })
    expect(await look()).toMatchObject({
      ...{ listened: true, actions: ['approve', 'send-back'], blocked: [] },
    })
    expect((await minh().post(at('/approve'))).statusCode).toBe(200)
  })

  it('counts for one’s own ears only', async () => {
    await listenTo(centre, 'minh', bulletin)
    expect(await look('hoa')).toMatchObject({ listened: false })
    expect((await centre.as('hoa').post(at('/approve'))).json().code).toBe('bulletin-not-listened')
    const listening = await begin()
    await centre.wait(LENGTH_MS)
    const stolen = await centre.as('hoa').post(at(`/listening/${listening}/end`))
    expect(stolen.json().code).toBe('bulletin-listening-unknown')
  })

  it('does not count for what it became since', async () => {
    const listening = await begin()
    await centre.as('lan').patch(at(''), { text: 'Lời khác' })
    await centre.as('lan').post(at('/submit'))
    await centre.wait(LENGTH_MS)
    const ended = await minh().post(at(`/listening/${listening}/end`))
    expect(ended.json().code).toBe('bulletin-changed-meanwhile')
    await listenTo(centre, 'minh', bulletin)
    expect(await look()).toMatchObject({ listened: true })
    await centre.as('lan').patch(at(''), { validTo: centre.clock.now() + 3_600_000 })
    await centre.as('lan').post(at('/submit'))
    expect(await look()).toMatchObject({ listened: false })
    expect((await minh().post(at('/approve'))).json().code).toBe('bulletin-not-listened')
  })

  it('holds again when every change was taken back', async () => {
    await listenTo(centre, 'minh', bulletin)
    for (const text of ['Lời khác', 'Lời']) await centre.as('lan').patch(at(''), { text })
    await centre.as('lan').post(at('/submit'))
    expect(await look()).toMatchObject({ listened: true, text: 'Lời' })
  })

  it('is to one thing at a time', async () => {
    const other = await submitted('Hai')
    const first = await begin()
    const second = await begin(other)
    await centre.wait(LENGTH_MS)
    const overtaken = await minh().post(at(`/listening/${first}/end`))
    expect(overtaken.json().code).toBe('bulletin-listening-overtaken')
    expect((await minh().post(at(`/listening/${second}/end`, other))).statusCode).toBe(200)
  })

  it('begins with what is there, and is for those who judge', async () => {
    const stale = await minh().post(at('/listening'), { seal: 'x' })
    expect(stale.json().code).toBe('bulletin-changed-meanwhile')
    const { seal } = await look()
    expect((await centre.as('lan').post(at('/listening'), { seal })).statusCode).toBe(403)
    const silent = (await centre.as('lan').post('/bulletins', { title: 'Chưa có tiếng' })).json()
    const none = await minh().post(at('/listening', silent.id), { seal: silent.versions[0].seal })
    expect(none.json().code).toBe('bulletin-no-sound')
  })
})
