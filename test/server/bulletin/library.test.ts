import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { thinned } from '../../../server/bulletin/library.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

describe('the library', () => {
  let centre: Centre

  beforeAll(async () => {
    centre = await startCentre()
    const lan = centre.as('lan')
    for (const [title, more] of [
      ['Điều trị sốt xuất huyết', { contentType: 'feature' }],
      ['Đổi máy điện thoại 2G', { class: 'priority' }],
      ['ដូរទូរស័ព្ទ', { language: 'km', class: 'priority' }],
    ] as const) {
      await lan.post('/bulletins', { title, ...more })
      await centre.wait(1_000)
    }
  })

  afterAll(() => centre.stop())

  async function found(question: string) {
    const answer = (await centre.as('lan').get(`/bulletins${question}`)).json()
    return { ...answer, titles: answer.bulletins.map((one: { title: string }) => one.title) }
  }

  it('is searched without accents and narrowed by what its versions are', async () => {
    expect((await found('?q=dien thoai')).titles).toEqual(['Đổi máy điện thoại 2G'])
    expect((await found('?contentType=feature')).titles).toEqual(['Điều trị sốt xuất huyết'])
    expect((await found('?class=priority')).titles).toHaveLength(2)
    expect((await found('?class=priority&language=km')).titles).toEqual(['ដូរទូរស័ព្ទ'])
    expect((await found('?class=emergency')).titles).toEqual([])
  })

  it('finds the new words of what was edited since the last search, and the old ones no more', async () => {
    const [{ id }] = (await found('?q=dien thoai')).bulletins
    await centre.as('lan').patch(`/bulletins/${id}/versions/1`, { text: 'Cửa hàng gần nhất.' })
    expect((await found('?q=cua hang')).titles).toEqual(['Đổi máy điện thoại 2G'])
    await centre.as('lan').patch(`/bulletins/${id}/versions/1`, { text: '' })
    expect((await found('?q=cua hang')).titles).toEqual([])
  })

  it('shows a commune its own when asked, and the district what is below it', async () => {
    await centre.as('bien-long-hung').post('/bulletins', { title: 'Họp ấp' })
    const of = async (who: string) =>
      (await centre.as(who).get('/bulletins?mine=yes')).json().bulletins.length
    expect([await of('bien-long-hung'), await of('lan'), await of('giam-sat')]).toEqual([1, 4, 0])
    const made = (await found('?q=hop ap')).bulletins[0]
    await centre.deps.db.deleteFrom('bulletin_version').where('bulletin_id', '=', made.id).execute()
    await centre.deps.db.deleteFrom('bulletin').where('id', '=', made.id).execute()
  })

  it('says how many there are beyond the page, and in each state whatever state is asked for', async () => {
    expect(await found('?limit=1')).toMatchObject({ total: 3, titles: ['ដូរទូរស័ព្ទ'] })
    expect(await found('?state=approved')).toMatchObject({ total: 0, states: { draft: 3 } })
    expect(await found('?language=km')).toMatchObject({ states: { draft: 1, approved: 0 } })
  })
})

describe('a thumbnail of a waveform', () => {
  it('keeps the widest of what each pair stands for', () => {
    expect(thinned([-1, 1, -9, 2, -3, 8, 0, 0], 2)).toEqual([-9, 2, -3, 8])
    expect(thinned([-1, 1], 60)).toEqual([-1, 1])
  })
})
