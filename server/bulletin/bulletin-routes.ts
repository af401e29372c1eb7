import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { BulletinId, CampaignId } from '../../playout/contract/ids.ts'
import { ok } from '../../playout/contract/outcome.ts'
import { type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { audit } from '../staff/audit.ts'
import { getRootUnit } from '../staff/staff-store.ts'
import type { Bulletin } from './bulletin.ts'
import { bulletinProblem } from './bulletin-errors.ts'
import { addBulletin, getBulletin, hasTwin, unitOfBulletin } from './bulletin-store.ts'
import { BulletinView, NewBulletin, NewVariant, VersionEdit } from './bulletin-view.ts'
import { atItsUnit, decide, showBulletin } from './desk-store.ts'
import { editVersion, namesOfChanges } from './edit.ts'
import type { Uploads } from './upload-job.ts'
import { addVariant, firstDraft } from './variant.ts'

const Params = z.object({ bulletin: z.string() })
const VersionParams = Params.extend({ number: z.coerce.number().int().min(1) })

/** Bulletins: write, edit, say in another language. */
export const bulletinRoutes: FastifyPluginAsyncZod<Deps & Readonly<{ uploads: Uploads }>> = async (
  api,
  deps,
) => {
  const { db, clock, live, uploads } = deps

  /** A campaign takes bulletins of its own unit only: others may not put words in its mouth. */
  async function refuseForeignCampaign(
    campaign: string | null | undefined,
    unit: string | null,
  ): Promise<void> {
    if (campaign === null || campaign === undefined) return
    const known = await db
      .selectFrom('campaign')
      .select('unit_id')
      .where('id', '=', campaign)
      .executeTakeFirst()
    if (!known) throw bulletinProblem('bulletin-campaign-unknown')
    if (known.unit_id !== unit) throw bulletinProblem('bulletin-campaign-foreign')
  }

  api.post(
    '/bulletins',
    {
      config: { access: { roles: ['editor'], unit: 'any' } },
      schema: { summary: 'Write a bulletin', body: NewBulletin, response: { 201: BulletinView } },
    },
    async (request, reply) => {
      const visitor = visitorOf(request)
      const { body } = request
      const now = clock.now()
      const validFrom = body.validFrom ?? now
      if (body.validTo !== null && body.validTo <= validFrom)
        throw bulletinProblem('bulletin-valid-to-before-from')
      const unit = await unitOfEditor(db, visitor)
      await refuseForeignCampaign(body.campaign, unit)
      const asset = body.upload === null ? null : await uploads.soundOf(body.upload, visitor.id)
      const id = deps.newId() as BulletinId
      const bulletin: Bulletin = {
        ...{ id, unit, title: body.title },
        ...{ campaign: body.campaign as CampaignId | null, createdBy: visitor.id, createdAt: now },
        versions: [
          {
            ...firstDraft(id, 1, visitor.id, now),
            ...{ language: body.language, text: body.text, asset },
            ...{ validFrom, validTo: body.validTo, class: body.class },
            ...{ contentType: body.contentType, speech: textOf(body.speech) },
          },
        ],
      }
      await db.transaction().execute(async (tx) => {
        const { title } = bulletin
        if (asset !== null && (await hasTwin(tx, unit, title, asset)))
          throw bulletinProblem('bulletin-duplicate', { title })
        await addBulletin(tx, bulletin)
        const subject = `bulletin/${id}`
        await audit(tx, deps, {
          at: now,
          staff: visitor.id,
          action: 'bulletin.write',
          subject,
          detail: { version: `${id}/1` },
        })
      })
      live.tell({ topic: 'bulletin', bulletin: id })
      return reply.code(201).send(await showBulletin(db, bulletin, visitor, now))
    },
  )

  api.get(
    '/bulletins/:bulletin',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'One bulletin', params: Params, response: { 200: BulletinView } },
    },
    async (request) => {
      const bulletin = await getBulletin(db, request.params.bulletin)
      return showBulletin(db, bulletin, visitorOf(request), clock.now())
    },
  )

  api.patch(
    '/bulletins/:bulletin/versions/:number',
    {
      config: { access: atItsUnit(db, 'editor') },
      schema: {
        summary: 'Edit a version; what was approved stays, and its successor begins as a draft',
        params: VersionParams,
        body: VersionEdit,
        response: { 200: BulletinView },
      },
    },
    async (request) => {
      const { upload, campaign, speech, ...plain } = request.body
      const { bulletin: id, number } = request.params
      const visitor = visitorOf(request)
      const now = clock.now()
      await refuseForeignCampaign(campaign, await unitOfBulletin(db, id))
      const asset = upload === undefined ? undefined : await uploads.soundOf(upload, visitor.id)
      const edit = {
        ...{ ...plain, asset, campaign: campaign as CampaignId | null | undefined },
        speech: speech === undefined ? undefined : textOf(speech),
      }
      const after = await decide(deps, id, visitor, now, async (before) => {
        const version = before.versions.find((one) => one.number === number)
        if (!version) throw bulletinProblem('bulletin-unknown')
        const edited = editVersion(before, version, edit, visitor.id, now)
        if (!edited.ok) return edited
        const made = edited.value.versions.find((one) => !before.versions.includes(one))
        const changed = namesOfChanges(before, edited.value).join(' ')
        const detail = { version: made?.id ?? version.id, changed }
        return ok({ after: edited.value, deed: { action: 'edit', detail } })
      })
      live.tell({ topic: 'bulletin', bulletin: id })
      return showBulletin(db, after, visitor, now)
    },
  )

  api.post(
    '/bulletins/:bulletin/variants',
    {
      config: { access: atItsUnit(db, 'editor') },
      schema: {
        summary: 'Say it in another language: a draft that translates a Vietnamese version',
        params: Params,
        body: NewVariant,
        response: { 201: BulletinView },
      },
    },
    async (request, reply) => {
      const { upload, speech, ...plain } = request.body
      const id = request.params.bulletin
      const visitor = visitorOf(request)
      const now = clock.now()
      const asset = upload === null ? null : await uploads.soundOf(upload, visitor.id)
      const wanted = { ...plain, asset, speech: textOf(speech) }
      const after = await decide(deps, id, visitor, now, async (before) => {
        const added = addVariant(before, wanted, visitor.id, now)
        if (!added.ok) return added
        const version = added.value.versions.at(-1)?.id ?? id
        const detail = { version, language: wanted.language }
        return ok({ after: added.value, deed: { action: 'variant', detail } })
      })
      live.tell({ topic: 'bulletin', bulletin: id })
      return reply.code(201).send(await showBulletin(db, after, visitor, now))
    },
  )
}

function textOf(speech: Readonly<Record<string, unknown>> | null): string | null {
  return speech === null ? null : JSON.stringify(speech)
}

/** A bulletin belongs to the highest unit at which its writer is an editor. */
async function unitOfEditor(db: Db, visitor: Visitor): Promise<string> {
  if (visitor.may(['editor'], null)) return getRootUnit(db)
  const grant = visitor.grants.find(
    ({ role, unit }) => role === 'editor' && visitor.may([role], unit),
  )
  if (!grant) throw problem('not-allowed', { roles: 'editor' })
  return grant.unit
}
