import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'
import { enrolKey, openPen, soundOf } from '../../support/station-pen.ts'

type Page = { airings: { id: string; plannedAt: number; title: string }[]; cursor: string | null }

describe('the listing of airings', () => {
  let centre: Centre

  beforeAll(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addProgramme(db)
    await enrolKey(db, 'district', 'stationOne')
    for (const time of ['11:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await planAndPublish(centre.deps, centre.clock.now())
    const manifest = JSON.parse(
      (await centre.nobody.get('/stations/district/manifest')).json().text,
    ) as Manifest
    const pen = await openPen('district', 'stationOne')
    const events = []
    for (const block of manifest.blocks)
      for (const item of block.items)
        events.push(await pen.write(soundOf(manifest, block, item).ended))
    await centre.nobody.post('/stations/district/events', { events })
  })
  afterAll(() => centre.stop())

  const list = async (query: string) =>
    (await centre.as('lan').get(`/airings${query}`)).json() as Page

  it('is newest first and goes on where a page ended, without loss or repetition', async () => {
    const all = await list('')
    expect(all.cursor).toBe(null)
    // Nine days of two windows, each with a tune and two bulletins.
    expect(all.airings.length).toBe(9 * 2 * 3)
    expect(all.airings.map(({ plannedAt }) => plannedAt)).toEqual(
      all.airings.map(({ plannedAt }) => plannedAt).toSorted((a, b) => b - a),
    )
    const paged: string[] = []
    for (let query = '?limit=4'; query; ) {
      const page = await list(query)
      paged.push(...page.airings.map(({ id }) => id))
      query = page.cursor ? `?limit=4&cursor=${encodeURIComponent(page.cursor)}` : ''
    }
    expect(paged).toEqual(all.airings.map(({ id }) => id))
  })

  it('is narrowed by date, bulletin and outcome', async () => {
    expect((await list('?date=2024-08-13')).airings.length).toBe(6)
    expect((await list('?from=2024-08-13&to=2024-08-14')).airings.length).toBe(12)
    const titles = new Set((await list('?bulletin=b')).airings.map(({ title }) => title))
    expect([...titles]).toEqual(['b'])
    expect((await list('?outcome=skipped')).airings).toEqual([])
  })

  it('refuses a place in the list that it never gave, and a date that is none', async () => {
    const reply = await centre.as('lan').get('/airings?cursor=xyz')
    expect(reply.json()).toMatchObject({ status: 400, code: 'cursor-unknown' })
    expect((await centre.as('lan').get('/airings?date=2024-02-30')).statusCode).toBe(400)
  })

  it('is for those who are signed in', async () => {
    expect((await centre.nobody.get('/airings')).statusCode).toBe(401)
  })
})
