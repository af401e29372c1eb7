import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { toString as drawQr } from 'qrcode'
import { z } from 'zod'
import { Enrolment, EnrolmentAnswer, EnrolmentText } from '../../playout/contract/exchange.ts'
import { isSignedBy, keyIdOf } from '../../playout/contract/signature.ts'
import { fingerprintOf } from '../../playout/contract/trust.ts'
import { parseText } from '../../playout/contract/wire.ts'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../staff/audit.ts'
import { mayEnrol } from './enrolment.ts'
import { enrolKey, findCode, findKeyOwner, makeEnrolmentCode } from './enrolment-store.ts'
import { noteRefusal } from './refusal.ts'
import { type stationErrors, stationProblem } from './station-errors.ts'
import { getStation, unitOfStation } from './station-store.ts'
import { EnrolmentCodeView, RootView } from './station-view.ts'

const ENROLMENTS_PER_MINUTE = 30
const Params = z.object({ station: z.string() })

/** How a station comes to be trusted: a one-time code out, a key in. */
export const enrolmentRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, keys } = deps

  async function refused(
    code: Extract<keyof typeof stationErrors, `enrolment-${string}`>,
    station: string | null,
    now: number,
    params: Readonly<Record<string, string | number>> = {},
  ) {
    const reason = code.replace('enrolment-', '')
    await noteRefusal(db, deps, { at: now, station, kind: 'enrolment', reason, detail: params })
    return stationProblem(code, params)
  }

  api.post(
    '/stations/:station/enrolment',
    {
      config: {
        access: {
          roles: ['administrator'],
          unit: (request) => unitOfStation(db, (request.params as { station: string }).station),
        },
      },
      schema: {
        summary: 'A one-time code with which a station enrols, shown once',
        params: Params,
        response: { 201: EnrolmentCodeView },
      },
    },
    async (request, reply) => {
      const { station } = request.params
      const made = await makeEnrolmentCode(deps, station, visitorOf(request).id)
      const qrSvg = await drawQr(made.code, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
      return reply.code(201).send({ station, qrSvg, ...made })
    },
  )

  api.post(
    '/stations/enrol',
    {
      config: {
        access: 'station',
        rateLimit: { max: ENROLMENTS_PER_MINUTE, timeWindow: 60_000 },
      },
      schema: {
        summary: 'A station hands over its public key, with a one-time code',
        body: Enrolment,
        response: { 200: EnrolmentAnswer },
      },
    },
    async ({ body }) => {
      const now = clock.now()
      const text = parseText(EnrolmentText, body.text)
      if (!text.ok) throw await refused('enrolment-malformed', null, now, text.params)
      const { secret, publicKey } = text.value
      // Whoever sends this holds the private half: nobody enrols a key of somebody else.
      if (!(await isSignedBy(publicKey, 'enrolment', body)))
        throw await refused('enrolment-signature-wrong', null, now)
      // Looked at and used in one transaction, so that a code works once even for two at a time.
      const outcome = await db.transaction().execute(async (tx) => {
        const code = await findCode(tx, secret)
        const allowed = mayEnrol(code, keyIdOf(publicKey), now)
        if (!allowed.ok || !code) {
          const reason = allowed.ok ? 'code-unknown' : allowed.reason
          return { ok: false, reason, station: code?.station ?? null } as const
        }
        const { station } = code
        const owner = await findKeyOwner(tx, publicKey)
        if (owner !== null && owner !== station)
          return { ok: false, reason: 'key-taken', station } as const
        if (allowed.value === 'first') {
          await enrolKey(tx, station, secret, publicKey, now)
          await audit(tx, deps, {
            ...{ at: now, staff: null, action: 'station.enrolled', subject: `station/${station}` },
            detail: { key: keyIdOf(publicKey) },
          })
        }
        return { ok: true, station } as const
      })
      if (!outcome.ok) throw await refused(`enrolment-${outcome.reason}`, outcome.station, now)
      const { id, name } = await getStation(db, outcome.station)
      return { station: id, stationName: name, rootKey: keys.root, serverTime: now }
    },
  )

  api.get(
    '/stations/root',
    {
      config: { access: 'public' },
      schema: { summary: 'The office’s root key', response: { 200: RootView } },
    },
    async () => ({
      rootKey: keys.root,
      fingerprint: fingerprintOf(keys.root),
      serverTime: clock.now(),
    }),
  )
}
