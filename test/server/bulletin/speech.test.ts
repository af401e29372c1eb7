import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { parseWav } from '../../../media/speech/pcm.ts'
import { findVoices, type Voices } from '../../../media/speech/voices.ts'
import { type Centre, type CentreOptions, startCentre } from '../../support/centre.ts'
import { hasProgram } from '../../support/programs.ts'
import { toneWav } from '../../support/wav.ts'

const hasEspeak = hasProgram('espeak-ng')

let centre: Centre
afterEach(() => centre.stop())

async function begin(options?: CentreOptions): Promise<void> {
  centre = await startCentre(options)
}

const text = 'Từ ngày 16/10/2024, dừng phục vụ máy 2G. Xin cảm ơn.'
const usual = { language: 'vi', voice: 'vi', speed: 120, text }

async function settled(id: string) {
  await expect
    .poll(async () => (await centre.as('lan').get(`/uploads/${id}`)).json().state, {
      timeout: 30_000,
    })
    .toMatch(/^(ready|refused)$/)
  return (await centre.as('lan').get(`/uploads/${id}`)).json()
}

describe('how a text will be read', () => {
  it('is shown sentence by sentence, with each token that was put into words', async () => {
    await begin()
    const reply = await centre.as('lan').post('/speech/preview', { text, language: 'vi' })
    expect(reply.statusCode).toBe(200)
    expect(reply.json().sentences).toEqual([
      {
        text: 'Từ ngày 16/10/2024, dừng phục vụ máy 2G.',
        spoken:
          'Từ ngày mười sáu tháng mười năm hai nghìn không trăm hai mươi tư, dừng phục vụ máy hai gờ.',
        paragraph: 0,
        rewrites: [
          {
            ...{ kind: 'date', written: '16/10/2024', at: 8 },
            spoken: 'mười sáu tháng mười năm hai nghìn không trăm hai mươi tư',
          },
          { kind: 'abbreviation', written: '2G', spoken: 'hai gờ', at: 37 },
        ],
      },
      { text: 'Xin cảm ơn.', spoken: 'Xin cảm ơn.', paragraph: 0, rewrites: [] },
    ])
  })

  it('follows the bulletin’s own readings before the office’s, and the office’s before the usual', async () => {
    await begin()
    const put = await centre.app.inject({
      ...{ method: 'PUT', url: '/api/v1/speech/readings' },
      headers: { cookie: await centre.as('lan').cookie() },
      payload: {
        readings: [
          { phrase: '2G', say: 'hai giê' },
          { phrase: 'Mỹ Tú', say: 'huyện nhà' },
        ],
      },
    })
    expect(put.statusCode).toBe(200)
    const said = async (readings: object[]) =>
      (
        await centre
          .as('lan')
          .post('/speech/preview', { text: 'Máy 2G ở Mỹ Tú.', language: 'vi', readings })
      ).json().sentences[0].spoken
    expect(await said([])).toBe('Máy hai giê ở huyện nhà.')
    expect(await said([{ phrase: '2G', say: 'thế hệ 2' }])).toBe('Máy thế hệ hai ở huyện nhà.')
    expect((await centre.as('truc-my-huong').get('/speech/readings')).json().readings).toHaveLength(
      2,
    )
  })

  it('lets only the district’s editors and administrators say how the office reads', async () => {
    await begin()
    for (const [who, status] of [
      ['truc-my-huong', 403],
      ['minh', 403],
    ] as const) {
      const reply = await centre.app.inject({
        ...{ method: 'PUT', url: '/api/v1/speech/readings', payload: { readings: [] } },
        headers: { cookie: await centre.as(who).cookie() },
      })
      expect(reply.statusCode).toBe(status)
    }
  })

  it('is for those who write, and for texts of a size', async () => {
    await begin()
    const body = { text, language: 'vi' }
    expect((await centre.nobody.post('/speech/preview', body)).statusCode).toBe(401)
    expect((await centre.as('giam-sat').post('/speech/preview', body)).statusCode).toBe(403)
    const long = { text: 'a'.repeat(20_001), language: 'vi' }
    expect((await centre.as('lan').post('/speech/preview', long)).statusCode).toBe(400)
  })
})

