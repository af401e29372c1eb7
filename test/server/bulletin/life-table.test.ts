import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getBulletin } from '../../../server/bulletin/bulletin-store.ts'
import { sealOf } from '../../../server/bulletin/seal.ts'
import type { BulletinVersionRow } from '../../../server/db/schema.ts'
import { type Centre, MONDAY_8AM, startCentre } from '../../support/centre.ts'
import { addApproved, addCampaign } from '../../support/programme.ts'

/**
 * What each person may do with a Khmer version that lan wrote, in each state of its life. The
 * Vietnamese one is approved; minh, hoa and saray have listened to the end of both. `ok`, or the code
 * of the refusal without its area.
 */
const table = `
                                draft         submitted     reviewed          approved       superseded     recalled
  edit      lan                 ok            ok            ok                ok             ok             ok
  edit      hoa                 ok            ok            ok                ok             ok             ok
  edit      minh                not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  edit      saray               not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  edit      bien-long-hung      not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  edit      nobody              not-signed-in not-signed-in not-signed-in     not-signed-in  not-signed-in  not-signed-in
  variants  lan                 variant-open  variant-open  variant-open      ok             ok             ok
  variants  minh                not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  variants  bien-long-hung      not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  submit    lan                 ok            wrong-state   wrong-state       wrong-state    wrong-state    wrong-state
  submit    hoa                 ok            wrong-state   wrong-state       wrong-state    wrong-state    wrong-state
  submit    minh                not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  submit    bien-long-hung      not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  review    saray               wrong-state   ok            already-reviewed  wrong-state    wrong-state    wrong-state
  review    lan                 not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  review    minh                not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  review    nobody              not-signed-in not-signed-in not-signed-in     not-signed-in  not-signed-in  not-signed-in
  approve   minh                wrong-state   not-reviewed  ok                wrong-state    wrong-state    wrong-state
  approve   hoa                 wrong-state   not-reviewed  ok                wrong-state    wrong-state    wrong-state
  approve   lan                 not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  approve   saray               not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  approve   an                  not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  approve   giam-sat            not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  approve   lanh-dao-long-hung  not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  approve   truc-my-huong       not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  approve   nobody              not-signed-in not-signed-in not-signed-in     not-signed-in  not-signed-in  not-signed-in
  send-back minh                wrong-state   ok            ok                wrong-state    wrong-state    wrong-state
  send-back saray               wrong-state   ok            ok                wrong-state    wrong-state    wrong-state
  send-back lan                 not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  send-back lanh-dao-long-hung  not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  recall    minh                never-approved never-approved never-approved  ok             ok             already
  recall    giam-sat            never-approved never-approved never-approved  ok             ok             already
  recall    lan                 not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  recall    saray               not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
  recall    lanh-dao-long-hung  not-allowed   not-allowed   not-allowed       not-allowed    not-allowed    not-allowed
`

const approved = { approved_by: 'minh', approved_at: 5, reviewed_by: 'saray', reviewed_at: 4 }
const states: Readonly<Record<string, Partial<BulletinVersionRow>>> = {
  draft: { state: 'draft' },
  submitted: { state: 'submitted', submitted_at: 3 },
  reviewed: { state: 'submitted', submitted_at: 3, reviewed_by: 'saray', reviewed_at: 4 },
  approved: { state: 'approved', ...approved },
  superseded: { state: 'approved', ...approved, superseded_at: MONDAY_8AM - 1 },
  recalled: { state: 'recalled', ...approved, recalled_at: 6 },
}

const bodies: Readonly<Record<string, Record<string, unknown>>> = {
  edit: { text: 'Lời khác' },
  variants: { language: 'km' },
  'send-back': { note: 'Sai ngày' },
  recall: { reason: 'Sai ngày' },
}

const [head = '', ...rows] = table.trim().split('\n')
const columns = head.trim().split(/\s+/)
const cells = rows.flatMap((row) => {
  const [action = '', person = '', ...answers] = row.trim().split(/\s+/)
  return columns.map((state, at) => ({ action, person, state, answer: answers[at] ?? '' }))
})

describe('the life of a Khmer version', () => {
  let centre: Centre
  let count = 0
  beforeAll(async () => {
    centre = await startCentre()
    await addCampaign(centre.deps.db)
  })
  afterAll(() => centre.stop())

  /** A bulletin whose second version stands so. */
  async function standing(state: string): Promise<string> {
    const { db } = centre.deps
    const id = `b${++count}`
    await addApproved(db, id, 10)
    const { asset_id } = await db
      .selectFrom('bulletin_version')
      .select('asset_id')
      .where('id', '=', `${id}/1`)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('bulletin_version')
      .values({
        ...{ id: `${id}/2`, bulletin_id: id, number: 2, language: 'km', text: 'ខ្មែរ', asset_id },
        ...{ author_id: 'lan', editors: '["lan"]', created_at: 1, valid_from: 0, state: 'draft' },
        ...{ class: 'ordinary', content_type: 'news', translates: `${id}/1` },
        ...states[state],
      })
      .execute()
    const bulletin = await getBulletin(db, id)
    for (const staff_id of ['minh', 'hoa', 'saray'])
      for (const version of bulletin.versions)
        await db
          .insertInto('listening')
          .values({
            ...{ id: `${staff_id} ${version.id}`, version_id: version.id, staff_id },
            ...{ seal: sealOf(bulletin, version), started_at: 1, ended_at: 20_000 },
          })
          .execute()
    return id
  }

  async function attempt(action: string, person: string, id: string): Promise<string> {
    const caller = person === 'nobody' ? centre.nobody : centre.as(person)
    const body = bodies[action] ?? {}
    const version = `/bulletins/${id}/versions/2`
    const reply =
      action === 'edit'
        ? await caller.patch(version, body)
        : await caller.post(
            action === 'variants' ? `/bulletins/${id}/variants` : `${version}/${action}`,
            body,
          )
    if (reply.statusCode < 300) return 'ok'
    return reply.json().code.replace(/^(bulletin|recall)-/, '')
  }

  const grouped = Map.groupBy(cells, ({ action, person }) => `${action} by ${person}`)
  it.each([...grouped])('answers %s in every state as the table says', async (_, group) => {
    const answers: Record<string, string> = {}
    for (const { action, person, state } of group)
      answers[state] = await attempt(action, person, await standing(state))
    expect(answers).toEqual(
      Object.fromEntries(group.map(({ state, answer }) => [state, answer] as const)),
    )
  })

  it('offers exactly the actions that it lets through, and says why not of the next one', async () => {
    for (const person of ['lan', 'hoa', 'minh', 'saray', 'giam-sat', 'lanh-dao-long-hung'])
      for (const state of columns) {
        const id = await standing(state)
        const { versions } = (await centre.as(person).get(`/bulletins/${id}`)).json()
        const { actions, blocked } = versions[1]
        const own = cells.filter((cell) => cell.person === person && cell.state === state)
        for (const { action, answer } of own.filter((cell) => cell.action !== 'variants')) {
          const place = `${person} ${action} ${state}`
          expect(actions.includes(action), place).toBe(answer === 'ok')
          const told = blocked.find((one: { action: string }) => one.action === action)
          if (told) expect(told, place).toMatchObject({ code: `bulletin-${answer}` })
        }
        if (state === 'submitted' && person === 'minh')
          expect(blocked).toMatchObject([{ action: 'approve', code: 'bulletin-not-reviewed' }])
      }
  })
})
