import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { findSetting } from '../settings.ts'
import { getRootUnit } from '../staff/staff-store.ts'
import { findSurroundings, getBulletin } from './bulletin-store.ts'
import { getVersion } from './desk-store.ts'
import { type LifeEntry, listHistory } from './history-store.ts'
import { ApprovalSheet, BulletinHistory } from './life-view.ts'
import { listListeners } from './listening-store.ts'
import { sealOf } from './seal.ts'
import { showVersion } from './show-bulletin.ts'

/** What was done to a bulletin, and the sheet that an archive keeps of a version. */
export const recordRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
  api.get(
    '/bulletins/:bulletin/history',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Who did what to a bulletin when, newest first',
        params: z.object({ bulletin: z.string() }),
        response: { 200: BulletinHistory },
      },
    },
    async ({ params }) => {
      await getBulletin(db, params.bulletin)
      return { entries: (await listHistory(db, params.bulletin)).map(show) }
    },
  )

  api.get(
    '/bulletins/:bulletin/versions/:number/sheet',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Everything that a printed approval sheet (phiếu duyệt) of a version needs',
        params: z.object({ bulletin: z.string(), number: z.coerce.number().int().min(1) }),
        response: { 200: ApprovalSheet },
      },
    },
    async (request) => {
      const now = clock.now()
      const { bulletin, version } = await getVersion(db, request.params)
      const around = await findSurroundings(db, [bulletin], visitorOf(request).id, now)
      const person = (id: string) => ({ id, name: around.people.get(id) ?? id })
      const original = bulletin.versions.find(({ id }) => id === version.translates)
      const sound = around.sounds.get(version.asset ?? '')
      const root = await getRootUnit(db)
      const listeners = await listListeners(db, sealOf(bulletin, version))
      const history = await listHistory(db, bulletin.id)
      const campaign = await db
        .selectFrom('campaign')
        .select(['id', 'name', 'dispatch'])
        .where('id', '=', bulletin.campaign ?? '')
        .executeTakeFirst()
      return {
        ...{ sample: (await findSetting(db, 'sample')) === 'true', printedAt: now },
        ...{ office: around.units.get(root) ?? root, unit: bulletin.unit, title: bulletin.title },
        unitName: around.units.get(bulletin.unit) ?? bulletin.unit,
        campaign: campaign ?? null,
        version: showVersion(bulletin, version, around, now),
        editors: [...new Set([version.author, ...version.editors])].map(person),
        original: original ? { number: original.number, text: original.text } : null,
        digests: sound ? { master: sound.id, original: sound.original_digest } : null,
        listenings: listeners.map(({ staff, endedAt }) => ({
          ...{ by: person(staff), endedAt: endedAt ?? now },
        })),
        history: history
          .filter((one) => one.version === version.id)
          .map(show)
          .reverse(),
      }
    },
  )
}

function show({
  changed,
  ...entry
}: LifeEntry): z.infer<typeof BulletinHistory>['entries'][number] {
  return { ...entry, changed: [...changed] }
}