describe.runIf(hasEspeak)('a text made sound', () => {
  it('can be heard one sentence at a time', async () => {
    await begin()
    const reply = await centre
      .as('lan')
      .post('/speech/sentence', { text: 'Xin chào bà con.', voice: 'vi', speed: 100 })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-type']).toBe('audio/wav')
    const { rate, samples } = parseWav(reply.rawPayload)
    expect(samples.length / rate).toBeGreaterThan(0.6)
    expect(samples.length / rate).toBeLessThan(3)
  })

  it('becomes an upload, and with it a version that says how it was spoken', async () => {
    await begin()
    const made = await centre.as('lan').post('/speech', usual)
    expect(made.statusCode).toBe(202)
    expect(made.json().fileName).toBe('giong-doc-vi.wav')
    const upload = await settled(made.json().id)
    expect(upload).toMatchObject({ state: 'ready', refusal: null })
    expect(upload.sound.lengthMs).toBeGreaterThan(3000)

    const speech = {
      ...{ voice: 'vi', speed: 120, readings: [{ phrase: '2G', say: 'hai gờ' }] },
      pauses: { sentenceMs: 450, paragraphMs: 900 },
    }
    const written = await centre
      .as('lan')
      .post('/bulletins', { title: 'Mốc mới', text, upload: upload.id, speech })
    expect(written.statusCode).toBe(201)
    expect(written.json().versions[0].speech).toEqual(speech)
    expect((await centre.as('lan').get('/speech/progress')).body).toBe('null')
  })

  it('takes longer pauses when they are asked for', async () => {
    await begin()
    const length = async (sentenceMs: number) => {
      const pauses = { sentenceMs, paragraphMs: 900 }
      const made = await centre.as('lan').post('/speech', { ...usual, pauses })
      return (await settled(made.json().id)).sound.lengthMs
    }
    expect((await length(2_000)) - (await length(500))).toBeCloseTo(1_500, -2)
  })

  it('is made one at a time by one person', async () => {
    await begin()
    const long = { ...usual, text: `${text} `.repeat(20) }
    const [first, second] = await Promise.all([
      centre.as('lan').post('/speech', long),
      centre.as('lan').post('/speech', usual),
    ])
    const statuses = [first?.statusCode, second?.statusCode].toSorted()
    expect(statuses).toEqual([202, 409])
  })

  it('is refused in a language without a voice, and with a voice that is not there', async () => {
    await begin()
    const khmer = await centre
      .as('lan')
      .post('/speech', { ...usual, language: 'km', text: 'ជំរាបសួរ' })
    expect(khmer.statusCode).toBe(409)
    expect(khmer.json()).toMatchObject({ code: 'speech-language-silent' })
    const unknown = await centre.as('lan').post('/speech', { ...usual, voice: 'khong-co' })
    expect(unknown.json()).toMatchObject({ code: 'speech-voice-unknown' })
    const nothing = await centre.as('lan').post('/speech', { ...usual, text: '… 😀' })
    expect(nothing.statusCode).toBe(422)
    expect(nothing.json()).toMatchObject({ code: 'speech-nothing-to-say' })
  })

  it('says which languages have no voice: Khmer needs a person', async () => {
    await begin()
    const reply = await centre.as('lan').get('/speech/voices')
    expect(reply.json()).toMatchObject({ faults: [], silent: ['km'] })
    expect(reply.json().voices.map(({ id }: { id: string }) => id)).toEqual([
      ...['vi-vn-x-south', 'vi', 'vi-vn-x-central', 'en-gb'],
    ])
  })
})

describe('a machine without voices', () => {
  it('says how to get them, in both languages, and everything else goes on', async () => {
    await begin({ areas: { speech: { findVoices: async () => noVoices() } } })
    const { voices, faults, silent } = (await centre.as('lan').get('/speech/voices')).json()
    expect(voices).toEqual([])
    expect(faults[0].vi).toContain('apt-get install espeak-ng')
    expect(faults[0].en).toContain('apt-get install espeak-ng')
    expect(silent).toEqual(['vi', 'km', 'en'])
    const reply = await centre.as('lan').post('/speech/preview', { text, language: 'vi' })
    expect(reply.json().sentences).toHaveLength(2)
    const made = await centre.as('lan').post('/speech', usual)
    expect(made.json()).toMatchObject({ code: 'speech-language-silent' })
  })

  it('finds those that were installed or mended meanwhile, without a restart', async () => {
    let installed = false
    const findVoices = async () => (installed ? { voices: [], faults: [] } : noVoices())
    await begin({ areas: { speech: { findVoices } } })
    expect((await centre.as('lan').get('/speech/voices')).json().faults).toHaveLength(1)
    installed = true
    expect((await centre.as('lan').get('/speech/voices')).json().faults).toHaveLength(0)
  })

  it('takes configured ones from the file that TIEP_AM_VOICES names, and speaks Khmer with one', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tiep-am-voices-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(path.join(folder, 'tone.wav'), toneWav(1.5))
    await writeFile(
      path.join(folder, 'voices.json'),
      JSON.stringify([
        {
          ...{ id: 'sok', name: 'Sok', language: 'km', command: '/bin/cat' },
          args: [path.join(folder, 'tone.wav')],
        },
      ]),
    )
    await begin({ env: { TIEP_AM_VOICES: path.join(folder, 'voices.json') } })
    const { voices, silent } = (await centre.as('lan').get('/speech/voices')).json()
    expect(voices[0]).toMatchObject({ id: 'sok', language: 'km', origin: 'configured' })
    expect(silent).not.toContain('km')
    const words = { language: 'km', voice: 'sok', text: 'ជំរាបសួរ។' }
    const made = await centre.as('lan').post('/speech', words)
    expect(await settled(made.json().id)).toMatchObject({ state: 'ready' })
  })
})

function noVoices(): Promise<Voices> {
  return findVoices({}, null)
}
