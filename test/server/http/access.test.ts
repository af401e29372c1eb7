import { fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requireStatedAccess } from '../../../server/access.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

let centre: Centre
type Operation = Readonly<{ method: string; path: string }>
let operations: Operation[]
beforeAll(async () => {
  centre = await startCentre()
  const document = (await centre.nobody.get('/openapi.json')).json()
  operations = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  )
})
afterAll(() => centre.stop())

/** Everything that somebody who is not signed in may ask for; nothing is added here in passing. */
const open = [
  'GET /healthz',
  'GET /api/v1/office',
  'POST /api/v1/session',
  'POST /api/v1/stations/enrol',
  'GET /api/v1/stations/root',
  'GET /api/v1/stations/{station}/manifest',
  'GET /api/v1/stations/{station}/news',
  'POST /api/v1/stations/{station}/status',
  'POST /api/v1/stations/{station}/levels',
  'POST /api/v1/stations/{station}/events',
  'GET /api/v1/assets/{digest}',
  'GET /api/v1/ledger/checkpoint',
  'GET /api/v1/ledger/key',
  // By a secret in the address: a phone's calendar cannot sign in.
  'GET /lich/{secret}.ics',
  'GET /lich/{secret}.m3u8',
  'GET /lich/{secret}.xspf',
]

describe('access', () => {
  it('is stated by every route, or the server does not start', async () => {
    const app = fastify()
    requireStatedAccess(app)
    expect(() => app.get('/quên', async () => 'x')).toThrow('GET /quên does not state its access')
  })

  it('is closed to strangers on every route but the few that are named here', async () => {
    expect(operations.length).toBeGreaterThan(20)
    for (const { method, path } of operations) {
      if (open.includes(`${method} ${path}`)) continue
      const reply = await centre.app.inject({
        method: method as 'GET',
        url: path.replaceAll(/\{\w+\}/g, '1'),
      })
      expect(`${method} ${path} ${reply.statusCode}`).toBe(`${method} ${path} 401`)
    }
  })

  it('is closed to a cookie that nobody was given', async () => {
    const reply = await centre.nobody.get('/stations', { cookie: 'tiep-am=bia-dat' })
    expect(reply.statusCode).toBe(401)
    expect(reply.json()).toMatchObject({ code: 'not-signed-in' })
  })
})

describe('a changing request', () => {
  const post = async (headers: Record<string, string>) =>
    centre.app.inject({
      ...{ method: 'POST', url: '/api/v1/stations/my-huong/enrolment' },
      headers: { cookie: await centre.as('an').cookie(), host: 'dai.example:8080', ...headers },
    })

  it.each([
    ['says nothing of where it comes from, as programs do', {}],
    ['comes from a page of this server', { origin: 'http://dai.example:8080' }],
    ['comes from the public address', { origin: 'http://127.0.0.1:8080' }],
    ['is marked as of the same origin', { 'sec-fetch-site': 'same-origin' }],
  ])('passes when it %s', async (_, headers) => {
    expect((await post(headers)).statusCode).toBe(201)
  })

  it.each([
    ['another site', { origin: 'https://ke-xau.example' }],
    ['another port of this machine', { origin: 'http://dai.example:9999' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['somewhere else', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused when it comes from %s', async (_, headers) => {
    const reply = await post(headers)
    expect(reply.statusCode).toBe(403)
    expect(reply.json()).toMatchObject({ code: 'other-site' })
  })
})
