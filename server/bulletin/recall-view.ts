import { z } from 'zod'
import { visibleLine } from '../plain-text.ts'

export const NewRecall = z.object({ reason: visibleLine(500, 3) })

export const RecallMade = z.object({ recall: z.string(), at: z.int(), covers: z.array(z.string()) })

/** What a recall would withdraw and whom it would reach, before anybody confirms it. */
export const RecallPreview = z.object({
  covers: z.array(
    z.object({
      id: z.string(),
      number: z.int(),
      language: z.enum(['vi', 'km', 'en']),
      state: z.enum(['draft', 'submitted', 'approved', 'superseded', 'recalled']),
    }),
  ),
  stations: z.array(
    z.object({
      station: z.string(),
      name: z.string(),
      technology: z.enum(['ip', 'fm', 'wired']),
      phone: z.string().nullable(),
      /** It sounds there at this moment. */
      onAir: z.boolean(),
      nextAt: z.int().nullable(),
      /** The player there may hold its file. */
      mayHold: z.boolean(),
      /** No player that could be told: somebody has to call. */
      call: z.boolean(),
    }),
  ),
})
