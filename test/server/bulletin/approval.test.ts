import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { approve, listenTo } from '../../support/life.ts'
import { seedSound } from '../../support/sound.ts'

let centre: Centre
let sound: string
let count = 0
beforeAll(async () => {
  centre = await startCentre()
  sound = (await seedSound(centre, 'first')).asset
})
afterAll(() => centre.stop())

type Version = Readonly<{ number: number; state: string; text: string; actions: string[] }>

/** A draft with sound. */
async function draft(by = 'lan'): Promise<string> {
  const title = `Bản tin ${++count}`
  const reply = await centre.as(by).post('/bulletins', { title, text: 'Nội dung' })
  expect(reply.statusCode).toBe(201)
  const { id } = reply.json()
  await giveSound(id, 1, sound)
  return id
}

async function submitted(by = 'lan'): Promise<string> {
  const id = await draft(by)
  expect((await act(by, id, 'submit')).statusCode).toBe(200)
  return id
}

async function approved(): Promise<string> {
  const id = await submitted()
  expect((await approve(centre, 'minh', id)).statusCode).toBe(200)
  return id
}

async function giveSound(id: string, number: number, asset: string | null): Promise<void> {
  await centre.deps.db
    .updateTable('bulletin_version')
    .set({ asset_id: asset })
    .where('id', '=', `${id}/${number}`)
    .execute()
}

const act = (by: string, id: string, action: string, number = 1, body = {}) =>
  centre.as(by).post(`/bulletins/${id}/versions/${number}/${action}`, body)
const edit = (by: string, id: string, body: Record<string, unknown>, number = 1) =>
  centre.as(by).patch(`/bulletins/${id}/versions/${number}`, body)
const look = async (id: string, by = 'lan') => (await centre.as(by).get(`/bulletins/${id}`)).json()
const statesOf = async (id: string) =>
  ((await look(id)).versions as Version[]).map(({ state }) => state)

describe('approving', () => {
  it('records who and when, and tells open screens and the audit trail', async () => {
    const id = await submitted()
    const told: unknown[] = []
    const stop = centre.deps.live.listen((change) => told.push(change))
    await centre.wait(5 * 60_000)
    const reply = await approve(centre, 'minh', id)
    stop()
    expect(reply.json().versions[0]).toMatchObject({
      ...{ state: 'approved', approver: { id: 'minh' }, approvedAt: centre.clock.now() },
      author: { id: 'lan' },
    })
    expect(told).toEqual([{ topic: 'bulletin', bulletin: id }])
    const noted = await centre.deps.db
      .selectFrom('audit')
      .select(['staff_id', 'action'])
      .where('subject', '=', `bulletin/${id}`)
      .orderBy('id')
      .execute()
    expect(noted.map(({ staff_id, action }) => `${staff_id} ${action}`)).toEqual([
      ...['lan bulletin.write', 'lan bulletin.submit', 'minh bulletin.approve'],
    ])
  })

  it('is refused to the author, and the version stays submitted', async () => {
    const id = await submitted('hoa')
    const reply = await act('hoa', id, 'approve')
    expect(reply.statusCode).toBe(409)
    expect(reply.json()).toMatchObject({ code: 'bulletin-own-work' })
    expect(await statesOf(id)).toEqual(['submitted'])
  })

  it('is refused to whoever edited it last', async () => {
    const id = await draft('lan')
    await edit('hoa', id, { text: 'Hoa sửa' })
    await act('lan', id, 'submit')
    expect((await act('hoa', id, 'approve')).json()).toMatchObject({ code: 'bulletin-own-work' })
    expect((await approve(centre, 'minh', id)).statusCode).toBe(200)
  })

  it('needs the approver’s role', async () => {
    const id = await submitted()
    for (const who of ['lan', 'an', 'giam-sat', 'truc-my-huong'])
      expect((await act(who, id, 'approve')).statusCode, who).toBe(403)
  })

  it('needs sound, and all of it', async () => {
    const id = await submitted()
    await giveSound(id, 1, null)
    expect((await act('minh', id, 'approve')).json()).toMatchObject({ code: 'bulletin-no-sound' })
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ asset_id: sound, awaiting: 'recording' })
      .where('id', '=', `${id}/1`)
      .execute()
    expect((await act('minh', id, 'approve')).json()).toMatchObject({
      code: 'bulletin-awaiting-recording',
    })
  })

  it('happens once, and never before it was submitted', async () => {
    const id = await draft()
    expect((await act('minh', id, 'approve')).json()).toMatchObject({
      ...{ code: 'bulletin-wrong-state', params: { state: 'draft', needed: 'submitted' } },
      vi: expect.stringContaining('đang ở trạng thái "bản nháp".'),
      en: expect.stringContaining('since the version is a draft.'),
    })
    await act('lan', id, 'submit')
    expect((await act('lan', id, 'submit')).json()).toMatchObject({ code: 'bulletin-wrong-state' })
    await approve(centre, 'minh', id)
    expect((await act('hoa', id, 'approve')).json()).toMatchObject({ code: 'bulletin-wrong-state' })
  })

  it('is too late once the validity is over', async () => {
    const id = await submitted()
    const soon = centre.clock.now() + 60_000
    await edit('lan', id, { validTo: soon })
    await act('lan', id, 'submit')
    await centre.wait(60_000)
    expect((await act('minh', id, 'approve')).json()).toMatchObject({
      code: 'bulletin-already-over',
    })
  })
})

