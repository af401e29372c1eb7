import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { airMorning, type HeardProgramme } from '../../support/heard-programme.ts'
import { recordStreet, sendRecording } from '../../support/recording.ts'

describe('a recording that covers a morning and holds nothing of it', { timeout: 240_000 }, () => {
  let centre: Centre
  let morning: HeardProgramme
  let recording: string

  beforeAll(async () => {
    centre = await startCentre()
    morning = await airMorning(centre)
    const file = await recordStreet(centre, '2g-vi-sao-dung', { as: 'm4a', after: 50 })
    const first = Math.min(...Object.values(morning.aired).filter((at) => at > 0))
    const heard = await sendRecording(centre, 'truc-hung-phu', file, {
      ...{ station: 'hung-phu', date: '2024-08-12', clock: 'checked', startedAt: first - 20_000 },
    })
    recording = heard.id
  }, 120_000)
  afterAll(() => centre.stop())

  const found = async (who: string, query = '') => {
    const reply = await centre.as(who).get(`/compliance/disagreements${query}`)
    return reply.json().disagreements
  }

  it('says nothing while nobody claims anything, and never that it did not sound', async () => {
    const { communes } = (await centre.as('giam-sat').get('/compliance/day')).json()
    const row = communes.find(({ station }: { station: string }) => station === 'hung-phu')
    for (const obligation of row.cells[0].obligations)
      expect(obligation).toMatchObject({
        ...{ standing: 'no-evidence', grade: 'none', disagreement: null },
        recordings: expect.arrayContaining([
          { recording, verdict: 'nothing', find: null, coverage: null, overruled: false, by: null },
        ]),
      })
    expect(await found('giam-sat')).toEqual([])
  })

  it('is a finding of its own once somebody says that all of it was relayed', async () => {
    await centre.as('truc-hung-phu').post('/declarations', {
      ...{ id: randomUUID(), station: 'hung-phu', window: morning.windows['hung-phu'] },
      ...{ date: '2024-08-12', verdict: 'full', declaredAt: centre.clock.now() },
    })
    const all = await found('giam-sat')
    type Found = { station: string; obligation: { title: string; disagreement: string } }
    expect(
      all.map(({ station, obligation }: Found) => [
        ...[station, obligation.title, obligation.disagreement],
      ]),
    ).toEqual([
      ['hung-phu', 'moc', 'heard-nothing'],
      ['hung-phu', 'da-dung', 'heard-nothing'],
    ])
    expect(all[0].obligation).toMatchObject({ standing: 'relayed', grade: 'declared' })
    const { communes } = (await centre.as('giam-sat').get('/compliance/day')).json()
    const row = communes.find(({ station }: { station: string }) => station === 'hung-phu')
    expect(row.cells[0].disagreements).toBe(2)
  })

  it('is shown to the own commune and the district, on its own days', async () => {
    expect(await found('truc-hung-phu')).toHaveLength(2)
    expect(await found('truc-my-huong')).toEqual([])
    expect(await found('giam-sat', '?from=2024-08-01&to=2024-08-11')).toEqual([])
    const turned = await centre
      .as('giam-sat')
      .get('/compliance/disagreements?from=2024-08-12&to=2024-08-01')
    expect(turned.json().code).toBe('dates-turned-round')
    const long = await centre
      .as('giam-sat')
      .get('/compliance/disagreements?from=2020-01-01&to=2024-08-12')
    expect(long.json().from).toBe('2024-07-13')
  })
})
