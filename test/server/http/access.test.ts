import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.stop())

describe('health', () => {
  it('is open to all and names what runs', async () => {
    const reply = await centre.nobody.get('//healthz')
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toMatchObject({ status: 'ok', database: 'ok', players: [] })
  })
})