describe('an edit', () => {
  it('of a submitted version makes it a draft again', async () => {
    const id = await submitted()
    await edit('lan', id, { text: 'Khác' })
    expect(await statesOf(id)).toEqual(['draft'])
    expect((await act('minh', id, 'approve')).json()).toMatchObject({
      code: 'bulletin-wrong-state',
    })
  })

  it('of an approved version makes its successor, and what is on air stays until that is approved', async () => {
    const id = await approved()
    await edit('lan', id, { text: 'Hạn mới là 16/10' })
    const { versions } = await look(id)
    expect(versions.map(({ state, text }: Version) => `${state}: ${text}`)).toEqual([
      ...['approved: Nội dung', 'draft: Hạn mới là 16/10'],
    ])
    expect(versions[1]).toMatchObject({ id: `${id}/2`, approver: null, approvedAt: null })
    await act('lan', id, 'submit', 2)
    await approve(centre, 'minh', id, 2)
    expect(await statesOf(id)).toEqual(['superseded', 'approved'])
  })

  it('of an approved version is refused while a successor is being written', async () => {
    const id = await approved()
    await edit('lan', id, { text: 'Một' })
    const reply = await edit('lan', id, { text: 'Hai' })
    expect(reply.json()).toMatchObject({ code: 'bulletin-newer-version' })
    expect((await edit('lan', id, { text: 'Hai' }, 2)).statusCode).toBe(200)
    expect(await statesOf(id)).toEqual(['approved', 'draft'])
  })

  it('leaves title and campaign alone once a version was approved', async () => {
    const id = await approved()
    expect((await edit('lan', id, { title: 'Tên khác' })).json()).toMatchObject({
      code: 'bulletin-title-fixed',
    })
    expect((await look(id)).title).not.toBe('Tên khác')
  })

  it('of the title cancels what waits for approval', async () => {
    const id = await submitted()
    await edit('lan', id, { title: 'Tên khác' })
    expect(await look(id)).toMatchObject({ title: 'Tên khác', versions: [{ state: 'draft' }] })
  })

  it('that changes nothing changes nothing', async () => {
    const id = await approved()
    expect((await edit('lan', id, { text: 'Nội dung' })).statusCode).toBe(200)
    expect(await statesOf(id)).toEqual(['approved'])
  })

  it('cannot make the validity end before it begins', async () => {
    const id = await draft()
    const now = centre.clock.now()
    const reply = await edit('lan', id, { validFrom: now, validTo: now })
    expect(reply.json()).toMatchObject({ code: 'bulletin-valid-to-before-from' })
  })
})

describe('sending back', () => {
  it('makes it a draft with the reason, which goes when it is submitted again', async () => {
    const id = await submitted()
    const note = 'Sai ngày dừng sóng'
    expect((await act('minh', id, 'send-back', 1, { note })).json().versions[0]).toMatchObject({
      ...{ state: 'draft', returnedNote: note },
    })
    const again = await act('lan', id, 'submit')
    expect(again.json().versions[0]).toMatchObject({ state: 'submitted', returnedNote: null })
  })

  it('needs a reason', async () => {
    const id = await submitted()
    const reply = await act('minh', id, 'send-back', 1, { note: '  ' })
    expect(reply.json()).toMatchObject({ code: 'input-wrong', params: { field: 'note' } })
  })
})

describe('what a person may do', () => {
  it('is said with each version', async () => {
    const id = await submitted('hoa')
    const actionsFor = async (who: string) => (await look(id, who)).versions[0].actions
    expect(await actionsFor('lan')).toEqual(['edit', 'add-variant'])
    expect(await actionsFor('minh')).toEqual(['send-back'])
    await listenTo(centre, 'minh', id)
    expect(await actionsFor('minh')).toEqual(['approve', 'send-back'])
    expect(await actionsFor('hoa')).toEqual(['edit', 'add-variant', 'send-back'])
    expect(await actionsFor('giam-sat')).toEqual([])
  })

  it('ends at their own unit: a commune’s editor cannot touch the district’s bulletin', async () => {
    const id = await draft('lan')
    for (const who of ['bien-long-hung', 'truc-long-hung', 'giam-sat'])
      expect((await edit(who, id, { text: 'x' })).statusCode, who).toBe(403)
    const own = await draft('bien-long-hung')
    expect(await look(own)).toMatchObject({ unit: 'xa-long-hung' })
    expect((await edit('lan', own, { text: 'Huyện sửa' })).statusCode).toBe(200)
  })
})
