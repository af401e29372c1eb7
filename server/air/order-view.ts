import { z } from 'zod'
import { plainLine } from '../plain-text.ts'

/** Whom to call about an order, and what came of it. */
export const ReachView = z.object({
  station: z.string(),
  stationName: z.string(),
  technology: z.enum(['ip', 'fm', 'wired']),
  /** By wire to a player that answers, or by telephone to a person. */
  way: z.enum(['wire', 'telephone']),
  phone: z.string().nullable(),
  /** Who is on duty there. */
  contacts: z.array(z.string()),
  lastSeenAt: z.int().nullable(),
  call: z
    .object({ result: z.enum(['reached', 'no-answer']), byName: z.string(), at: z.int() })
    .nullable(),
})

/** Made by whoever orders, so that sending it twice is ordering it once. */
export const orderId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

export const orderReason = plainLine(300).default('')

export const NewCall = z.object({ station: z.string(), result: z.enum(['reached', 'no-answer']) })
