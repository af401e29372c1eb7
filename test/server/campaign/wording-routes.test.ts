import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleWording } from '../../../server/sample/sample-wording.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addCampaign } from '../../support/programme.ts'

const AFTER = Date.parse('2024-09-13T17:00:00+07:00')

describe('the wording rules of a campaign', () => {
  let centre: Centre
  const at = '/campaigns/tat-song-2g/wording'
  const put = async (who: string, body: Record<string, unknown>) =>
    centre.app.inject({
      ...{ method: 'PUT', url: `/api/v1${at}`, payload: body },
      headers: { cookie: await centre.as(who).cookie() },
    })
  const check = async (text: string, more: Record<string, unknown> = {}) =>
    (
      await centre.as('lan').post('/wording/check', { text, campaign: 'tat-song-2g', ...more })
    ).json()

  beforeAll(async () => {
    centre = await startCentre()
    await addCampaign(centre.deps.db)
  })
  afterAll(() => centre.stop())

  it('are the editors’ of its unit to write, and everybody’s to read, in order', async () => {
    expect((await put('bien-long-hung', { rules: [] })).statusCode).toBe(403)
    expect((await put('minh', { rules: [] })).statusCode).toBe(403)
    const saved = await put('lan', { rules: sampleWording })
    expect(saved.statusCode).toBe(200)
    const { rules } = (await centre.as('truc-my-huong').get(at)).json()
    expect(rules).toEqual(sampleWording)
    expect((await centre.as('lan').get('/campaigns/nirgends/wording')).json().code).toBe(
      'campaign-unknown',
    )
  })

  it('say what to write instead once the date has moved, and nothing of the old one before', async () => {
    await put('lan', { rules: sampleWording })
    const text = 'Từ 16 tháng 9, nhà mạng tắt sóng 2G.'
    const before = await check(text)
    expect(before.hits).toMatchObject([{ phrase: 'tắt sóng 2G' }])
    const after = await check(text, { at: AFTER })
    expect(after.hits).toMatchObject([
      { phrase: '16 tháng 9', suggestion: '16/10/2024', start: 3, end: 13 },
      { suggestion: 'dừng cung cấp dịch vụ cho điện thoại chỉ hỗ trợ 2G' },
    ])
    expect((await check('hạn mới 16/10/2024', { at: AFTER })).hits).toEqual([])
    expect((await check(text, { campaign: null })).hits).toEqual([])
    expect((await check('x', { campaign: 'nirgends' })).code).toBe('campaign-unknown')
  })

  it('never stand in the way: what they warn of can be written and submitted', async () => {
    await put('lan', { rules: sampleWording })
    const made = await centre.as('lan').post('/bulletins', {
      ...{ title: 'Công văn', text: 'Công văn viết "tắt sóng 2G" từ 16/9/2024' },
      campaign: 'tat-song-2g',
    })
    const submitted = await centre.as('lan').post(`/bulletins/${made.json().id}/versions/1/submit`)
    expect(submitted.statusCode).toBe(200)
  })

  it('may be none at all', async () => {
    await put('lan', { rules: sampleWording })
    expect((await put('lan', { rules: [] })).json()).toEqual({ rules: [] })
    expect((await check('tắt sóng 2G')).hits).toEqual([])
  })
})
