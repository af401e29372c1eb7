import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { getBulletin } from '../../../server/bulletin/bulletin-store.ts'
import { sealOf } from '../../../server/bulletin/seal.ts'
import { itemSpan } from '../../../server/plan/playlist.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addCampaign, districtWindow } from '../../support/programme.ts'
import { seedSound } from '../../support/sound.ts'

const HOUR = 3_600_000
const who = fc.constantFrom('lan', 'hoa', 'minh', 'saray', 'lanh-dao-long-hung')
const number = fc.integer({ min: 1, max: 4 })
const deed = fc.oneof(
  fc.record({
    ...{ do: fc.constantFrom('submit', 'review', 'approve', 'send-back', 'recall'), who, number },
  }),
  fc.record({ do: fc.constant('listen'), who, number }),
  fc.record({
    ...{ do: fc.constant('edit'), who: fc.constant('lan'), number },
    ...{ from: fc.integer({ min: -1, max: 20 }), text: fc.constantFrom('A', 'B') },
  }),
  fc.record({ do: fc.constant('variant'), who: fc.constant('lan'), number: fc.constant(1) }),
  // In good order, so that something comes onto the air at all.
  fc.record({ do: fc.constant('carry'), who: fc.constantFrom('minh', 'hoa'), number }),
)
type Deed =
  typeof deed extends fc.Arbitrary<infer One>
    ? Readonly<{ from?: number; text?: string }> & One
    : never

describe('whatever people ask of the server', () => {
  it('no manifest carries what was not approved by others, heard to its end, checked and in its time', async () => {
    let carried = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { minLength: 8, maxLength: 20, size: 'max' }),
        async (life) => {
          const centre = await startCentre()
          try {
            const bulletin = await begin(centre)
            for (const one of life) {
              await act(centre, bulletin, one as Deed)
              await planAndPublish(centre.deps, centre.clock.now())
              carried += await check(centre, bulletin)
            }
          } finally {
            await centre.stop()
          }
        },
      ),
      { numRuns: 12 },
    )
    expect(carried).toBeGreaterThan(0)
  }, 240_000)
})

async function begin(centre: Centre): Promise<string> {
  const { db } = centre.deps
  await addCampaign(db)
  await addApproved(db, 'nhac-hieu', 5, { content_type: 'tune', campaign_id: null })
  await centre.as('an').post('/windows', districtWindow('11:00:00'))
  const made = await centre
    .as('lan')
    .post('/bulletins', { title: 'Bản tin', text: 'A', campaign: 'tat-song-2g' })
  const { asset } = await seedSound(centre, 'tiếng')
  const { id } = made.json()
  // Whatever is made of it has sound, so that sound is not what stands in the way.
  await db.updateTable('bulletin_version').set({ asset_id: asset }).execute()
  return id
}

async function act(centre: Centre, bulletin: string, one: Deed): Promise<void> {
  const caller = centre.as(one.who)
  const at = `/bulletins/${bulletin}/versions/${one.number}`
  switch (one.do) {
    case 'edit':
      await caller.patch(at, {
        ...{ text: one.text, validFrom: centre.clock.now() + (one.from ?? 0) * HOUR },
      })
      return
    case 'variant': {
      await caller.post(`/bulletins/${bulletin}/variants`, { language: 'km', text: 'ខ' })
      const { db } = centre.deps
      const { asset_id } = await db
        .selectFrom('bulletin_version')
        .select('asset_id')
        .where('id', '=', `${bulletin}/1`)
        .executeTakeFirstOrThrow()
      await db
        .updateTable('bulletin_version')
        .set({ asset_id })
        .where('bulletin_id', '=', bulletin)
        .where('asset_id', 'is', null)
        .execute()
      return
    }
    case 'listen':
      return listen(centre, one.who, bulletin, one.number)
    case 'carry':
      await centre.as('lan').post(`${at}/submit`)
      await listen(centre, 'saray', bulletin, one.number)
      await centre.as('saray').post(`${at}/review`)
      await listen(centre, one.who, bulletin, one.number)
      await caller.post(`${at}/approve`)
      return
    default:
      await caller.post(`${at}/${one.do}`, { note: 'x', reason: 'xxx' })
  }
}

async function listen(centre: Centre, who: string, bulletin: string, number: number) {
  const { versions } = (await centre.as(who).get(`/bulletins/${bulletin}`)).json()
  const version = versions.find((one: { number: number }) => one.number === number)
  if (!version) return
  const at = `/bulletins/${bulletin}/versions/${number}/listening`
  const begun = await centre.as(who).post(at, { seal: version.seal })
  if (begun.statusCode !== 201) return
  await centre.wait(begun.json().lengthMs)
  await centre.as(who).post(`${at}/${begun.json().id}/end`)
}

/** How many items of the bulletin the manifests carry; each is held to the database. */
async function check(centre: Centre, id: string): Promise<number> {
  const { db } = centre.deps
  const bulletin = await getBulletin(db, id)
  const heard = await db.selectFrom('listening').selectAll().execute()
  let carried = 0
  for (const station of ['district', 'my-huong']) {
    const reply = await centre.nobody.get(`/stations/${station}/manifest`)
    const manifest = JSON.parse(reply.json().text) as Manifest
    for (const block of manifest.blocks)
      for (const item of block.items.filter((one) => one.bulletin?.id === id)) {
        carried += 1
        const version = bulletin.versions.find((one) => one.id === item.bulletin?.version)
        if (!version) throw new Error('a version that is not there')
        const { startsAt, endsAt } = itemSpan(block, item)
        const by = version.approvedBy
        expect(version).toMatchObject({ state: 'approved', asset: item.asset, awaiting: null })
        expect(by).not.toBe(null)
        expect([version.author, ...version.editors]).not.toContain(by)
        expect(startsAt).toBeGreaterThanOrEqual(version.validFrom)
        expect(endsAt).toBeLessThanOrEqual(
          Math.min(version.validTo ?? Infinity, version.supersededAt ?? Infinity),
        )
        const seal = sealOf(bulletin, version)
        const ended = heard.filter((one) => one.seal === seal && one.ended_at !== null)
        expect(ended.map(({ staff_id }) => staff_id as string)).toContain(by)
        if (version.language !== 'vi')
          expect([version.reviewedBy, by === version.reviewedBy]).toEqual(['saray', false])
      }
  }
  return carried
}
