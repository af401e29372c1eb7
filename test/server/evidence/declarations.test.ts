import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leafHash } from '../../../playout/contract/merkle.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

const id = (n: number) => `0191c0de-0000-4000-8000-00000000000${n}`

describe('declaring whether a window was relayed', () => {
  let centre: Centre
  let window: string

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('09:00:00'))
    await planAndPublish(centre.deps, centre.clock.now())
    window = (await duty()).windows[0].window
  })
  afterEach(() => centre.stop())

  const duty = async () => (await centre.as('truc-long-hung').get('/duty')).json()
  const afterWindow = () => centre.wait(3_600_000 + 300_000)
  const declare = (changes: Readonly<Record<string, unknown>> = {}, who = 'truc-long-hung') =>
    centre.as(who).post('/declarations', {
      ...{ id: id(1), station: 'long-hung', window, date: '2024-08-12', verdict: 'full' },
      ...{ declaredAt: 5, ...changes },
    })

  it('shows the one on duty what the own station had to relay, when and what', async () => {
    expect(await duty()).toMatchObject({
      ...{ station: 'long-hung', technology: 'fm', date: '2024-08-12' },
      windows: [
        {
          ...{ name: '09:00', startsAt: Date.parse('2024-08-12T09:00:00+07:00') },
          expected: [
            { title: 'a', at: Date.parse('2024-08-12T09:00:05+07:00'), lengthMs: 60_000 },
            { title: 'b', at: Date.parse('2024-08-12T09:01:05+07:00'), lengthMs: 60_000 },
          ],
          declaration: null,
        },
      ],
    })
    expect((await centre.as('lan').get('/duty')).statusCode).toBe(403)
  })

  it('is refused until the window has ended', async () => {
    await centre.wait(3_600_000 + 299_999)
    expect((await declare()).json()).toMatchObject({
      ...{ code: 'declaration-too-early', status: 409 },
      en: 'The window ends at 09:05:00. Confirm it after that.',
    })
    await centre.wait(1)
    expect((await declare()).statusCode).toBe(201)
    expect((await declare({ id: id(2), date: '2024-08-13' })).json().code).toBe(
      'declaration-too-early',
    )
  })

  it('is kept once however often the phone sends it, as a leaf of the ledger', async () => {
    await afterWindow()
    const first = await declare()
    const again = await declare()
    expect([first.statusCode, again.statusCode]).toEqual([201, 200])
    expect(again.json()).toEqual(first.json())
    const leaves = await centre.deps.db.selectFrom('ledger_leaf').selectAll().execute()
    expect(leaves.length).toBe(1)
    expect(leaves[0]?.hash).toBe(leafHash(leaves[0]?.text ?? ''))
    expect(JSON.parse(leaves[0]?.text ?? '')).toMatchObject({
      ...{ format: 'tiep-am/declaration/1', declaredBy: 'truc-long-hung', verdict: 'full' },
    })
    const other = await declare({ verdict: 'none', reason: 'power-cut' })
    expect(other.json().code).toBe('declaration-id-taken')
    expect((await duty()).windows[0].declaration.verdict).toBe('full')
  })

  it('is about the own commune only, and a window that it must relay', async () => {
    await afterWindow()
    expect((await declare({}, 'truc-my-huong')).statusCode).toBe(403)
    expect((await declare({}, 'an')).statusCode).toBe(403)
    const other = (await centre.as('truc-hung-phu').get('/duty')).json().windows[0].window
    expect((await declare({ window: other })).json().code).toBe('declaration-window-unknown')
    const district = (await centre.as('an').get('/windows?station=district')).json()[0].id
    expect((await declare({ window: district })).json().code).toBe('declaration-window-unknown')
  })

  it('is corrected by another that names it, with a reason; the first one stays', async () => {
    await afterWindow()
    await declare()
    const silently = { id: id(2), verdict: 'full' }
    expect((await declare(silently)).json().code).toBe('declaration-exists')
    expect((await declare({ ...silently, replaces: id(1) })).json().code).toBe(
      'declaration-correction-unexplained',
    )
    const corrected = { id: id(2), verdict: 'none', reason: 'power-cut', replaces: id(1) }
    expect((await declare(corrected)).statusCode).toBe(201)
    expect((await duty()).windows[0].declaration).toMatchObject({ id: id(2), verdict: 'none' })
    const twice = { ...corrected, id: id(3) }
    expect((await declare(twice)).json().code).toBe('declaration-replaced-already')
    expect((await declare({ ...twice, replaces: id(9) })).json().code).toBe(
      'declaration-replaces-unknown',
    )
    const kept = await centre.deps.db.selectFrom('declaration').select('id').execute()
    expect(kept.length).toBe(2)
  })

  it('needs a reason unless everything was relayed', async () => {
    await afterWindow()
    expect((await declare({ verdict: 'partial' })).statusCode).toBe(400)
    expect((await declare({ verdict: 'partial', reason: 'storm' })).statusCode).toBe(201)
  })
})
