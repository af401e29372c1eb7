import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startReplanning } from '../../../server/replan.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { approve, listenTo } from '../../support/life.ts'
import { seedSound } from '../../support/sound.ts'

let centre: Centre
let count: number
beforeEach(async () => {
  centre = await startCentre()
  count = 0
})
afterEach(() => centre.stop())

/** A submitted bulletin of whoever writes, with sound. */
async function submitted(by = 'lan'): Promise<string> {
  const title = `Bản tin ${++count}`
  const { id } = (await centre.as(by).post('/bulletins', { title, text: 'Lời' })).json()
  const { asset } = await seedSound(centre, title)
  await centre.deps.db
    .updateTable('bulletin_version')
    .set({ asset_id: asset })
    .where('bulletin_id', '=', id)
    .execute()
  await centre.as(by).post(`/bulletins/${id}/versions/1/submit`)
  return id
}
const look = async (id: string, who = 'minh') =>
  (await centre.as(who).get(`/bulletins/${id}`)).json()
const sealed = async (id: string) => ({
  ...{ bulletin: id, number: 1 },
  seal: (await look(id)).versions[0].seal as string,
})

describe('approving several', () => {
  it('answers for each by itself: what can be is approved, the rest says why not', async () => {
    const [heard, unheard, changed, own] = [
      await submitted(),
      await submitted(),
      await submitted(),
      await submitted('hoa'),
    ]
    const elsewhere = await submitted('bien-long-hung')
    for (const id of [heard, changed, own]) await listenTo(centre, 'hoa', id)
    const versions = [
      await sealed(heard),
      await sealed(unheard),
      { ...(await sealed(changed)), seal: 'x' },
      await sealed(own),
      await sealed(elsewhere),
      { bulletin: 'nirgends', number: 1, seal: 'x' },
    ]
    const reply = await centre.as('hoa').post('/bulletins/approve', { versions })
    const { results } = reply.json()
    expect(
      results.map(({ refusal }: { refusal: { code: string } | null }) => refusal?.code ?? 'ok'),
    ).toEqual([
      ...['ok', 'bulletin-not-listened', 'bulletin-changed-meanwhile', 'bulletin-own-work'],
      ...['bulletin-other-unit', 'bulletin-unknown'],
    ])
    expect(results[1].refusal.vi).toMatch(/nghe hết/)
    expect((await look(heard)).versions[0]).toMatchObject({ state: 'approved' })
    expect((await look(unheard)).versions[0]).toMatchObject({ state: 'submitted' })
    const editor = await centre.as('lan').post('/bulletins/approve', { versions })
    expect(editor.statusCode).toBe(403)
  })

  it('is planned once', async () => {
    const ids = [await submitted(), await submitted(), await submitted()]
    for (const id of ids) await listenTo(centre, 'minh', id)
    const versions = await Promise.all(ids.map(sealed))
    let waits = 0
    const { clock } = centre
    const after: typeof clock.after = (ms, wake) => {
      waits += 1
      return clock.after(ms, () => {
        waits -= 1
        wake()
      })
    }
    const stop = startReplanning({ ...centre.deps, clock: { ...clock, after } })
    const told: string[] = []
    centre.deps.live.listen(({ topic }) => told.push(topic))
    await centre.as('minh').post('/bulletins/approve', { versions })
    // Told one right after the other, so that planning waits for the last of them.
    expect(told).toEqual(['bulletin', 'bulletin', 'bulletin'])
    expect(waits).toBe(3)
    await centre.wait(1_000)
    expect(waits).toBe(2)
    stop()
  })
})

describe('two people at once', () => {
  it('approve once: the other is told', async () => {
    const id = await submitted()
    for (const who of ['minh', 'hoa']) await listenTo(centre, who, id)
    const replies = await Promise.all(
      ['minh', 'hoa'].map((who) => centre.as(who).post(`/bulletins/${id}/versions/1/approve`)),
    )
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const noted = await centre.deps.db
      .selectFrom('audit')
      .select('staff_id')
      .where('action', '=', 'bulletin.approve')
      .execute()
    expect(noted).toHaveLength(1)
    expect((await look(id)).versions[0].approver.id).toBe(noted[0]?.staff_id)
  })

  it('approve and edit: what is approved is what was heard', async () => {
    for (const approvesFirst of [true, false]) {
      const id = await submitted()
      await listenTo(centre, 'minh', id)
      const acts = [
        () => centre.as('minh').post(`/bulletins/${id}/versions/1/approve`),
        () => centre.as('lan').patch(`/bulletins/${id}/versions/1`, { text: 'Lời khác' }),
      ]
      await Promise.all((approvesFirst ? acts : acts.toReversed()).map((act) => act()))
      const { versions } = await look(id)
      for (const { state, text } of versions)
        if (state === 'approved') expect(text).toBe('Lời')
        else expect([state, text]).toEqual(['draft', 'Lời khác'])
    }
  })
})

describe('a commune’s own item', () => {
  it('is written there and approved by its own leader, and by nobody above or beside', async () => {
    const id = await submitted('bien-long-hung')
    expect(await look(id)).toMatchObject({ unit: 'xa-long-hung', unitName: 'Xã Long Hưng' })
    await listenTo(centre, 'minh', id)
    const above = await centre.as('minh').post(`/bulletins/${id}/versions/1/approve`)
    expect([above.statusCode, above.json().code]).toEqual([403, 'bulletin-other-unit'])
    expect((await look(id)).versions[0].blocked).toMatchObject([
      { action: 'approve', code: 'bulletin-other-unit' },
    ])
    const back = await centre
      .as('minh')
      .post(`/bulletins/${id}/versions/1/send-back`, { note: 'Sai' })
    expect(back.json().code).toBe('bulletin-not-yours-to-judge')
    expect((await approve(centre, 'lanh-dao-long-hung', id)).statusCode).toBe(200)
  })

  it('is out of reach of another commune, and the district’s of them all', async () => {
    await centre.deps.db
      .insertInto('staff_role')
      .values(
        (['editor', 'approver', 'reviewer'] as const).map((role) => ({
          ...{ id: `giao ${role}`, staff_id: 'truc-my-huong', role, unit_id: 'xa-my-huong' },
          ...{ granted_at: 0, revoked_at: null, languages: role === 'reviewer' ? '["vi"]' : null },
        })),
      )
      .execute()
    const stranger = centre.as('truc-my-huong')
    for (const id of [await submitted('bien-long-hung'), await submitted('lan')]) {
      const at = `/bulletins/${id}/versions/1`
      const { seal } = await sealed(id)
      const replies = [
        await stranger.patch(at, { text: 'x' }),
        await stranger.post(`/bulletins/${id}/variants`, { language: 'km' }),
        await stranger.post(`${at}/submit`),
        await stranger.post(`${at}/review`),
        await stranger.post(`${at}/approve`),
        await stranger.post(`${at}/send-back`, { note: 'x' }),
        await stranger.post(`${at}/listening`, { seal }),
      ]
      expect(replies.map(({ statusCode }) => statusCode)).toEqual(replies.map(() => 403))
      expect((await look(id)).versions[0]).toMatchObject({ state: 'submitted' })
    }
  })
})
