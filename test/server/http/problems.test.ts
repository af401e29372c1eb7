import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { airingErrors } from '../../../server/airing/airing-errors.ts'
import { bulletinErrors } from '../../../server/bulletin/bulletin-errors.ts'
import { speechErrors } from '../../../server/bulletin/speech-errors.ts'
import { campaignErrors } from '../../../server/campaign/campaign-errors.ts'
import { baseErrors } from '../../../server/errors.ts'
import { evidenceErrors } from '../../../server/evidence/evidence-errors.ts'
import { recordingErrors } from '../../../server/evidence/recording-errors.ts'
import { feedErrors } from '../../../server/feed/feed-errors.ts'
import { orderErrors } from '../../../server/order/order-errors.ts'
import { planErrors } from '../../../server/plan/plan-errors.ts'
import { settingErrors } from '../../../server/plan/setting-errors.ts'
import { windowErrors } from '../../../server/plan/window-errors.ts'
import { publishErrors } from '../../../server/publish/publish-errors.ts'
import { staffErrors } from '../../../server/staff/staff-errors.ts'
import { stationErrors } from '../../../server/station/station-errors.ts'
import { uploadErrors } from '../../../server/upload/upload-errors.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

describe('a refusal', () => {
  let centre: Centre
  beforeAll(async () => {
    centre = await startCentre()
  })
  afterAll(() => centre.stop())

  it('is a problem document with a code and a sentence in each language', async () => {
    const reply = await centre.nobody.get('/khong-co?x=1')
    expect(reply.statusCode).toBe(404)
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(reply.json()).toEqual({
      type: 'urn:tiep-am:problem:not-found',
      title:
        '"/api/v1/khong-co" was not found. The address may be wrong, or it is no longer there.',
      status: 404,
      code: 'not-found',
      params: { what: '/api/v1/khong-co' },
      vi: 'Không tìm thấy "/api/v1/khong-co". Có thể địa chỉ sai hoặc mục này không còn.',
      en: '"/api/v1/khong-co" was not found. The address may be wrong, or it is no longer there.',
    })
  })

  it('names the field that is wrong', async () => {
    const reply = await centre.nobody.post('/session', { username: 'lan' })
    expect(reply.json()).toMatchObject({ code: 'input-wrong', params: { field: 'password' } })
    expect(reply.json().vi).toContain('cần chữ')
    expect(reply.json().vi).not.toMatch(/expected|Invalid/)
    expect(reply.json().en).toContain('it must be text')
  })

  it('says that a body is broken, too large, or of the wrong kind', async () => {
    const send = (payload: string, type: string) =>
      centre.app.inject({
        ...{ method: 'POST', url: '/api/v1/session', payload, headers: { 'content-type': type } },
      })
    expect((await send('{"a":', 'application/json')).json()).toMatchObject({ code: 'input-wrong' })
    const large = `{"username":"${'x'.repeat(2_100_000)}"}`
    expect((await send(large, 'application/json')).json()).toMatchObject({ code: 'too-large' })
    expect((await send('<a/>', 'text/xml')).json()).toMatchObject({ code: 'wrong-format' })
  })

  it('of our own doing tells a number that stands in the log, and nothing else', async () => {
    await centre.deps.db.schema.alterTable('station').renameTo('station_away').execute()
    const reply = await centre.as('lan').get('/stations')
    await centre.deps.db.schema.alterTable('station_away').renameTo('station').execute()
    expect(reply.statusCode).toBe(500)
    const { code, params } = reply.json()
    expect(code).toBe('fault')
    expect(reply.body).not.toMatch(/station_away|sqlite|select|node_modules|\.ts/i)
    const logged = centre.log.find(({ id }) => id === params.id)
    expect(JSON.stringify(logged)).toContain('no such table')
  })
})

describe('the catalogues', () => {
  it('name no code twice, and fill the same facts into both languages', () => {
    const catalogues = [
      ...[
        baseErrors,
        staffErrors,
        stationErrors,
        bulletinErrors,
        speechErrors,
        campaignErrors,
        planErrors,
        settingErrors,
        windowErrors,
        feedErrors,
      ],
      ...[publishErrors, airingErrors, evidenceErrors, uploadErrors, recordingErrors, orderErrors],
    ]
    const codes = catalogues.flatMap((catalogue) => Object.keys(catalogue))
    expect(codes.length).toBe(new Set(codes).size)
    const factsOf = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).toSorted()
    for (const { vi, en } of catalogues.flatMap((catalogue) => Object.values(catalogue)))
      expect(factsOf(vi)).toEqual(factsOf(en))
  })
})
