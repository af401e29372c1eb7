import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../playout/contract/canonical.ts'
import { EnrolmentCode } from '../../../playout/contract/exchange.ts'
import {
  fromBase64url,
  keyIdOf,
  makeKeyPair,
  type Signer,
  signerOf,
} from '../../../playout/contract/signature.ts'
import { makeEnrolmentCode } from '../../../server/station/enrolment-store.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

const DAY = 86_400_000

describe('a one-time code', () => {
  let centre: Centre
  beforeAll(async () => {
    centre = await startCentre()
  })
  afterAll(() => centre.stop())

  async function offered(station = 'my-huong') {
    const reply = await centre.as('an').post(`/stations/${station}/enrolment`)
    expect(reply.statusCode).toBe(201)
    return reply.json() as { code: string; qrSvg: string; rootFingerprint: string }
  }

  async function enrol(code: string, signer: Signer, signedBy = signer) {
    const text = canonicalJson({
      format: 'tiep-am/enrolment/1',
      secret: opened(code).secret,
      publicKey: signer.publicKey,
    })
    return centre.nobody.post('/stations/enrol', { ...(await signedBy.sign('enrolment', text)) })
  }

  const newKey = async () => signerOf(await makeKeyPair())
  const keysOf = (station: string) =>
    centre.deps.db
      .selectFrom('station_key')
      .select(['key_id', 'revoked_at'])
      .where('station_id', '=', station)
      .orderBy('enrolled_at')
      .execute()
  const lastRefusal = () =>
    centre.deps.db.selectFrom('refusal').selectAll().orderBy('id', 'desc').executeTakeFirst()

  it('names server and root, is shown once and kept only as a hash', async () => {
    const { code, qrSvg, rootFingerprint } = await offered()
    expect(opened(code)).toMatchObject({ url: 'http://127.0.0.1:8080', root: rootFingerprint })
    expect(qrSvg).toMatch(/^<svg /)
    const root = (await centre.nobody.get('/stations/root')).json()
    expect(root.fingerprint).toBe(rootFingerprint)
    const kept = await centre.deps.db.selectFrom('enrolment_code').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(opened(code).secret)
  })

  it('lets a station in once; anybody after it is refused and noted', async () => {
    const { code } = await offered()
    const station = await newKey()
    const reply = await enrol(code, station)
    expect(reply.json()).toEqual({
      ...{ station: 'my-huong', stationName: 'Trạm Mỹ Hương' },
      ...{ rootKey: centre.deps.keys.root, serverTime: centre.clock.now() },
    })
    const second = await enrol(code, await newKey())
    expect(second.statusCode).toBe(403)
    expect(second.json()).toMatchObject({ code: 'enrolment-code-used' })
    expect(await lastRefusal()).toMatchObject({ station_id: 'my-huong', reason: 'code-used' })
    expect((await keysOf('my-huong')).map((key) => key.key_id)).toEqual([
      keyIdOf(station.publicKey),
    ])
  })

  it('answers the same key again, whose answer was lost on the way', async () => {
    const { code } = await offered('district')
    const station = await newKey()
    const first = await enrol(code, station)
    expect((await enrol(code, station)).json()).toEqual(first.json())
    expect(await keysOf('district')).toHaveLength(1)
  })

  it('works once even when two use it at the same moment', async () => {
    const { code } = await offered('hung-phu')
    const replies = await Promise.all([enrol(code, await newKey()), enrol(code, await newKey())])
    expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 403])
    expect(await keysOf('hung-phu')).toHaveLength(1)
  })

  it('revokes the key that the station had before', async () => {
    await enrol((await offered('long-hung')).code, await newKey())
    await centre.wait(1_000)
    await enrol((await offered('long-hung')).code, await newKey())
    const [old, fresh] = await keysOf('long-hung')
    expect(old?.revoked_at).toBe(centre.clock.now())
    expect(fresh?.revoked_at).toBeNull()
  })

  it('is refused when it was never made', async () => {
    const { code } = await offered()
    const invented = { ...opened(code), secret: 'A'.repeat(22) }
    const made = `tiep-am:${Buffer.from(JSON.stringify(invented)).toString('base64url')}`
    expect((await enrol(made, await newKey())).json()).toMatchObject({
      code: 'enrolment-code-unknown',
    })
    expect(await lastRefusal()).toMatchObject({ station_id: null, reason: 'code-unknown' })
  })

  it('is refused to a sender who does not hold the key that it hands over', async () => {
    const { code } = await offered()
    const reply = await enrol(code, await newKey(), await newKey())
    expect(reply.json()).toMatchObject({ code: 'enrolment-signature-wrong' })
    expect((await enrol(code, await newKey())).statusCode).toBe(200)
  })

  it('is refused to a key that belongs to another station, and stays unused', async () => {
    const key = await newKey()
    await enrol((await offered('district')).code, key)
    const { code } = await offered('long-hung')
    expect((await enrol(code, key)).json()).toMatchObject({ code: 'enrolment-key-taken' })
    expect((await enrol(code, await newKey())).statusCode).toBe(200)
  })

  it('is refused after a day', async () => {
    const { code } = await makeEnrolmentCode(centre.deps, 'my-huong')
    await centre.wait(DAY)
    expect((await enrol(code, await newKey())).json()).toMatchObject({
      code: 'enrolment-code-expired',
    })
  })

  it('is handed out by an administrator of the station’s unit, and by nobody else', async () => {
    expect((await centre.as('lan').post('/stations/my-huong/enrolment')).statusCode).toBe(403)
    expect((await centre.nobody.post('/stations/my-huong/enrolment')).statusCode).toBe(401)
    expect((await centre.as('an').post('/stations/khong-co/enrolment')).statusCode).toBe(404)
  })

  it('refuses what is no enrolment, and says what is wrong', async () => {
    const reply = await centre.nobody.post('/stations/enrol', {
      ...{ text: '{"format":"khac"}', signature: 'A'.repeat(86) },
    })
    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toMatchObject({ code: 'enrolment-malformed' })
  })
})

function opened(code: string): EnrolmentCode {
  expect(code).toMatch(/^tiep-am:/)
  const bytes = fromBase64url(code.slice('tiep-am:'.length))
  return EnrolmentCode.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
