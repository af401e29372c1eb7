import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { paddedTone } from '../../support/wav.ts'

const POLL = { timeout: 30_000, interval: 50 }
/** An editor of Long Hưng only. */
const COMMUNE = 'bien-long-hung'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.stop())

const cut = (asset: string, startMs: number, endMs: number, who = 'lan') =>
  centre.as(who).post(`/assets/${asset}/trim`, { startMs, endMs })

async function settled(id: string) {
  const look = async () => (await centre.as('lan').get(`/uploads/${id}`)).json()
  await expect.poll(async () => (await look()).stage, POLL).toBe('done')
  return look()
}

describe('silence at the ends of a sound', () => {
  it('was cut off, can be put back, and cut otherwise', async () => {
    const file = paddedTone(2_000, 2, 3_000)
    const { sound } = (await centre.as('lan').upload('/uploads?wait=60', 'dài.wav', file)).json()
    expect(sound.measures.lengthMs).toBe(7_000)
    expect(sound.trim.startMs + sound.trim.endMs + sound.lengthMs).toBe(7_000)
    expect(sound.lengthMs).toBeLessThan(4_000)

    const undo = await cut(sound.asset, 0, 0)
    expect(undo.statusCode).toBe(202)
    const whole = await settled(undo.json().id)
    expect(whole).toMatchObject({ state: 'ready', fileName: 'dài.wav', sound: { trim: null } })
    expect(whole.sound.lengthMs).toBe(7_000)

    const other = await settled((await cut(whole.sound.asset, 1_500, 1_000)).json().id)
    expect(other.sound).toMatchObject({ lengthMs: 4_500, trim: { startMs: 1_500, endMs: 1_000 } })

    // The same file sent again is the sound as it was cut at first.
    const again = await centre.as('hoa').upload('/uploads?wait=60', 'lại.wav', file)
    expect(again.json().sound.asset).toBe(sound.asset)
  })

  it('is not cut so far that nothing is left, nor by whoever may not edit', async () => {
    const file = paddedTone(0, 1, 0)
    const { sound } = (await centre.as('lan').upload('/uploads?wait=60', 'ngắn.wav', file)).json()
    const tooMuch = await cut(sound.asset, 400, 200)
    expect([tooMuch.statusCode, tooMuch.json().code]).toEqual([409, 'trim-too-much'])
    expect((await cut(sound.asset, -1, 0)).statusCode).toBe(400)
    expect((await cut('khong-co', 0, 0)).json()).toMatchObject({ code: 'sound-unknown' })
    expect((await cut(sound.asset, 0, 0, 'giam-sat')).statusCode).toBe(403)
  })

  it('is cut by whoever sent it, and by editors of what it stands in', async () => {
    const file = paddedTone(0, 2, 0)
    const sent = (await centre.as('lan').upload('/uploads?wait=60', 'huyện.wav', file)).json()
    const { asset } = sent.sound
    expect((await cut(asset, 100, 0, COMMUNE)).json()).toMatchObject({ code: 'sound-unknown' })
    expect((await cut(asset, 100, 0, 'hoa')).json()).toMatchObject({ code: 'sound-unknown' })
    const draft = { title: 'Của huyện', upload: sent.id }
    expect((await centre.as('lan').post('/bulletins', draft)).statusCode).toBe(201)
    expect((await cut(asset, 100, 0, 'hoa')).statusCode).toBe(202)
    expect((await cut(asset, 100, 0, COMMUNE)).json()).toMatchObject({ code: 'sound-unknown' })
    const own = (await centre.as(COMMUNE).upload('/uploads?wait=60', 'xã.wav', file)).json()
    expect(own.sound.asset).toBe(asset)
    expect((await cut(asset, 100, 0, COMMUNE)).statusCode).toBe(202)
  })
})
