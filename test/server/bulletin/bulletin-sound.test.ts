import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { approve } from '../../support/life.ts'
import { toneWav } from '../../support/wav.ts'

let centre: Centre
let upload: { id: string; sound: { asset: string; renditions: { digest: string; kind: string }[] } }
beforeAll(async () => {
  centre = await startCentre()
  upload = (await centre.as('lan').upload('/uploads?wait=60', 'tin.wav', toneWav(1))).json()
})
afterAll(() => centre.stop())

const write = (by: string, body: Record<string, unknown>) => centre.as(by).post('/bulletins', body)

describe('a bulletin’s sound', () => {
  it('is an upload of one’s own that is ready', async () => {
    const stranger = await write('hoa', { title: 'Của người khác', upload: upload.id })
    expect(stranger.json()).toMatchObject({ code: 'upload-unknown' })
    const reply = await write('lan', { title: 'Tắt sóng 2G', upload: upload.id })
    expect(reply.json().versions[0]).toMatchObject({
      ...{ state: 'draft', sound: { asset: upload.sound.asset, samples: 48_000 } },
    })
  })

  it('under the same title is refused a second time', async () => {
    const reply = await write('lan', { title: 'Tắt sóng 2G', upload: upload.id })
    expect(reply.statusCode).toBe(409)
    expect(reply.json()).toMatchObject({ code: 'bulletin-duplicate' })
    const list = (await centre.as('lan').get('/bulletins')).json()
    expect(list.bulletins).toHaveLength(1)
  })

  it('given by an edit ends the wait for a recording', async () => {
    const { id } = (await write('lan', { title: 'Bản tiếng Khmer', language: 'km' })).json()
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ awaiting: 'recording' })
      .where('bulletin_id', '=', id)
      .execute()
    const url = `/bulletins/${id}/versions/1`
    const edited = await centre.as('lan').patch(url, { upload: upload.id })
    expect(edited.json().versions[0]).toMatchObject({ awaiting: null, state: 'draft' })
  })
})

describe('a rendition', () => {
  const digestOf = (kind: string) =>
    upload.sound.renditions.find((one) => one.kind === kind)?.digest ?? ''

  it('is closed to strangers until its version is approved, and open from then on', async () => {
    const url = `/assets/${digestOf('opus')}`
    expect((await centre.nobody.get(url)).statusCode).toBe(401)
    const listened = await centre.as('minh').get(url)
    expect(listened.statusCode).toBe(200)
    expect(listened.headers['cache-control']).toContain('private')

    const [bulletin] = (await centre.as('lan').get('/bulletins?q=tat song')).json().bulletins
    const version = `/bulletins/${bulletin.id}/versions/1`
    await centre.as('lan').post(`${version}/submit`)
    expect((await centre.nobody.get(url)).statusCode).toBe(401)
    await approve(centre, 'minh', bulletin.id)
    const open = await centre.nobody.get(url)
    expect(open.statusCode).toBe(200)
    expect(open.headers).toMatchObject({
      ...{ 'content-type': 'audio/ogg; codecs=opus', etag: `"${digestOf('opus')}"` },
      ...{ 'cache-control': 'public, max-age=31536000, immutable', 'accept-ranges': 'bytes' },
    })
  })

  it('closes again when its version is recalled', async () => {
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ state: 'recalled' })
      .where('state', '=', 'approved')
      .execute()
    expect((await centre.nobody.get(`/assets/${digestOf('opus')}`)).statusCode).toBe(401)
  })

  it('is sent in parts, so that a download goes on where it broke off', async () => {
    const url = `/assets/${digestOf('mp3')}`
    const whole = (await centre.as('lan').get(url)).rawPayload
    const first = await centre.as('lan').get(url, { range: 'bytes=0-99' })
    const rest = await centre.as('lan').get(url, { range: 'bytes=100-' })
    expect([first.statusCode, rest.statusCode]).toEqual([206, 206])
    expect(first.headers['content-range']).toBe(`bytes 0-99/${whole.length}`)
    expect(Buffer.concat([first.rawPayload, rest.rawPayload]).equals(whole)).toBe(true)
  })

  it('is not sent beyond its end, nor again to whoever has it', async () => {
    const url = `/assets/${digestOf('mp3')}`
    const beyond = await centre.as('lan').get(url, { range: 'bytes=99999999-' })
    expect(beyond.statusCode).toBe(416)
    const held = await centre.as('lan').get(url, { 'if-none-match': `"${digestOf('mp3')}"` })
    expect(held.statusCode).toBe(304)
    expect(held.rawPayload).toHaveLength(0)
  })

  it('is named by its hash and nothing else', async () => {
    for (const name of ['..%2f..%2ftiep-am.sqlite', 'ABC', `${'0'.repeat(63)}g`])
      expect((await centre.as('lan').get(`/assets/${name}`)).statusCode).toBe(400)
    expect((await centre.as('lan').get(`/assets/${'0'.repeat(64)}`)).statusCode).toBe(404)
    expect((await centre.nobody.get(`/assets/${'0'.repeat(64)}`)).statusCode).toBe(401)
  })
})

describe('the list of bulletins', () => {
  it('finds words without their marks, and filters by state and language', async () => {
    const ask = async (query: string) =>
      (await centre.as('lan').get(`/bulletins?${query}`)).json().bulletins as { title: string }[]
    await write('lan', { title: 'Đèn đường', text: 'Điều chỉnh giờ thắp sáng' })
    expect((await ask('q=dieu+THAP')).map(({ title }) => title)).toEqual(['Đèn đường'])
    expect((await ask('language=km')).map(({ title }) => title)).toEqual(['Bản tiếng Khmer'])
    expect((await ask('state=recalled')).map(({ title }) => title)).toEqual(['Tắt sóng 2G'])
    expect(await ask('q=khong+co+dau')).toEqual([])
  })
})
