import { isDeepStrictEqual } from 'node:util'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Store } from '../../media/store/store.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import { visitorOf } from '../access.ts'
import { isAfterRecall } from '../airing/after-recall.ts'
import { listAiringsOfDate } from '../airing/airing-list-store.ts'
import { listRecallInstants } from '../bulletin/recall-store.ts'
import { calendarDate } from '../calendar-date.ts'
import type { Deps } from '../deps.ts'
import type { RelayWindow } from '../order/emergency-window.ts'
import { findRelayWindow, listRelayWindows } from '../order/emergency-window-store.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { localDateOf, localTimeOf } from '../plan/local-time.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { isSample } from '../plan/setting-store.ts'
import { occurrenceOn, occurrencesOn } from '../plan/window.ts'
import { noteRefusal } from '../station/refusal.ts'
import { getStation, unitOfStation } from '../station/station-store.ts'
import { checkDeclaration, currentOf, type Declaration } from './declaration.ts'
import {
  findDeclaration,
  type KeptDeclaration,
  keepDeclaration,
  listDeclarations,
} from './declaration-store.ts'
import { DeclarationView, DutyView, NewDeclaration } from './declaration-view.ts'
import { expectedByCall, expectedIn, owesNothing, recordingsOf, recordSpan } from './duty.ts'
import { evidenceProblem } from './evidence-errors.ts'
import { isLiveSignal } from './hearable.ts'
import { readHearables } from './hearable-store.ts'
import { hearingsOf } from './heard.ts'
import { withFinds } from './hearing-store.ts'
import { recallListRoutes } from './recall-list-routes.ts'
import type { Recordings } from './recording-job.ts'
import { recordingRoutes } from './recording-routes.ts'
import { listRecordingsOfDate } from './recording-store.ts'

/** What people say of a window, and the day of the one on duty. */
export const evidenceRoutes: FastifyPluginAsyncZod<
  Deps & Readonly<{ recordings: Recordings; store: Store }>
