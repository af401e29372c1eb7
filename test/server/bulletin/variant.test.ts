import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { approve, listenTo, review } from '../../support/life.ts'
import { seedSound } from '../../support/sound.ts'

const HOUR_MS = 3_600_000

describe('a bulletin in two languages', () => {
  let centre: Centre
  let bulletin: string
  const lan = () => centre.as('lan')
  const at = (number: number, what = '') => `/bulletins/${bulletin}/versions/${number}${what}`
  const seen = async (who = 'lan') => (await centre.as(who).get(`/bulletins/${bulletin}`)).json()
  const version = async (number: number, who = 'lan') =>
    (await seen(who)).versions.find((one: { number: number }) => one.number === number)
  const variant = (body: Record<string, unknown> = {}) =>
    lan().post(`/bulletins/${bulletin}/variants`, { language: 'km', text: 'ខ្មែរ', ...body })
  const giveSound = async (number: number) => {
    const { asset } = await seedSound(centre, `${bulletin} ${number}`)
    await centre.deps.db
      .updateTable('bulletin_version')
      .set({ asset_id: asset })
      .where('id', '=', `${bulletin}/${number}`)
      .execute()
  }
  const submit = async (number: number) => {
    await giveSound(number)
    expect((await lan().post(at(number, '/submit'))).statusCode).toBe(200)
  }
  const approveKhmer = async (number: number) => {
    await submit(number)
    expect((await review(centre, 'saray', bulletin, number)).statusCode).toBe(200)
    return approve(centre, 'minh', bulletin, number)
  }
  const statesNow = async () =>
    (await seen()).versions.map(
      (one: { language: string; state: string }) => `${one.language} ${one.state}`,
    )

  beforeEach(async () => {
    centre = await startCentre()
    const made = await lan().post('/bulletins', {
      ...{ title: 'Đổi máy 2G', text: 'Đến hết 15/9', class: 'priority', contentType: 'notice' },
      validTo: centre.clock.now() + 48 * HOUR_MS,
    })
    bulletin = made.json().id
    await submit(1)
    expect((await approve(centre, 'minh', bulletin)).statusCode).toBe(200)
  })
  afterEach(() => centre.stop())

  it('begins the other one as a draft that says the newest Vietnamese words, for the same time', async () => {
    const reply = await variant()
    expect(reply.statusCode).toBe(201)
    const [original, khmer] = reply.json().versions
    expect(khmer).toMatchObject({
      ...{ number: 2, language: 'km', state: 'draft', text: 'ខ្មែរ', class: 'priority' },
      ...{ translates: original.id, validFrom: original.validFrom, validTo: original.validTo },
      ...{ author: { id: 'lan' }, contentType: 'notice', sound: null },
    })
    expect((await variant()).json()).toMatchObject({
      ...{ code: 'bulletin-variant-open', params: { number: 2 } },
    })
  })

  it('translates only a Vietnamese version of its own', async () => {
    expect((await variant({ translates: 'b/9' })).json().code).toBe('bulletin-original-unknown')
    expect((await variant({ language: 'vi' })).json().code).toBe('bulletin-original-unknown')
  })

  it('is approved by the leader only after a reviewer of the language listened and said so', async () => {
    await variant()
    await submit(2)
    await listenTo(centre, 'minh', bulletin, 2)
    const early = await centre.as('minh').post(at(2, '/approve'))
    expect(early.json().code).toBe('bulletin-not-reviewed')
    const deaf = await centre.as('saray').post(at(2, '/review'))
    expect(deaf.json().code).toBe('bulletin-not-listened')
    await review(centre, 'saray', bulletin, 2)
    expect(await version(2)).toMatchObject({ reviewer: { id: 'saray' }, state: 'submitted' })
    const done = await centre.as('minh').post(at(2, '/approve'))
    expect(done.statusCode).toBe(200)
    expect(await statesNow()).toEqual(['vi approved', 'km approved'])
  })

  it('is no longer checked once a word of it has changed', async () => {
    await variant()
    await submit(2)
    await review(centre, 'saray', bulletin, 2)
    await lan().patch(at(2), { text: 'ខ្មែរ ថ្មី' })
    expect(await version(2)).toMatchObject({ reviewer: null, state: 'draft' })
    await lan().post(at(2, '/submit'))
    const reply = await approve(centre, 'minh', bulletin, 2)
    expect(reply.json().code).toBe('bulletin-not-reviewed')
  })

  it('is checked by nobody who wrote at it, and approved by nobody who checked it', async () => {
    await centre.deps.db
      .insertInto('staff_role')
      .values(
        (['editor', 'approver'] as const).map((role) => ({
          ...{ id: `saray ${role}`, staff_id: 'saray', role, unit_id: 'my-tu' },
          ...{ granted_at: 0, revoked_at: null, languages: null },
        })),
      )
      .execute()
    await variant()
    await submit(2)
    await review(centre, 'saray', bulletin, 2)
    const twice = await centre.as('saray').post(at(2, '/approve'))
    expect(twice.json().code).toBe('bulletin-own-review')
    await centre.as('saray').patch(at(2), { text: 'ពាក្យរបស់ Saray' })
    await lan().post(at(2, '/submit'))
    await listenTo(centre, 'saray', bulletin, 2)
    const own = await centre.as('saray').post(at(2, '/review'))
    expect(own.json().code).toBe('bulletin-own-work')
  })

  it('waits for the Vietnamese one to be approved, and stays within its time', async () => {
    await lan().patch(at(1), { text: 'Đến hết 15/10' })
    await variant({ validFrom: centre.clock.now() - 1 })
    await submit(3)
    await review(centre, 'saray', bulletin, 3)
    const early = await approve(centre, 'minh', bulletin, 3)
    expect(early.json().code).toBe('bulletin-original-not-approved')
    await submit(2)
    await approve(centre, 'minh', bulletin, 2)
    const longer = async (changes: Record<string, unknown>) => {
      await lan().patch(at(3), changes)
      await lan().post(at(3, '/submit'))
      await review(centre, 'saray', bulletin, 3)
      return (await approve(centre, 'minh', bulletin, 3)).json()
    }
    const { validFrom, validTo } = await version(2)
    expect((await longer({ validTo: null, validFrom })).code).toBe('bulletin-outside-original')
    expect((await longer({ validTo, validFrom: validFrom - 1 })).code).toBe(
      'bulletin-outside-original',
    )
    expect((await longer({ validTo, validFrom })).versions[2]).toMatchObject({ state: 'approved' })
  })

  it('gives way with the Vietnamese one whose words it says, from the new one’s first instant', async () => {
    await variant()
    await approveKhmer(2)
    const from = centre.clock.now() + HOUR_MS
    await lan().patch(at(1), { text: 'Đến hết 15/10', validFrom: from })
    await submit(3)
    await approve(centre, 'minh', bulletin, 3)
    expect(await statesNow()).toEqual(['vi approved', 'km approved', 'vi approved'])
    expect(await version(2)).toMatchObject({ supersededAt: from })
    await centre.wait(from - centre.clock.now())
    expect(await statesNow()).toEqual(['vi superseded', 'km superseded', 'vi approved'])
  })

  it('does not come after all when the words it says are superseded or recalled', async () => {
    await variant()
    await submit(2)
    await review(centre, 'saray', bulletin, 2)
    await lan().patch(at(1), { text: 'Đến hết 15/10' })
    await submit(3)
    await approve(centre, 'minh', bulletin, 3)
    const late = await approve(centre, 'minh', bulletin, 2)
    expect(late.json().code).toBe('bulletin-original-replaced')
    await centre.as('minh').post(at(3, '/recall'), { reason: 'Sai ngày' })
    expect((await variant()).json().code).toBe('bulletin-variant-open')
    await lan().patch(at(2), { translates: `${bulletin}/3` })
    await lan().post(at(2, '/submit'))
    await review(centre, 'saray', bulletin, 2)
    const after = await approve(centre, 'minh', bulletin, 2)
    expect(after.json().code).toBe('bulletin-original-recalled')
  })

  it('holds on under a new Vietnamese version when somebody says so, and both check it again', async () => {
    await variant()
    await approveKhmer(2)
    await lan().patch(at(1), { text: 'Đến hết 15/9 (bổ sung số điện thoại)' })
    await submit(3)
    await approve(centre, 'minh', bulletin, 3)
    expect(await statesNow()).toEqual(['vi superseded', 'km superseded', 'vi approved'])
    const moved = await lan().patch(at(2), { translates: `${bulletin}/3` })
    expect(moved.json().versions[3]).toMatchObject({
      ...{ number: 4, state: 'draft', translates: `${bulletin}/3`, reviewer: null },
      ...{ text: 'ខ្មែរ', supersededAt: null },
    })
    expect((await approveKhmer(4)).statusCode).toBe(200)
    expect((await statesNow())[3]).toBe('km approved')
  })

  it('may begin in Khmer, and gets a Vietnamese one that translates nothing', async () => {
    const made = await lan().post('/bulletins', { title: 'ភាសាខ្មែរ', language: 'km' })
    bulletin = made.json().id
    await submit(1)
    expect((await approve(centre, 'minh', bulletin)).json().code).toBe('bulletin-not-reviewed')
    const reply = await lan().post(`/bulletins/${bulletin}/variants`, { language: 'vi' })
    expect(reply.json().versions[1]).toMatchObject({ language: 'vi', translates: null })
  })
})
