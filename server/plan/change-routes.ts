import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Instant } from '../../playout/contract/time.ts'
import { type Visitor, visitorOf } from '../access.ts'
import type { Db, Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { audit } from '../staff/audit.ts'
import { type Change, type Changed, choicesForAll, undoOf } from './change.ts'
import { previewOf, spanToAsk } from './change-preview.ts'
import { findRevision, type Looked, lookAt, weigh } from './change-store.ts'
import { sayChoices } from './change-text.ts'
import { ChangesMade, ChangesPreview, DecidedChanges, WantedChanges } from './change-view.ts'
import { saveHands } from './hand-store.ts'
import { planProblem } from './plan-errors.ts'
import { planAhead, writePlan } from './plan-job.ts'
import { confirmationState } from './quiet-confirmation.ts'
import { listConfirmations, saveAsked } from './quiet-confirmation-store.ts'

const ROLES = ['editor', 'approver'] as const

/** Changes by hand: looked at first, then made. */
export const changeRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, newId, live } = deps
  // Whose playlists are meant stands in the changes; `refuseForeign` looks at each.
  const access = { roles: ROLES, unit: 'any' } as const

  api.post(
    '/plan/changes/preview',
    {
      config: { access },
      schema: {
        summary: 'What changes by hand would move, what stands in their way, and what would sound',
        body: WantedChanges,
        response: { 200: ChangesPreview },
      },
    },
    async (request) => {
      const now = clock.now()
      const { changes, resolve } = request.body
      const looked = await db.transaction().execute((tx) => lookAt(tx, changes, now))
      refuseForeign(looked, visitorOf(request))
      return previewOf(weigh(looked, changes, resolve, newId), looked.clusters, looked.revision)
    },
  )

  api.post(
    '/plan/changes',
    {
      config: { access },
      schema: {
        summary: 'Makes changes that were looked at',
        body: DecidedChanges,
        response: { 201: ChangesMade },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const { changes, resolve, revision } = request.body
      const looked = await db.transaction().execute((tx) => lookAt(tx, changes, now))
      refuseForeign(looked, visitor)
      if (looked.revision !== revision) throw planProblem('plan-changed')
      const weighed = weigh(looked, changes, resolve, newId)
      const { changed } = weighed
      refuseConflicts(changed)
      const { hands } = looked.changing
      const save = (tx: Db) => saveHands(tx, hands, changed.hands, { staff: visitor.id, at: now })
      const preview = previewOf(weighed, looked.clusters, looked.revision)
      const ahead = await planAhead(db, now, save)
      const made = await db.transaction().execute(async (tx) => {
        if ((await findRevision(tx, changes)) !== revision) throw planProblem('plan-changed')
        await save(tx)
        await askFor(tx, preview.toConfirm, visitor, now)
        for (const change of changes) await record(tx, change, resolve, visitor, now)
        const written = await writePlan(tx, now, { cause: 'edit', staff: visitor.id }, ahead)
        return {
          stations: written.stations,
          versions: [...written.versions],
          undo: undoOf(hands, changed.hands),
          // Later on, whatever the planner did of it stands with the new revision.
          preview: { ...preview, revision: await findRevision(tx, changes) },
        }
      })
      const { stations, ...shown } = made
      // Whoever listens publishes what was planned.
      for (const station of stations) live.tell({ topic: 'plan', station })
      return reply.status(201).send(shown)
    },
  )

  /** Nobody puts an emergency into quiet hours alone: asking for the second person comes with it. */
  async function askFor(
    tx: Db,
    toConfirm: readonly Readonly<{
      station: string
      version: string
      startsAt: Instant
      endsAt: Instant
    }>[],
    visitor: Visitor,
    now: Instant,
  ): Promise<void> {
    const known = await listConfirmations(tx, now)
    for (const { station, version, ...span } of toConfirm) {
      const asked = spanToAsk(span)
      const isAsked = known.some(
        (one) =>
          ['waiting', 'confirmed'].includes(confirmationState(one, now)) &&
          one.station === station &&
          one.version === version &&
          one.fromAt <= asked.fromAt &&
          asked.untilAt <= one.untilAt,
      )
      if (isAsked) continue
      const id = newId()
      await saveAsked(tx, {
        ...{ id, station, version },
        ...asked,
        askedBy: visitor.id,
        askedAt: now,
      })
      await audit(tx, deps, {
        ...{ at: now, staff: visitor.id, action: 'quiet.asked' },
        ...{ subject: `quiet-confirmation/${id}`, detail: { station, version, ...asked } },
      })
    }
  }

  function record(
    tx: Db,
    { kind, ...change }: Change,
    resolve: string | null,
    visitor: Visitor,
    at: Instant,
  ): Promise<void> {
    const { of: _, ...named } = { of: null, ...change }
    const facts = Object.entries(named).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(' ') : value,
    ])
    const subject = 'item' in change ? `item/${change.item}` : `plan/${kind}`
    const detail = { ...Object.fromEntries(facts), resolve }
    return audit(tx, deps, {
      ...{ at, staff: visitor.id, action: `plan.${kind}`, subject, detail },
    })
  }
}

function refuseConflicts({ conflicts }: Changed): void {
  const [conflict] = conflicts
  if (!conflict) return
  const { vi, en } = conflict.reason
  const choices = sayChoices(choicesForAll(conflicts))
  throw planProblem('plan-conflict', {
    ...{ reasonVi: vi, reason: en },
    ...{ choicesVi: choices.vi, choices: choices.en },
  })
}

/** Each of the stations must be of somebody's own unit, or below it. */
function refuseForeign({ changing }: Looked, visitor: Visitor): void {
  for (const { unit } of changing.touched)
    if (!visitor.may(ROLES, unit))
      throw problem('not-allowed', {
        ...{ roles: ROLES.join(', '), rolesVi: 'biên tập, người duyệt' },
      })
}