> = async (api, deps) => {
  const { db, clock, live } = deps
  await api.register(recallListRoutes, deps)
  await api.register(recordingRoutes, deps)

  api.post(
    '/declarations',
    {
      config: {
        access: {
          roles: ['duty'],
          unit: async ({ body }) => unitOfStation(db, (body as { station: string }).station),
        },
      },
      schema: {
        summary: 'Đủ, Một phần or Không tiếp âm, once a window has ended; sending twice is once',
        body: NewDeclaration,
        response: { 200: DeclarationView, 201: DeclarationView },
      },
    },
    async (request, reply) => {
      const now = clock.now()
      const wanted = {
        ...request.body,
        note: request.body.note || null,
        declaredBy: visitorOf(request).id,
        receivedAt: now,
      }
      const { zone } = await getStation(db, wanted.station)
      const kept = await db.transaction().execute(async (tx) => {
        const known = await findDeclaration(tx, wanted.id)
        if (known) return { known }
        const window = await findRelayWindow(tx, wanted.window, wanted.date)
        const occurrence =
          window?.station === wanted.station && window.relaysWindow !== null
            ? occurrenceOn(window, wanted.date, zone)
            : null
        const others = await listDeclarations(tx, wanted.date, wanted.station)
        const checked = checkDeclaration(
          wanted,
          occurrence,
          others.filter(({ window }) => window === wanted.window),
        )
        return checked.ok ? { made: await keepDeclaration(tx, checked.value) } : { checked }
      })
      if (kept.known) {
        if (!isDeepStrictEqual(saidIn(kept.known), saidIn(wanted)))
          throw evidenceProblem('declaration-id-taken')
        return reply.status(200).send(kept.known)
      }
      if (kept.checked) {
        const { reason, params } = kept.checked
        const { station, window, date } = wanted
        await noteRefusal(db, deps, {
          ...{ at: now, station, kind: 'declaration', reason, detail: { window, date } },
        })
        const ends = 'endsAt' in params ? localTimeOf(Number(params.endsAt), zone) : ''
        throw evidenceProblem(reason, { ...params, ends })
      }
      live.tell({ topic: 'declaration', station: wanted.station })
      return reply.status(201).send(kept.made)
    },
  )

  api.get(
    '/duty',
    {
      config: { access: { roles: ['duty'], unit: 'any' } },
      schema: {
        summary: 'The day of the one on duty: the windows that the own station must relay',
        querystring: z.object({ date: calendarDate.optional() }),
        response: { 200: DutyView },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const units = visitor.grants.flatMap(({ role, unit }) => (role === 'duty' ? [unit] : []))
      const stations = await listPlanStations(db)
      const station = stations.find(
        ({ role, unit }) => role === 'commune' && units.some((own) => own === unit),
      )
      const district = stations.find(({ role }) => role === 'district')
      if (!station || !district) throw evidenceProblem('duty-none')
      const date = request.query.date ?? localDateOf(now, station.zone)
      const windows = await listRelayWindows(db, date, station.id)
      const declarations = await listDeclarations(db, date, station.id)
      const recalls = await listRecallInstants(db)
      const aired = (await listAiringsOfDate(db, date, [district.id])).filter(
        (airing) => !isAfterRecall(airing, recalls),
      )
      const playsList = !isLiveSignal(station)
      const own = (await listBlocks(db, { station: station.id, date })).map((one) => one.block)
      const signal = playsList
        ? []
        : (await listBlocks(db, { station: district.id, date })).map((one) => one.block)
      const made = await withFinds(db, await listRecordingsOfDate(db, date, [station.id]))
      const heard = hearingsOf(await readHearables(db, station, date), made)
      // What breaks in is played here wherever there is a player, at an FM station too.
      const plays = ({ id }: RelayWindow) =>
        playsList || own.some(({ urgent, window }) => urgent && window === id)
      const keysOf = (item: string, isOwn: boolean) =>
        isOwn ? [item] : aired.flatMap((one) => (one.item === item ? [one.id as string] : []))
      const dueIn = (window: RelayWindow) => {
        if (plays(window))
          return expectedIn(own, window.id, recalls, ({ relayOf }) => relayOf !== null)
        const { emergency, relaysWindow } = window
        return emergency && !emergency.onSignal
          ? expectedByCall(emergency)
          : expectedIn(signal, relaysWindow ?? '', recalls, isVietnamese)
      }
      const expected = (window: RelayWindow) =>
        dueIn(window).map((one) => ({
          ...one,
          record: recordSpan(one),
          recordings: recordingsOf(
            one,
            [
              ...(window.emergency && !plays(window) ? [one.item] : []),
              ...keysOf(one.item, plays(window)),
            ].flatMap((key) => heard.get(key) ?? []),
            made.map(({ recording }) => recording),
          ),
        }))
      return {
        sample: await isSample(db),
        station: station.id,
        stationName: station.name,
        technology: station.technology,
        date,
        zone: station.zone,
        serverTime: now,
        windows: occurrencesOn(windows, date, station.zone)
          .filter(({ window }) => window.relaysWindow !== null)
          .map(({ window, startsAt, endsAt }) => ({
            window: window.id,
            name: window.name,
            emergency: window.emergency !== undefined,
            startsAt,
            endsAt,
            expected: expected(window),
            declaration: newestOf(declarations.filter((one) => one.window === window.id)),
            owed:
              endsAt > now ||
              (window.emergency !== undefined && plays(window)) ||
              !owesNothing(aired, window.relaysWindow ?? ''),
          }))
          .filter(({ owed, declaration }) => owed || declaration !== null)
          .map(({ owed: _, ...window }) => window),
      }
    },
  )
}

/** The signal that communes carry is in Vietnamese. */
const isVietnamese = ({ bulletin }: Item) => bulletin?.language === 'vi'

function newestOf(declarations: readonly KeptDeclaration[]): KeptDeclaration | null {
  const current = currentOf(declarations)
  return declarations.find(({ id }) => id === current?.id) ?? null
}

/** What must be equal for two requests of one id to be the same word of the same person. */
function saidIn({
  station,
  window,
  date,
  verdict,
  reason,
  note,
  declaredBy,
  replaces,
}: Declaration) {
  return { station, window, date, verdict, reason, note, declaredBy, replaces }
}
