import { z } from 'zod'
import { orderId, orderReason, ReachView } from './order-view.ts'

/** An approved emergency that could be ordered now. */
export const EmergencyChoice = z.object({
  bulletin: z.string(),
  version: z.string(),
  title: z.string(),
  language: z.string(),
  text: z.string(),
  lengthMs: z.int(),
  validTo: z.int().nullable(),
})

const wish = {
  version: z.string(),
  stations: z.array(z.string()).min(1).max(200),
  repeats: z.int().min(1).max(10),
}

export const EmergencyWish = z.object(wish)
export const NewEmergency = z.object({ id: orderId, ...wish, reason: orderReason })
export const EmergencyReadBack = z.object({ readBack: z.string().max(20) })

/** What would sound where, before anybody confirms it. */
export const EmergencyPreview = z.object({
  title: z.string(),
  /** Of all repeats together. */
  lengthMs: z.int(),
  endsAt: z.int(),
  quiet: z.object({ from: z.string(), to: z.string() }).nullable(),
  stations: z.array(
    ReachView.extend({
      /** Its quiet hours ask for a second person first. */
      needsSecond: z.boolean(),
      /** It is stopped, so that nothing sounds there until somebody restarts it. */
      stopped: z.boolean(),
      /** What sounds there now and would be interrupted. */
      interrupts: z.string().nullable(),
    }),
  ),
})

export const EmergencyView = z
  .object({
    id: z.string(),
    bulletin: z.string(),
    version: z.string(),
    title: z.string(),
    text: z.string(),
    lengthMs: z.int(),
    repeats: z.int(),
    reason: z.string(),
    state: z.enum(['waiting', 'running', 'over', 'ended']),
    orderedByName: z.string(),
    orderedAt: z.int(),
    /** The local hour that the second person types back. */
    hour: z.string(),
    confirmedByName: z.string().nullable(),
    confirmedAt: z.int().nullable(),
    endedByName: z.string().nullable(),
    endedAt: z.int().nullable(),
    /** Whether whoever asks may be the second person, or end it. */
    mayConfirm: z.boolean(),
    mayEnd: z.boolean(),
    stations: z.array(
      ReachView.extend({
        step: z.enum([
          ...(['second-person', 'telephone', 'sending', 'received', 'sounding'] as const),
          ...(['sounded', 'partly', 'not-sounded', 'no-word', 'ended'] as const),
        ]),
        startsAt: z.int().nullable(),
        startedAt: z.int().nullable(),
        sounded: z.int(),
        stopped: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Emergency' })
