import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { districtWindow } from '../../support/programme.ts'

describe('the relay screen of a day', () => {
  let centre: Centre

  beforeAll(async () => {
    centre = await startCentre()
    await centre.as('an').post('/windows', districtWindow('09:00:00'))
    await centre.as('an').post('/windows', districtWindow('17:00:00', { relayedBy: ['hung-phu'] }))
  })
  afterAll(() => centre.stop())

  const matrix = async (who: string, query = '') =>
    (await centre.as(who).get(`/compliance/day${query}`)).json()

  it('has a cell for each commune and window, also where nothing must be relayed', async () => {
    const { windows, communes } = await matrix('giam-sat')
    expect(windows.map(({ name }: { name: string }) => name)).toEqual(['09:00', '17:00'])
    type Row = { station: string; cells: { standing: string }[] }
    expect(
      communes.map(({ station, cells }: Row) => [station, ...cells.map((cell) => cell.standing)]),
    ).toEqual([
      ['long-hung', 'upcoming', 'nothing-owed'],
      ['hung-phu', 'upcoming', 'upcoming'],
      ['my-huong', 'upcoming', 'nothing-owed'],
    ])
  })

  it('shows a duty officer the own commune alone', async () => {
    const { communes } = await matrix('truc-long-hung')
    expect(communes.map(({ station }: { station: string }) => station)).toEqual(['long-hung'])
  })

  it('is closed to who is not signed in, and has no windows on a day that has none', async () => {
    expect((await centre.nobody.get('/compliance/day')).statusCode).toBe(401)
    expect((await matrix('giam-sat', '?date=2023-01-01')).windows).toEqual([])
  })
})
