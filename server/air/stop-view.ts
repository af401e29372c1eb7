import { z } from 'zod'
import { orderId, orderReason, ReachView } from './order-view.ts'

/** What is to be silent: everything that is yours, some stations, or one cluster. */
export const StopWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('stations'), stations: z.array(z.string()).min(1).max(200) }),
  z.object({ kind: z.literal('cluster'), station: z.string(), cluster: z.string() }),
])

export const NewStop = z.object({ id: orderId, where: StopWish, reason: orderReason })
export const Restart = z.object({ stops: z.array(z.string()).min(1).max(500) })

/** What would fall silent, before anybody confirms it. */
export const StopPreview = z.object({
  stations: z.array(
    ReachView.extend({
      cluster: z.string().nullable(),
      /** Clusters on the same output, which fall silent together. */
      together: z.array(z.string()),
      /** What sounds there now. */
      sounding: z.string().nullable(),
    }),
  ),
})

export const StopView = z
  .object({
    /** The act: what was ordered together. */
    id: z.string(),
    reason: z.string(),
    orderedByName: z.string(),
    orderedAt: z.int(),
    stations: z.array(
      ReachView.extend({
        stop: z.string(),
        cluster: z.string().nullable(),
        step: z.enum(['telephone', 'sending', 'received', 'silent', 'restarting', 'restarted']),
        /** When the player fell silent, by its own clock. */
        silentAt: z.int().nullable(),
        endedByName: z.string().nullable(),
        endedAt: z.int().nullable(),
        mayRestart: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Stop' })

/** A stop of somebody at the station, which only somebody there lifts. */
export const LocalStop = z.object({
  station: z.string(),
  stationName: z.string(),
  at: z.int(),
  reason: z.string(),
})

export const StopList = z.object({
  orders: z.array(StopView),
  atStations: z.array(LocalStop),
  /** Whether whoever asks may stop anything, and everything. */
  mayStop: z.boolean(),
  mayStopAll: z.boolean(),
})
