import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../../media/sound.ts'
import { sha256Hex } from '../../../playout/contract/hash.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { type TusClient, tusClient } from '../../support/tus.ts'
import { toneWav } from '../../support/wav.ts'

const PART = 'application/offset+octet-stream'
const POLL = { timeout: 30_000, interval: 50 }

let centre: Centre
let origin: string
let lan: TusClient
beforeAll(async () => {
  centre = await startCentre()
  origin = await centre.app.listen({ port: 0, host: '127.0.0.1' })
  lan = tusClient(origin, await centre.as('lan').cookie())
})
afterAll(() => centre.stop())

const locationOf = (reply: Response) => reply.headers.get('location') ?? ''
const idOf = (url: string) => url.split('/').at(-1) ?? ''
const look = async (url: string) => (await centre.as('lan').get(`/uploads/${idOf(url)}`)).json()
const settled = (url: string) =>
  expect.poll(() => look(url), POLL).toMatchObject({ stage: 'done', state: 'ready', refusal: null })
const onDisk = () => readdirSync(path.join(centre.folder, 'work', 'uploads'))

describe('a file that comes in parts', () => {
  it('is taken in whole, wherever its connection was cut', async () => {
    const file = toneWav(1.5, 350)
    const created = await lan.create(file.length, 'Thông báo.wav')
    expect(created.status).toBe(201)
    const url = locationOf(created)
    expect(url).toMatch(/^\/api\/v1\/uploads\/tus\/[\w-]+$/)
    for (const cut of [1, 43, 1_000, 65_535, 65_536, 100_000, file.length - 1]) {
      const offset = await lan.offset(url)
      await lan.breakOff(url, offset, file.subarray(offset), cut - offset, () =>
        expect.poll(async () => (await look(url)).receivedBytes, POLL).toBe(cut),
      )
      expect(await lan.offset(url)).toBe(cut)
      expect((await look(url)).state).toBe('receiving')
    }
    const offset = file.length - 1
    const last = await lan.patch(url, offset, file.subarray(offset))
    expect(last.status).toBe(204)
    expect(last.headers.get('upload-offset')).toBe(String(file.length))
    await settled(url)
    const { sound, fileName } = await look(url)
    expect(fileName).toBe('Thông báo.wav')
    expect(sound.samples).toBe(72_000)
    const asset = await centre.deps.db
      .selectFrom('asset')
      .select('original_digest')
      .where('id', '=', sound.asset)
      .executeTakeFirstOrThrow()
    expect(asset.original_digest).toBe(sha256Hex(file))
    expect(onDisk()).toEqual([])
    // The answer to the last part may be lost: who asks again hears that all has come.
    expect(await lan.offset(url)).toBe(file.length)
  })

  it('may bring its first part with its announcement', async () => {
    const file = toneWav(1, 360)
    const created = await lan.create(file.length, 'a.wav', file.subarray(0, 5_000))
    expect(created.headers.get('upload-offset')).toBe('5000')
    expect(Date.parse(created.headers.get('upload-expires') ?? '')).toBe(
      centre.clock.now() + 24 * 3_600_000,
    )
    expect(await look(locationOf(created))).toMatchObject({
      ...{ state: 'receiving', stage: 'receiving', receivedBytes: 5_000, bytes: file.length },
      percent: Math.floor((5_000 / file.length) * 100),
    })
    await lan.remove(locationOf(created))
  })

  it('goes on after its old connection hangs and a new one takes over', async () => {
    const file = toneWav(1, 370)
    const url = locationOf(await lan.create(file.length, 'treo.wav'))
    let release = () => {}
    const hanging = fetch(new URL(url, origin), {
      method: 'PATCH',
      headers: {
        ...{ cookie: await centre.as('lan').cookie(), 'tus-resumable': '1.0.0' },
        ...{ 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      },
      body: new ReadableStream({
        start: (stream) => {
          stream.enqueue(file.subarray(0, 10_000))
          release = () => stream.error(new Error('gone'))
        },
      }),
      duplex: 'half',
    } as RequestInit).catch(() => null)
    await expect.poll(async () => (await look(url)).receivedBytes, POLL).toBe(10_000)
    expect(await lan.offset(url)).toBe(10_000)
    const rest = await lan.patch(url, 10_000, file.subarray(10_000))
    expect(rest.status).toBe(204)
    release()
    await hanging
    await settled(url)
  })

  it('is only its owner’s, and only from this site', async () => {
    const url = locationOf(await lan.create(1_000, 'rieng.wav'))
    const hoa = tusClient(origin, await centre.as('hoa').cookie())
    const part = new Uint8Array(1_000)
    for (const reply of [await hoa.head(url), await hoa.patch(url, 0, part), await hoa.remove(url)])
      expect(reply.status).toBe(404)
    expect((await tusClient(origin, '').head(url)).status).toBe(401)
    const cookie = await centre.as('giam-sat').cookie()
    expect((await tusClient(origin, cookie).create(10, 'a.wav')).status).toBe(403)
    const foreign = await fetch(new URL(url, origin), {
      method: 'PATCH',
      headers: {
        ...{ cookie: await centre.as('lan').cookie(), 'tus-resumable': '1.0.0' },
        ...{ origin: 'https://evil.example', 'upload-offset': '0' },
        'content-type': 'application/offset+octet-stream',
      },
      body: part,
    })
    expect(foreign.status).toBe(403)
    expect(await lan.offset(url)).toBe(0)
    await lan.remove(url)
  })

  it('is refused at the wrong place, in the wrong size and in another protocol', async () => {
    const url = locationOf(await lan.create(1_000, 'sai.wav'))
    const wrong = await lan.patch(url, 500, new Uint8Array(500))
    expect(wrong.status).toBe(409)
    expect(await wrong.json()).toMatchObject({ code: 'upload-offset' })
    const tooMuch = await lan.patch(url, 0, new Uint8Array(1_001))
    expect(tooMuch.status).toBe(413)
    const large = await lan.create(defaultLimits.bytes + 1, 'to.wav')
    expect(large.status).toBe(413)
    expect(await large.json()).toMatchObject({ code: 'file-too-large' })
    const cookie = await centre.as('lan').cookie()
    const old = await fetch(new URL(url, origin), {
      ...{ method: 'HEAD', headers: { cookie, 'tus-resumable': '0.2.2' } },
    })
    expect([old.status, old.headers.get('tus-version')]).toEqual([412, '1.0.0'])
    expect(await lan.offset(url)).toBe(0)
    await lan.remove(url)
    expect(onDisk()).toEqual([])
  })

  it.each([
    ['POST', { 'upload-length': '-1' }],
    ['POST', { 'upload-length': 'abc' }],
    ['POST', { 'upload-length': '1e3' }],
    ['POST', { 'upload-length': '99999999999999999999' }],
    ['POST', { 'upload-length': '10', 'upload-metadata': 'filename a b' }],
    ['POST', {}],
    ['POST', { 'upload-length': '10', 'upload-metadata': 'filename ***' }],
    ['POST', { 'upload-length': '10', 'upload-concat': 'x' }],
    ['POST', { 'upload-defer-length': '1' }],
    ['PATCH', { 'upload-offset': '-1', 'content-type': PART }],
    ['PATCH', { 'upload-offset': 'x', 'content-type': PART }],
    ['PATCH', { 'content-type': PART }],
    ['PATCH', { 'upload-offset': '0', 'content-type': PART, 'upload-length': '-7' }],
  ])('is refused in both languages when a %s says %o', async (method, said) => {
    const url = locationOf(await lan.create(1_000, 'sai.wav'))
    const headers = { cookie: await centre.as('lan').cookie(), 'tus-resumable': '1.0.0', ...said }
    const logged = centre.log.length
    const target = method === 'POST' ? '/api/v1/uploads/tus' : url
    const body = method === 'POST' ? {} : { body: new Uint8Array(10) }
    const reply = await fetch(new URL(target, origin), {
      ...{ method, headers: headers as Record<string, string>, ...body },
    })
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({
      code: 'upload-protocol',
      vi: expect.stringContaining('tus 1.0.0'),
      en: expect.stringContaining('tus protocol'),
    })
    expect(centre.log.slice(logged)).toEqual([])
    expect(await lan.offset(url)).toBe(0)
    await lan.remove(url)
    expect(onDisk()).toEqual([])
  })

  it('says what is offered', async () => {
    const cookie = await centre.as('lan').cookie()
    const reply = await fetch(new URL('/api/v1/uploads/tus', origin), {
      ...{ method: 'OPTIONS', headers: { cookie } },
    })
    expect(reply.status).toBe(204)
    expect(reply.headers.get('tus-max-size')).toBe(String(defaultLimits.bytes))
    expect(reply.headers.get('tus-extension')).toContain('creation')
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
    // Two hours of 24-bit stereo.
    expect(defaultLimits.bytes).toBeGreaterThan(2 * 3_600 * 48_000 * 6)
  })

  it('is gone when it was given up, or when nothing of it came for a day', async () => {
    const [one, two] = [
      locationOf(await lan.create(1_000, 'bo.wav', new Uint8Array(10))),
      locationOf(await lan.create(1_000, 'cho.wav', new Uint8Array(10))),
    ]
    expect((await centre.as('lan').delete(`/uploads/${idOf(one)}`)).statusCode).toBe(204)
    expect((await lan.head(one)).status).toBe(404)
    expect(onDisk()).toEqual([idOf(two)])
    await centre.wait(23 * 3_600_000)
    expect(await lan.offset(two)).toBe(10)
    await centre.wait(2 * 3_600_000)
    await expect.poll(async () => (await lan.head(two)).status, POLL).toBe(404)
    await expect.poll(onDisk, POLL).toEqual([])
  })
})
