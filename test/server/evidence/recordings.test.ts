import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../playout/contract/canonical.ts'
import { leafHash } from '../../../playout/contract/merkle.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { airMorning } from '../../support/heard-programme.ts'
import {
  recode,
  recordingWithSound,
  recordStreet,
  rewrap,
  sendRecording,
  silentFile,
} from '../../support/recording.ts'

type Differing = Readonly<{ kind: string; fromMs: number; toMs: number }>
type Obligation = Readonly<{
  title: string
  standing: string
  grade: string
  disagreement: string | null
  recordings: readonly Readonly<{ recording: string; verdict: string }>[]
}>

describe('a recording of a loudspeaker', { timeout: 240_000 }, () => {
  let centre: Centre
  /** When the district really began each bulletin. */
  let aired: Readonly<Record<string, number>>
  let window: string

  beforeAll(async () => {
    centre = await startCentre()
    const programme = await airMorning(centre)
    aired = programme.aired
    window = programme.windows['long-hung'] as string
  }, 120_000)
  afterAll(() => centre.stop())

  const about = (title: string, changes: Readonly<Record<string, unknown>> = {}) => ({
    ...{ station: 'long-hung', date: '2024-08-12', window, clock: 'checked', clockOffsetMs: 40 },
    ...{ aimAt: aired[title], startedAt: (aired[title] ?? 0) - 20_000, ...changes },
  })
  const obligations = async (station: string): Promise<Obligation[]> => {
    const matrix = (await centre.as('giam-sat').get('/compliance/day')).json()
    const row = matrix.communes.find((one: { station: string }) => one.station === station)
    return row.cells[0].obligations
  }
  const owed = async (station: string, title: string) =>
    (await obligations(station)).find((one) => one.title === title)

  it('that is muted stays without proof, and says what to do', async () => {
    const file = await silentFile(centre, 30)
    const heard = await sendRecording(centre, 'truc-long-hung', file, about('moc'))
    expect(heard).toMatchObject({
      ...{ state: 'failed', finds: [], refusal: { code: 'no-sound-in-it' } },
    })
    expect(await owed('long-hung', 'moc')).toMatchObject({
      ...{ standing: 'no-evidence', grade: 'none', recordings: [] },
    })
  })

  it.each([
    ['a letter', 'Kính gửi đài huyện. '.repeat(200), 'not-sound'],
    ['a playlist that names another file', '#EXTM3U\nfile:///etc/passwd\n', 'not-sound'],
    ['the first bytes of a film', 'RIFF\u0010\u0000\u0000\u0000WAVEfmt ', 'not-sound'],
  ])('that is %s is refused in words, and leaves nothing behind', async (name, text, code) => {
    const file = path.join(centre.folder, `${name}.m4a`)
    await writeFile(file, text)
    const heard = await sendRecording(centre, 'truc-long-hung', file, about('moc'))
    expect(heard).toMatchObject({ state: 'failed', refusal: { code } })
    expect((await centre.as('truc-long-hung').delete(`/recordings/${heard.id}`)).statusCode).toBe(
      204,
    )
    expect((await centre.as('truc-long-hung').get(`/recordings/${heard.id}`)).json().code).toBe(
      'recording-unknown',
    )
  })

  it('that was cut off in the middle is heard as far as it goes, or refused; never proved', async () => {
    const half = async (as: string) => {
      const whole = await readFile(await recordStreet(centre, '2g-da-dung', { as, noise: 0.017 }))
      const file = path.join(centre.folder, `half.${as}`)
      await writeFile(file, whole.subarray(0, Math.floor(whole.length / 2)))
      // Of a day on which nothing was due.
      const day = { date: '2024-08-11', window: null, aimAt: null }
      const none = { startedAt: null, clock: 'none', clockOffsetMs: null }
      return sendRecording(centre, 'truc-long-hung', file, about('da-dung', { ...day, ...none }))
    }
    const heard = await half('webm')
    expect(heard.state).toBe('done')
    expect(heard.finds.length).toBeGreaterThan(0)
    expect(heard.finds.map(({ verdict }) => verdict)).not.toContain('proved')
    // What says where its sound lies is at the end of such a file.
    expect(await half('m4a')).toMatchObject({ state: 'failed', refusal: { code: 'not-sound' } })
  })

  it('in which one sentence is not as approved is heard in part, never proved', async () => {
    const file = await recordStreet(centre, '2g-da-dung', {
      ...{ as: 'm4a', instead: { name: '2g-vi-sao-dung', fromS: 9, toS: 13 } },
    })
    const heard = await sendRecording(centre, 'truc-long-hung', file, about('da-dung'))
    expect(heard.finds[0]).toMatchObject({ verdict: 'heard-in-part', bound: { title: 'da-dung' } })
    const [differing] = (heard.finds[0]?.differing ?? []) as Differing[]
    expect(differing?.kind).toBe('other-sound')
    expect(differing?.fromMs).toBeGreaterThan(8_000)
    expect(differing?.toMs).toBeLessThan(14_000)
    expect(heard.finds.slice(1).every(({ unbound }) => unbound === 'overlapped')).toBe(true)
    expect(await owed('long-hung', 'da-dung')).toMatchObject({
      ...{ standing: 'partly', grade: 'heard', disagreement: null },
      recordings: [{ recording: heard.id, verdict: 'heard-in-part' }],
    })
  })

  it('of the version that was superseded never proves the current one', async () => {
    const file = await recordStreet(centre, '2g-moc-16-9', { as: 'm4a' })
    const heard = await sendRecording(centre, 'truc-long-hung', file, about('moc'))
    expect(heard.finds).toMatchObject([
      {
        ...{ verdict: 'proved', bound: null, unbound: 'other-version' },
        versions: [{ version: 'moc/1', number: 1 }],
      },
    ])
    expect(await owed('long-hung', 'moc')).toMatchObject({ standing: 'no-evidence', grade: 'none' })
  })

  it('by a phone (AMR) turns what the FM commune owed to heard', async () => {
    const file = await recordStreet(centre, '2g-lui-den-16-10', { as: '3gp' })
    const heard = await sendRecording(centre, 'truc-long-hung', file, about('moc'))
    expect(heard).toMatchObject({
      ...{ state: 'done', freshness: 'late', contentType: 'audio/mp4' },
      finds: [
        {
          ...{ verdict: 'proved', effective: 'proved', unbound: null },
          bound: { title: 'moc', dueAt: aired.moc, how: 'time', window },
          versions: [{ version: 'moc/2', number: 2 }],
        },
      ],
    })
    const [find] = heard.finds as unknown as { startMs: number; coverage: number }[]
    expect(Math.abs((find?.startMs ?? 0) - 20_000)).toBeLessThan(150)
    expect(find?.coverage).toBeGreaterThan(9_000)
    expect(await owed('long-hung', 'moc')).toMatchObject({ standing: 'relayed', grade: 'heard' })
    expect(await owed('hung-phu', 'moc')).toMatchObject({ standing: 'no-evidence', grade: 'none' })
    const duty = (await centre.as('truc-long-hung').get('/duty')).json()
    const expected = duty.windows[0].expected.find(({ title }: Obligation) => title === 'moc')
    expect(expected.recordings).toContainEqual({
      ...{ recording: heard.id, state: 'done', verdict: 'proved' },
    })
    expect(expected.record.fromAt).toBeLessThan(expected.at)
  })

  it('is written to the ledger with all that it takes to repeat it', async () => {
    const { recordings } = (
      await centre.as('giam-sat').get('/recordings?verdict=proved&station=long-hung')
    ).json()
    const one = (await centre.as('giam-sat').get(`/recordings/${recordings[0].id}`)).json()
    const entry = (await centre.as('giam-sat').get(`/ledger/entries/${one.matcher.leaf}`)).json()
    const said = JSON.parse(entry.text)
    expect(said).toMatchObject({ format: 'tiep-am/recording/1', id: one.id, digest: one.digest })
    expect(said.result.matcher).toEqual({
      version: one.matcher.version,
      source: one.matcher.source,
    })
    expect(said.result.references.length).toBe(one.matcher.references)
    expect(canonicalJson(said)).toBe(entry.text)
    expect(entry.hash).toBe(leafHash(entry.text))
  })

  it('is listened to in any browser, by Range, beside the bulletin’s own sound', async () => {
    const { recordings } = (
      await centre.as('giam-sat').get('/recordings?verdict=proved&station=long-hung')
    ).json()
    const amr = recordings.find(
      ({ finds }: { finds: { bound: { title: string } | null }[] }) =>
        finds[0]?.bound?.title === 'moc',
    )
    const { sound } = await recordingWithSound(centre, 'giam-sat', amr.id)
    const one = (await centre.as('giam-sat').get(`/recordings/${amr.id}`)).json()
    expect(one).toMatchObject({ sound, soundPercent: null })
    expect(one.soundType).toBe('audio/mpeg')
    expect(one.peaks.length).toBeGreaterThan(1_000)
    const part = await centre.as('giam-sat').get(one.sound.replace('/api/v1', ''), {
      range: 'bytes=100-199',
    })
    expect([part.statusCode, part.rawPayload.length]).toEqual([206, 100])
    const [original] = one.originals
    const bulletin = await centre.as('giam-sat').get(original.sound.replace('/api/v1', ''))
    expect([bulletin.statusCode, bulletin.headers['content-type']]).toEqual([200, 'audio/mpeg'])
  })

  it('counts once, whatever container it comes in again, from whichever station', async () => {
    const file = await recordStreet(centre, '2g-da-dung', { as: 'webm', noise: 0.02 })
    const first = await sendRecording(centre, 'truc-long-hung', file, about('da-dung'))
    expect(first.finds).toMatchObject([{ verdict: 'proved', bound: { title: 'da-dung' } }])
    const same = about('da-dung', { station: 'hung-phu', window: null })
    for (const again of [file, await rewrap(file, 'mka')]) {
      const refused = await sendRecording(centre, 'truc-hung-phu', again, same)
      expect(refused).toMatchObject({
        ...{ state: 'failed', finds: [], refusal: { code: 'recording-already-here' } },
      })
    }
    expect((await owed('hung-phu', 'da-dung'))?.grade).toBe('none')
  })

  it('is overruled with a reason by somebody else, and by the next word again', async () => {
    const { recordings } = (
      await centre.as('giam-sat').get('/recordings?verdict=proved&state=done')
    ).json()
    const id = recordings.find(
      ({ finds }: { finds: { bound: { title: string } | null }[] }) =>
        finds[0]?.bound?.title === 'moc',
    ).id
    const say = (who: string, verdict: string, find = 1) =>
      centre.as(who).post(`/recordings/${id}/overrules`, {
        ...{ find, verdict, reason: 'Nghe thấy loa của xã bên.' },
      })
    expect((await say('truc-long-hung', 'not-proved')).statusCode).toBe(403)
    expect((await say('giam-sat', 'not-proved', 9)).json().code).toBe('recording-find-unknown')
    const said = await say('giam-sat', 'not-proved')
    expect(said.json()).toMatchObject({
      finds: [{ verdict: 'proved', effective: 'not-proved', overruled: true }],
      overrules: [{ by: 'giam-sat', reason: 'Nghe thấy loa của xã bên.' }],
    })
    expect(await owed('long-hung', 'moc')).toMatchObject({ standing: 'no-evidence', grade: 'none' })
    expect((await say('minh', 'as-heard')).statusCode).toBe(201)
    expect(await owed('long-hung', 'moc')).toMatchObject({ standing: 'relayed', grade: 'heard' })
    const entry = said.json().overrules[0].leaf
    const leaf = (await centre.as('giam-sat').get(`/ledger/entries/${entry}`)).json()
    expect(JSON.parse(leaf.text)).toMatchObject({ format: 'tiep-am/recording-overrule/1', find: 1 })
  })

  it('in which the matcher found nothing may be attested by a person who hears it: a declaration', async () => {
    const { recordings } = (
      await centre.as('giam-sat').get('/recordings?verdict=nothing&station=hung-phu')
    ).json()
    expect(recordings).toEqual([])
    const file = await recordStreet(centre, '2g-da-dung', {
      ...{ as: 'mp3', noise: 0.3, cut: { fromS: 0, toS: 2 } },
    })
    const heard = await sendRecording(
      centre,
      'truc-hung-phu',
      file,
      about('da-dung', { station: 'hung-phu', window: null }),
    )
    expect(heard).toMatchObject({ state: 'done', finds: [] })
    const view = (await centre.as('giam-sat').get(`/recordings/${heard.id}`)).json()
    const target = view.attestable.find(({ title }: Obligation) => title === 'da-dung')?.target
    expect(target).toBeDefined()
    const word = { target, verdict: 'all', fromMs: 20_000, reason: 'Nghe rõ câu đầu và câu cuối.' }
    const say = (who: string, changes: Readonly<Record<string, unknown>> = {}) =>
      centre.as(who).post(`/recordings/${heard.id}/attestations`, { ...word, ...changes })
    expect((await say('truc-hung-phu')).statusCode).toBe(403)
    expect((await say('giam-sat', { reason: '' })).statusCode).toBe(400)
    expect((await say('giam-sat', { target: 'x' })).json().code).toBe('recording-target-unknown')
    expect((await say('giam-sat', { fromMs: 999_000 })).json().code).toBe(
      'recording-target-outside',
    )
    expect(await owed('hung-phu', 'da-dung')).toMatchObject({ standing: 'no-evidence' })
    const said = await say('giam-sat')
    expect(said.statusCode).toBe(201)
    expect(await owed('hung-phu', 'da-dung')).toMatchObject({
      ...{ standing: 'relayed', grade: 'declared' },
      recordings: [{ recording: heard.id, verdict: 'attested' }],
    })
    const [kept] = said.json().attestations
    const leaf = (await centre.as('giam-sat').get(`/ledger/entries/${kept.leaf}`)).json()
    expect(JSON.parse(leaf.text)).toMatchObject({
      ...{ format: 'tiep-am/recording-attestation/1', target, verdict: 'all' },
    })
    expect((await say('minh', { verdict: 'withdrawn' })).statusCode).toBe(201)
    expect(await owed('hung-phu', 'da-dung')).toMatchObject({
      ...{ standing: 'no-evidence', grade: 'none' },
    })
  })

  it('that was heard before in another codec says so, and changes no figure', async () => {
    const first = await recordStreet(centre, '2g-da-dung', { as: 'webm', noise: 0.012 })
    const second = await recode(first, 'm4a')
    const before = (await centre.as('giam-sat').get('/compliance/day')).json().grades
    const here = about('da-dung')
    const one = await sendRecording(centre, 'truc-long-hung', first, here)
    const once = (await centre.as('giam-sat').get('/compliance/day')).json()
    const two = await sendRecording(centre, 'truc-long-hung', second, here)
    const twice = (await centre.as('giam-sat').get('/compliance/day')).json()
    expect([one, two].map(({ finds }) => finds[0]?.verdict)).toEqual(['proved', 'proved'])
    const figures = ({ communes, grades }: typeof once) => [
      grades,
      communes.map(({ owed, relayed }: { owed: number; relayed: number }) => [owed, relayed]),
    ]
    expect(figures(twice)).toEqual(figures(once))
    expect(before).toEqual(once.grades)
    const view = (await centre.as('giam-sat').get(`/recordings/${two.id}`)).json()
    const same = view.alike.find(({ recording }: { recording: string }) => recording === one.id)
    expect(same.likeness).toBeGreaterThan(7_000)
    expect(view).toMatchObject({ isAlike: true })
  })

  it('made at the station that aired it makes its airing heard, in the log as everywhere', async () => {
    const grades = async () => {
      const page = await centre.as('giam-sat').get('/airings?station=district')
      return Object.fromEntries(
        page
          .json()
          .airings.map(({ title, grade }: { title: string; grade: string }) => [title, grade]),
      )
    }
    expect(await grades()).toMatchObject({ moc: 'logged', 'da-dung': 'logged' })
    const file = await recordStreet(centre, '2g-lui-den-16-10', { as: 'm4a', noise: 0.013 })
    const line = { station: 'district', window: null, source: 'line-out' }
    const heard = await sendRecording(centre, 'giam-sat', file, about('moc', line))
    expect(heard.finds).toMatchObject([{ verdict: 'proved' }])
    expect(await grades()).toMatchObject({ moc: 'heard', 'da-dung': 'logged' })
  })

  it('says how sure it is in figures: how often chance would say as much', async () => {
    const page = await centre.as('giam-sat').get('/recordings?verdict=proved')
    const [find] = page.json().recordings[0].finds
    expect(Number.isInteger(find.falseAlarms) && find.falseAlarms >= 1).toBe(true)
    expect(find.falseAlarms).toBeLessThan(100_000)
    expect(find.coverageFrom).toBeLessThanOrEqual(find.coverage)
    expect(find.slight).toBe(false)
  })

  it('cannot be overruled by whoever sent it, whatever their role', async () => {
    const file = await recordStreet(centre, '2g-da-dung', { as: 'mp3', noise: 0.015 })
    const heard = await sendRecording(centre, 'giam-sat', file, about('da-dung'))
    const one = (await centre.as('giam-sat').get(`/recordings/${heard.id}`)).json()
    expect(one.mayOverrule).toBe(false)
    const own = await centre.as('giam-sat').post(`/recordings/${heard.id}/overrules`, {
      ...{ find: 1, verdict: 'not-proved', reason: 'Thử.' },
    })
    expect(own.json().code).toBe('recording-own')
  })

  it('that was heard stays, also for whoever sent it', async () => {
    const { recordings } = (
      await centre.as('truc-long-hung').get('/recordings?verdict=proved')
    ).json()
    const mine = recordings.find(({ madeBy }: { madeBy: string }) => madeBy === 'truc-long-hung')
    const gone = await centre.as('truc-long-hung').delete(`/recordings/${mine.id}`)
    expect(gone.json().code).toBe('recording-stays')
  })

  it('is the own commune’s only, to send as to see', async () => {
    const { recordings } = (await centre.as('truc-long-hung').get('/recordings')).json()
    expect(recordings.length).toBeGreaterThan(3)
    const other = centre.as('truc-my-huong')
    expect((await other.get('/recordings')).json().recordings).toEqual([])
    for (const url of [`/recordings/${recordings[0].id}`, `/recordings/${recordings[0].id}/sound`])
      expect((await other.get(url)).json().code).toBe('recording-unknown')
    const wanted = { ...about('moc'), id: randomUUID(), fileName: 'a.webm', bytes: 9 }
    expect((await other.post('/recordings', wanted)).statusCode).toBe(403)
    expect((await other.post('/recordings/challenges', { station: 'long-hung' })).statusCode).toBe(
      403,
    )
  })

  it('is listed page by page, newest first', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await centre
        .as('giam-sat')
        .get(`/recordings?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.json().recordings.map(({ id }: { id: string }) => id))
      cursor = page.json().cursor
    }
    const all = (await centre.as('giam-sat').get('/recordings?limit=100')).json().recordings
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id))
    expect((await centre.as('giam-sat').get('/recordings?cursor=x')).statusCode).toBe(400)
  })
})
