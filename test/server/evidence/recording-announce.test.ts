import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { airMorning, type HeardProgramme } from '../../support/heard-programme.ts'
import { recordStreet, sendRecording } from '../../support/recording.ts'

describe('announcing a recording', { timeout: 240_000 }, () => {
  let centre: Centre
  let morning: HeardProgramme

  beforeAll(async () => {
    centre = await startCentre()
    morning = await airMorning(centre)
  }, 120_000)
  afterAll(() => centre.stop())

  const wanted = (changes: Readonly<Record<string, unknown>> = {}) => ({
    ...{ id: randomUUID(), station: 'long-hung', date: '2024-08-12', fileName: 'a.webm' },
    ...{ bytes: 9, clock: 'checked', startedAt: centre.clock.now() - 60_000, ...changes },
  })
  const announce = (body: Readonly<Record<string, unknown>>, who = 'truc-long-hung') =>
    centre.as(who).post('/recordings', body)
  const challenge = async (who = 'truc-long-hung'): Promise<string> => {
    const reply = await centre.as(who).post('/recordings/challenges', { station: 'long-hung' })
    expect(reply.json().goodUntil - reply.json().issuedAt).toBe(600_000)
    return reply.json().challenge
  }

  it('twice is once, and the same id for another recording is refused', async () => {
    const body = wanted()
    const [first, again] = [await announce(body), await announce(body)]
    expect([first.statusCode, again.statusCode]).toEqual([201, 200])
    expect(again.json()).toEqual(first.json())
    expect(first.json()).toMatchObject({
      ...{ state: 'receiving', receivedBytes: 0, percent: 0, freshness: 'unknown', finds: [] },
      upload: `/api/v1/recordings/tus/${body.id}`,
    })
    expect((await announce({ ...body, bytes: 10 })).json().code).toBe('recording-id-taken')
    expect((await announce({ ...body, station: 'my-huong' }, 'truc-my-huong')).json().code).toBe(
      'recording-id-taken',
    )
  })

  it('with a challenge says that the phone was online shortly before, once and for its person', async () => {
    const code = await challenge()
    await centre.wait(120_000)
    const startedAt = centre.clock.now() - 30_000
    const taken = await announce(wanted({ challenge: code, startedAt }))
    expect(taken.json().freshness).toBe('challenged')
    const others = [
      await announce(wanted({ challenge: code })),
      await announce(wanted({ challenge: 'x' })),
    ]
    others.push(await announce(wanted({ challenge: await challenge('giam-sat') })))
    for (const one of others) expect(one.json().code).toBe('recording-challenge-unknown')
    const old = await challenge()
    await centre.wait(700_000)
    const late = await announce(wanted({ challenge: old, startedAt: centre.clock.now() }))
    expect(late.json().freshness).toBe('unknown')
  })

  it.each([
    [{ startedAt: null }, 'recording-clock'],
    [{ date: '2024-08-13' }, 'recording-in-future'],
    [{ window: 'khong-co' }, 'recording-window-unknown'],
    [{ bytes: 0 }, 'input-wrong'],
    [{ bytes: 3_000_000_000 }, 'input-wrong'],
    [{ id: 'mot' }, 'input-wrong'],
    [{ station: 'khong-co' }, 'station-unknown'],
  ])('%j is refused: %s', async (changes, code) => {
    const reply = await announce(wanted(changes))
    expect(reply.statusCode).toBeGreaterThanOrEqual(400)
    expect(reply.json().code).toBe(code)
  })

  it('takes bytes of its own maker only, at the offset to which they have come', async () => {
    const { upload } = (await announce(wanted())).json()
    const send = async (who: string, offset: string) =>
      centre.app.inject({
        ...{ method: 'PATCH', url: upload, payload: Buffer.from('abc') },
        headers: {
          ...{ cookie: await centre.as(who).cookie(), 'tus-resumable': '1.0.0' },
          ...{ 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' },
        },
      })
    expect((await send('giam-sat', '0')).json().code).toBe('upload-unknown')
    expect((await send('truc-long-hung', '5')).json().code).toBe('upload-offset')
    expect((await send('truc-long-hung', '0')).headers['upload-offset']).toBe('3')
  })

  it('of a few seconds within a bulletin supports what was declared and never makes it a partial one', async () => {
    const at = morning.aired['da-dung'] ?? 0
    const clip = await recordStreet(centre, '2g-da-dung', {
      ...{ as: 'm4a', before: 0, after: 0, cut: { fromS: 6, toS: 20 } },
    })
    const heard = await sendRecording(centre, 'truc-long-hung', clip, {
      ...{ station: 'long-hung', date: '2024-08-12', clock: 'checked', startedAt: at + 6_000 },
    })
    expect(heard.finds).toMatchObject([
      { verdict: 'matches-in-clip', bound: { title: 'da-dung', how: 'time' } },
    ])
    const owed = async () => {
      const matrix = (await centre.as('giam-sat').get('/compliance/day')).json()
      const row = matrix.communes.find((one: { station: string }) => one.station === 'long-hung')
      return row.cells[0].obligations.find((one: { title: string }) => one.title === 'da-dung')
    }
    expect(await owed()).toMatchObject({
      ...{ standing: 'no-evidence', grade: 'none' },
      recordings: [{ recording: heard.id, verdict: 'matches-in-clip' }],
    })
    await centre.as('truc-long-hung').post('/declarations', {
      ...{ id: randomUUID(), station: 'long-hung', window: morning.windows['long-hung'] },
      ...{ date: '2024-08-12', verdict: 'full', declaredAt: centre.clock.now() },
    })
    expect(await owed()).toMatchObject({
      ...{ standing: 'relayed', grade: 'declared', disagreement: null },
    })
  })

  it('by a phone whose clock is wrong, and was not checked, is bound by the window that was chosen', async () => {
    const file = await recordStreet(centre, '2g-lui-den-16-10', { as: 'webm' })
    const about = { station: 'hung-phu', date: '2024-08-12', window: morning.windows['hung-phu'] }
    const heard = await sendRecording(centre, 'truc-hung-phu', file, {
      ...{ ...about, clock: 'unchecked', startedAt: centre.clock.now() - 7 * 86_400_000 },
    })
    // Its superseded twin shares sentences with it, and is found in them too.
    expect(heard.finds.filter(({ verdict }) => verdict === 'proved')).toMatchObject([
      { bound: { title: 'moc', how: 'window' } },
    ])
    const matrix = (await centre.as('giam-sat').get('/compliance/day')).json()
    expect(matrix.grades.heard).toBe(1)
  })
})
