import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { toString as drawQr } from 'qrcode'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { problem } from '../errors.ts'
import { audit } from '../staff/audit.ts'
import { unitOfStation } from '../station/station-store.ts'
import {
  type FeedAddress,
  listFeedAddresses,
  makeFeedAddress,
  revokeFeedAddress,
} from './feed-address-store.ts'
import { feedProblem } from './feed-errors.ts'
import { FeedAddressView, NewFeedAddress, NewFeedAddressView } from './feed-view.ts'

/** Each phone has its own; a station with more has lost count of them. */
const MOST_ADDRESSES = 50
const Params = z.object({ station: z.string() })

/** Addresses that phones and players subscribe to, made by those whose station it is. */
export const feedAddressRoutes: FastifyPluginAsyncZod<Deps> = async (api, deps) => {
  const { db, clock, config } = deps
  const access = {
    roles: ['administrator', 'editor', 'approver', 'duty'],
    unit: (request: FastifyRequest) =>
      unitOfStation(db, (request.params as z.output<typeof Params>).station),
  } as const

  api.get(
    '/stations/:station/feed-addresses',
    {
      config: { access },
      schema: {
        summary: 'Addresses that phones and players subscribed to, without their secrets',
        params: Params,
        response: { 200: z.array(FeedAddressView) },
      },
    },
    async ({ params }) => listFeedAddresses(db, params.station),
  )

  api.post(
    '/stations/:station/feed-addresses',
    {
      config: { access },
      schema: {
        summary: 'An address to subscribe to, for one phone or player; shown once',
        params: Params,
        body: NewFeedAddress,
        response: { 201: NewFeedAddressView },
      },
    },
    async (request, reply) => {
      const { station } = request.params
      const { name } = request.body
      const [now, by] = [clock.now(), visitorOf(request).id]
      const { made, kept } = await db.transaction().execute(async (tx) => {
        if ((await listFeedAddresses(tx, station)).length >= MOST_ADDRESSES)
          throw feedProblem('feed-too-many', { most: MOST_ADDRESSES })
        const made = await makeFeedAddress(tx, deps, { station, name, by, at: now })
        const subject = `station/${station}`
        const detail = { feed: made.id, name }
        await audit(tx, deps, { at: now, staff: by, action: 'feed.made', subject, detail })
        const kept = (await listFeedAddresses(tx, station)).find(({ id }) => id === made.id)
        return { made, kept: kept as FeedAddress }
      })
      const address = `${config.publicUrl}/lich/${made.secret}`
      const ics = `${address}.ics`
      const qrSvg = await drawQr(ics, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
      const addresses = { ics, m3u8: `${address}.m3u8`, xspf: `${address}.xspf` }
      return reply.code(201).send({ ...kept, addresses, qrSvg })
    },
  )

  api.delete(
    '/stations/:station/feed-addresses/:address',
    {
      config: { access },
      schema: {
        summary: 'Lets an address answer no more',
        params: Params.extend({ address: z.string() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { station, address } = request.params
      const now = clock.now()
      await db.transaction().execute(async (tx) => {
        if (!(await revokeFeedAddress(tx, station, address, now)))
          throw problem('not-found', { what: address })
        const [staff, subject] = [visitorOf(request).id, `station/${station}`]
        const detail = { feed: address }
        await audit(tx, deps, { at: now, staff, action: 'feed.revoked', subject, detail })
      })
      return reply.code(204).send(null)
    },
  )
}
