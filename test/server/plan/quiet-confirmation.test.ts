import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme } from '../../support/programme.ts'

const at = (time: string) => Date.parse(`2024-08-13T${time}+07:00`)

/** Promise 5, and the commune that was woken at 03:15. */
describe('an emergency in quiet hours', () => {
  let centre: Centre
  let window: string

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await addApproved(centre.deps.db, 'bao', 60, { class: 'emergency' })
    await addApproved(centre.deps.db, 'uu-tien', 60, { class: 'priority' })
    const made = await centre.as('an').post('/windows', {
      ...{ station: 'district', name: 'Đêm', startsAt: '03:15:00', validFrom: '2024-01-01' },
      segments: [{ source: 'district', lengthMs: 200_000, campaignShareMs: null }],
    })
    window = made.json()[0].id
    await settle()
  })
  afterEach(() => centre.stop())

  const settle = () => planAndPublish(centre.deps, centre.clock.now())
  const night = async () => {
    const reply = await centre.nobody.get('/stations/district/manifest')
    const { blocks } = JSON.parse(reply.json().text) as {
      blocks: { window: string; date: string; items: { title: string }[] }[]
    }
    const block = blocks.find((one) => one.window === window && one.date === '2024-08-13')
    return block?.items.map(({ title }) => title)
  }
  const ask = (who = 'lan', changes: Readonly<Record<string, unknown>> = {}) =>
    centre.as(who).post('/quiet-confirmations', {
      ...{ station: 'district', version: 'bao/1', fromAt: at('03:15:00'), untilAt: at('03:20:00') },
      ...changes,
    })
  const confirm = (id: string, who: string, readBack: string) =>
    centre.as(who).post(`/quiet-confirmations/${id}/confirm`, { readBack })

  it('sounds once another approver has typed the hour back, and nothing else ever does', async () => {
    expect(await night()).toEqual([])
    const asked = await ask()
    expect(asked.statusCode).toBe(201)
    const { id } = asked.json()
    await settle()
    expect(await night()).toEqual([])
    const wrong = await confirm(id, 'minh', '15:03')
    expect(wrong.statusCode).toBe(400)
    expect(wrong.json()).toMatchObject({ code: 'confirmation-read-back' })
    await settle()
    expect(await night()).toEqual([])
    expect((await confirm(id, 'minh', '03:15')).json()).toMatchObject({
      ...{ state: 'confirmed', confirmedBy: 'minh' },
    })
    await settle()
    expect(await night()).toEqual(['bao'])
    expect((await confirm(id, 'hoa', '03:15')).json()).toMatchObject({
      code: 'confirmation-settled',
    })
  })

  it('is never confirmed by who asked, nor by who approves nothing', async () => {
    const { id } = (await ask('hoa')).json()
    expect((await confirm(id, 'hoa', '03:15')).json()).toMatchObject({
      code: 'confirmation-same-person',
    })
    expect((await confirm(id, 'lan', '03:15')).statusCode).toBe(403)
    expect((await confirm(id, 'lanh-dao-long-hung', '03:15')).statusCode).toBe(403)
    const list = (who: string) => centre.as(who).get('/quiet-confirmations')
    expect((await list('hoa')).json()).toMatchObject([{ state: 'waiting', mayConfirm: false }])
    expect((await list('minh')).json()).toMatchObject([{ state: 'waiting', mayConfirm: true }])
  })

  it('goes out of the manifest when somebody withdraws it', async () => {
    const { id } = (await ask()).json()
    await confirm(id, 'minh', '03:15')
    await settle()
    expect(await night()).toEqual(['bao'])
    const gone = await centre.as('lan').post(`/quiet-confirmations/${id}/withdraw`)
    expect(gone.json()).toMatchObject({ state: 'withdrawn' })
    await settle()
    expect(await night()).toEqual([])
  })

  it('holds for the hour that was read back alone', async () => {
    const { id } = (await ask('lan', { fromAt: at('03:17:00') })).json()
    await confirm(id, 'minh', '03:17')
    await settle()
    expect(await night()).toEqual([])
  })

  it('is not asked for what is no emergency, by day, for a whole night, or too late', async () => {
    const codes = [
      await ask('lan', { version: 'uu-tien/1' }),
      await ask('lan', { fromAt: at('08:00:00'), untilAt: at('08:10:00') }),
      await ask('lan', { untilAt: at('09:00:00') }),
      await ask('lan', {
        fromAt: at('00:00:00') - 86_400_000,
        untilAt: at('00:10:00') - 86_400_000,
      }),
    ].map((reply) => reply.json().code)
    expect(codes).toEqual([
      ...['confirmation-not-emergency', 'confirmation-not-needed'],
      ...['confirmation-span', 'confirmation-span'],
    ])
  })

  it('is asked for by itself when somebody puts it into the night', async () => {
    const changes = [
      {
        ...{ kind: 'place', station: 'district', window, date: '2024-08-13' },
        ...{ version: 'bao/1', offsetSamples: 480_000 },
      },
    ]
    const seen = await centre.as('lan').post('/plan/changes/preview', { changes })
    expect(seen.json()).toMatchObject({
      conflicts: [],
      toConfirm: [{ station: 'district', title: 'bao', startsAt: at('03:15:10') }],
      stations: [
        { station: 'district', sounding: [{ title: 'bao', quiet: true, unconfirmed: true }] },
      ],
    })
    const { revision } = seen.json()
    await centre.as('lan').post('/plan/changes', { changes, revision })
    await settle()
    expect(await night()).toEqual([])
    const [asked] = (await centre.as('minh').get('/quiet-confirmations')).json()
    expect(asked).toMatchObject({ askedBy: 'lan', fromAt: at('03:15:00'), mayConfirm: true })
    await confirm(asked.id, 'minh', '03:15')
    await settle()
    expect(await night()).toEqual(['bao'])
  })

  it('is written down, with who and which hour', async () => {
    const { id } = (await ask()).json()
    await confirm(id, 'minh', '03:15')
    const rows = await centre.deps.db
      .selectFrom('audit')
      .select(['action', 'staff_id', 'detail'])
      .where('subject', '=', `quiet-confirmation/${id}`)
      .orderBy('id')
      .execute()
    expect(rows.map(({ action, staff_id }) => `${action} ${staff_id}`)).toEqual([
      ...['quiet.asked lan', 'quiet.confirmed minh'],
    ])
    expect(JSON.parse(rows[1]?.detail ?? '{}')).toMatchObject({ hour: '03:15' })
  })
})
