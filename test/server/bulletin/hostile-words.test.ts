import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'

describe('a bulletin whose words or dates are not what they seem', () => {
  let centre: Centre
  beforeAll(async () => {
    centre = await startCentre()
  })
  afterAll(() => centre.stop())

  const write = async (body: Readonly<Record<string, unknown>>) =>
    (await centre.as('lan').post('/bulletins', { title: 'Tin', ...body })).json()

  it('is written once, well formed, and without what turns or hides its letters', async () => {
    const made = await write({ title: '\u202eT\ud800in\u0000\nmới ', text: 'a\ud83d\u0000\nb' })
    expect(made).toMatchObject({
      title: 'T\ufffdin mới',
      versions: [{ state: 'draft', text: 'a\ufffd\nb' }],
    })
    const edited = await centre
      .as('lan')
      .patch(`/bulletins/${made.id}/versions/1`, { text: '\udc00' })
    expect(edited.json()).toMatchObject({ versions: [{ text: '\ufffd' }] })
    expect((await centre.as('lan').get('/bulletins')).json().total).toBe(1)
  })

  it('is refused when nothing of its title can be seen', async () => {
    const refused = await write({ title: '\u200b\u202e' })
    expect(refused).toMatchObject({ status: 400, code: 'input-wrong', params: { field: 'title' } })
    expect(refused.vi).toContain('cần ít nhất một ký tự nhìn thấy được')
    expect(refused.en).toContain('no character that can be seen')
  })

  it('is refused when no calendar would show its dates', async () => {
    for (const dates of [{ validFrom: -9e15 }, { validTo: 9e15 }, { validFrom: 0 }]) {
      const refused = await write(dates)
      expect(refused).toMatchObject({ status: 400, code: 'input-wrong' })
      expect(refused.vi).toContain('năm 2000 đến năm 2099')
    }
  })
})
