import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { BulletinId, CampaignId, VersionId } from '../../playout/contract/ids.ts'
import { type Outcome, refuse } from '../../playout/contract/outcome.ts'
import { type Access, type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { audit } from '../staff/audit.ts'
import { getRootUnit } from '../staff/staff-store.ts'
import { type Bulletin, changeVersion, type Version, type VersionAction } from './bulletin.ts'
import { type bulletinErrors, bulletinProblem } from './bulletin-errors.ts'
import {
  addBulletin,
  findSurroundings,
  getBulletin,
  hasTwin,
  saveChanges,
  unitOfBulletin,
} from './bulletin-store.ts'
import { Approval, BulletinView, NewBulletin, SendBack, VersionEdit } from './bulletin-view.ts'
import { editVersion } from './edit.ts'
import type { Uploads } from './ingest-job.ts'
import { sealOf } from './seal.ts'
import { showBulletins } from './show-bulletin.ts'

const Params = z.object({ bulletin: z.string() })
const VersionParams = Params.extend({ number: z.coerce.number().int().min(1) })

type BulletinDeps = Deps & Readonly<{ uploads: Uploads }>
type Reason = keyof typeof bulletinErrors extends infer Code
  ? Code extends `bulletin-${infer Short}`
    ? Short
    : never
  : never

/** Bulletins: write, submit, approve. */
export const bulletinRoutes: FastifyPluginAsyncZod<BulletinDeps> = async (api, deps) => {
  const { db, clock, live, uploads } = deps
  const onBulletin = (role: 'editor' | 'approver'): Access => ({
    roles: [role],
    unit: (request) => unitOfBulletin(db, (request.params as { bulletin: string }).bulletin),
  })

  async function show(bulletin: Bulletin, visitor: Visitor, now: number) {
    const around = await findSurroundings(db, [bulletin], now)
    const [view] = showBulletins([bulletin], around, visitor, now)
    return view as z.infer<typeof BulletinView>
  }

  /** Loads, decides, saves and notes one change of a version, then tells open screens. */
  async function change(
    request: FastifyRequest,
    { bulletin: id, number }: z.infer<typeof VersionParams>,
    action: 'edit' | VersionAction,
    decide: (
      bulletin: Bulletin,
      version: Version,
      visitor: Visitor,
      now: number,
    ) =>
      | ReturnType<typeof changeVersion>
      | ReturnType<typeof editVersion>
      | Outcome<never, 'changed-meanwhile'>,
  ) {
    const visitor = visitorOf(request)
    const now = clock.now()
    const after = await db.transaction().execute(async (tx) => {
      const before = await getBulletin(tx, id)
      const version = before.versions.find((one) => one.number === number)
      if (!version) throw bulletinProblem('bulletin-unknown')
      const outcome = decide(before, version, visitor, now)
      if (!outcome.ok) throw bulletinProblem(`bulletin-${outcome.reason as Reason}`, outcome.params)
      await saveChanges(tx, before, outcome.value)
      await audit(tx, deps, {
        ...{ at: now, staff: visitor.id, action: `bulletin.${action}`, subject: `bulletin/${id}` },
        detail: { version: version.id },
      })
      return outcome.value
    })
    live.tell({ topic: 'bulletin', bulletin: id })
    return show(after, visitor, now)
  }

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
      const asset = body.upload === null ? null : uploads.soundOf(body.upload, visitor.id)
      const id = deps.newId() as BulletinId
      const bulletin: Bulletin = {
        ...{ id, unit, title: body.title.normalize('NFC') },
        ...{ campaign: body.campaign as CampaignId | null, createdBy: visitor.id, createdAt: now },
        versions: [
          {
            ...{ id: `${id}/1` as VersionId, number: 1, language: body.language },
            ...{ text: body.text.normalize('NFC'), asset, awaiting: null, state: 'draft' },
            ...{ author: visitor.id, editors: [visitor.id], createdAt: now, submittedAt: null },
            ...{ approvedBy: null, approvedAt: null, returnedNote: null },
            ...{ validFrom, validTo: body.validTo, supersededAt: null, recalledAt: null },
            ...{ class: body.class, contentType: body.contentType, speech: null },
            ...{ translates: null, reviewedBy: null, reviewedAt: null },
          },
        ],
      }
      await db.transaction().execute(async (tx) => {
        const { title } = bulletin
        if (asset !== null && (await hasTwin(tx, unit, title, asset)))
          throw bulletinProblem('bulletin-duplicate', { title })
        await addBulletin(tx, bulletin)
        const subject = `bulletin/${id}`
        await audit(tx, deps, { at: now, staff: visitor.id, action: 'bulletin.write', subject })
      })
      live.tell({ topic: 'bulletin', bulletin: id })
      return reply.code(201).send(await show(bulletin, visitor, now))
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
      return show(bulletin, visitorOf(request), clock.now())
    },
  )

  api.patch(
    '/bulletins/:bulletin/versions/:number',
    {
      config: { access: onBulletin('editor') },
      schema: {
        summary: 'Edit a version; what was approved stays, and its successor begins as a draft',
        params: VersionParams,
        body: VersionEdit,
        response: { 200: BulletinView },
      },
    },
    async (request) => {
      const { upload, campaign, ...plain } = request.body
      await refuseForeignCampaign(campaign, await unitOfBulletin(db, request.params.bulletin))
      const asset =
        upload === undefined ? undefined : uploads.soundOf(upload, visitorOf(request).id)
      const edit = { ...plain, campaign: campaign as CampaignId | null | undefined, asset }
      return change(request, request.params, 'edit', (bulletin, version, visitor, now) =>
        editVersion(bulletin, version, edit, visitor.id, now),
      )
    },
  )

  api.post(
    '/bulletins/:bulletin/versions/:number/submit',
    {
      config: { access: onBulletin('editor') },
      schema: {
        summary: 'Ask for approval',
        params: VersionParams,
        response: { 200: BulletinView },
      },
    },
    async (request) =>
      change(request, request.params, 'submit', (bulletin, version, visitor, now) =>
        changeVersion(bulletin, version, 'submit', visitor.id, now),
      ),
  )

  api.post(
    '/bulletins/:bulletin/versions/:number/approve',
    {
      config: { access: onBulletin('approver') },
      schema: {
        summary: 'Allow a version on air, as it was seen; never one’s own',
        params: VersionParams,
        body: Approval,
        response: { 200: BulletinView },
      },
    },
    async (request) =>
      change(request, request.params, 'approve', (bulletin, version, visitor, now) => {
        const seen = request.body?.seal
        return seen !== undefined && seen !== sealOf(bulletin, version)
          ? refuse('changed-meanwhile')
          : changeVersion(bulletin, version, 'approve', visitor.id, now)
      }),
  )

  api.post(
    '/bulletins/:bulletin/versions/:number/send-back',
    {
      config: { access: onBulletin('approver') },
      schema: {
        summary: 'Send a version back to its author, with a reason',
        params: VersionParams,
        body: SendBack,
        response: { 200: BulletinView },
      },
    },
    async (request) =>
      change(request, request.params, 'send-back', (bulletin, version, visitor, now) =>
        changeVersion(bulletin, version, 'send-back', visitor.id, now, request.body.note),
      ),
  )
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
