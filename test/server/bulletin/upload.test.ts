import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { toneWav } from '../../support/wav.ts'

const POLL = { timeout: 30_000, interval: 50 }

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.stop())

const rowsOf = async (table: 'asset' | 'rendition' | 'bulletin' | 'bulletin_version') =>
  (await centre.deps.db.selectFrom(table).selectAll().execute()).length

describe('a file that is no usable sound', () => {
  const playlist = "ffconcat version 1.0\nfile '/etc/passwd'\nfile 'other.wav'\n"
  it.each([
    [
      'a letter named as sound',
      'thu.mp3',
      Buffer.from('Kính gửi đài huyện. '.repeat(50)),
      'not-sound',
    ],
    ['an empty file', 'rong.mp3', Buffer.alloc(0), 'empty-file'],
    ['a playlist dressed as mp3', 'xau.mp3', Buffer.from(playlist), 'not-sound'],
    [
      'an HLS playlist dressed as m4a',
      'xau.m4a',
      Buffer.from('#EXTM3U\n#EXTINF:1,\n/etc/passwd\n'),
      'not-sound',
    ],
    ['the first bytes of a WAV file', 'cut.wav', toneWav(1).subarray(0, 30), 'not-sound'],
    [
      'no sound at all, for a second',
      'im.wav',
      Buffer.alloc(96_044).fill(toneWav(1).subarray(0, 44), 0, 44),
      'no-sound-in-it',
    ],
    ['a click of ten milliseconds', 'tach.wav', toneWav(0.01), 'too-short'],
  ])('%s is refused with its reason, and leaves nothing behind', async (_, name, bytes, code) => {
    const reply = await centre.as('lan').upload('/uploads?wait=60', name, bytes)
    expect(reply.statusCode).toBe(422)
    expect(reply.json()).toMatchObject({ code })
    expect(reply.json().vi).not.toBe(reply.json().en)
    for (const table of ['asset', 'rendition', 'bulletin', 'bulletin_version'] as const)
      expect(await rowsOf(table)).toBe(0)
    expect(readdirSync(path.join(centre.folder, 'work', 'uploads'))).toEqual([])
  })

  it('is too large before it is sent, when it says so', async () => {
    const cookie = await centre.as('lan').cookie()
    const reply = await centre.app.inject({
      ...{ method: 'POST', url: '/api/v1/uploads' },
      headers: {
        ...{ cookie, 'content-type': 'multipart/form-data; boundary=x' },
        'content-length': '9000000000',
      },
      payload: '--x--\r\n',
    })
    expect(reply.statusCode).toBe(413)
    expect(reply.json()).toMatchObject({ code: 'file-too-large', params: { megabytes: 9000 } })
  })

  it('is missing from the form', async () => {
    const cookie = await centre.as('lan').cookie()
    const reply = await centre.app.inject({
      ...{ method: 'POST', url: '/api/v1/uploads' },
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    })
    expect(reply.json()).toMatchObject({ code: 'upload-no-file' })
  })

  it('is no form at all', async () => {
    const reply = await centre.as('lan').post('/uploads', { file: 'x' })
    expect(reply.statusCode).toBe(415)
    expect(reply.json()).toMatchObject({ code: 'wrong-format' })
  })
})

describe('a sound file', () => {
  it('becomes a sound with its renditions, exact length and waveform', async () => {
    const reply = await centre.as('lan').upload('/uploads?wait=60', 'bản tin.wav', toneWav(1.5))
    expect(reply.statusCode).toBe(201)
    const { sound, ...upload } = reply.json()
    expect(upload).toMatchObject({ state: 'ready', stage: 'done', percent: 100, refusal: null })
    expect(sound).toMatchObject({ samples: 72_000, lengthMs: 1_500, originalName: 'bản tin.wav' })
    expect(sound.renditions.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual([
      ...['master', 'mp3', 'opus'],
    ])
    expect(Math.max(...sound.peaks)).toBeGreaterThan(10)
  })

  it('sent twice is one sound', async () => {
    const before = await rowsOf('asset')
    const [one, two] = [
      await centre.as('lan').upload('/uploads?wait=60', 'a.wav', toneWav(1, 300)),
      await centre.as('hoa').upload('/uploads?wait=60', 'b.wav', toneWav(1, 300)),
    ]
    expect(one.json().sound.asset).toBe(two.json().sound.asset)
    expect(await rowsOf('asset')).toBe(before + 1)
  })

  it('is answered at once, taken in one after another, and followed by whoever sent it', async () => {
    const told: string[] = []
    const stop = centre.deps.live.listen((change) => {
      if (change.topic === 'sound') told.push(change.sound)
    })
    const sent = await Promise.all(
      [310, 320, 330].map((hertz) =>
        centre.as('lan').upload('/uploads', `${hertz}.wav`, toneWav(1, hertz)),
      ),
    )
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202])
    const ids = sent.map((reply) => reply.json().id as string)
    const look = async (id: string) => (await centre.as('lan').get(`/uploads/${id}`)).json()
    await expect.poll(async () => (await look(ids[2] ?? '')).state, POLL).toBe('ready')
    stop()
    expect((await look(ids[0] ?? '')).state).toBe('ready')
    // Each is told of when it is received, when it is queued and while it is taken in; two at once
    // would be told of by turns.
    const turns = told.filter((id, place) => id !== told[place - 1])
    expect(told.length).toBeGreaterThan(turns.length)
    expect(turns.length).toBeLessThanOrEqual(9)
    expect((await centre.as('hoa').get(`/uploads/${ids[0]}`)).statusCode).toBe(404)
  })

  it('keeps a name from outside as text only, whatever path it names', async () => {
    const hostile = '../../../etc/c\u202Eron.d/x\u0000.wav'
    const reply = await centre.as('lan').upload('/uploads?wait=60', hostile, toneWav(1, 500))
    const { originalName } = reply.json().sound
    expect(originalName).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    const files = readdirSync(centre.folder, { recursive: true }).map(String)
    expect(files.filter((file) => file.includes('cron') || file.endsWith('.wav'))).toEqual([])
  })

  it('with a very long name keeps 200 characters of it', async () => {
    const name = `${'ẩ'.normalize('NFD').repeat(300)}.wav`
    const reply = await centre.as('lan').upload('/uploads?wait=60', name, toneWav(1, 600))
    expect(reply.json().sound.originalName).toBe('ẩ'.normalize('NFC').repeat(200))
  })

  it('cannot be sent by somebody who only supervises, or by nobody', async () => {
    expect((await centre.as('giam-sat').upload('/uploads', 'a.wav', toneWav(1))).statusCode).toBe(
      403,
    )
    expect((await centre.nobody.upload('/uploads', 'a.wav', toneWav(1))).statusCode).toBe(401)
  })
})
