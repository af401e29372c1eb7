import { z } from 'zod'
import { instantField } from '../instant-field.ts'
import { plainLine } from '../plain-text.ts'

/** An emergency that is to sound in quiet hours, and whether a second person has read it back. */
export const QuietConfirmation = z.object({
  id: z.string(),
  station: z.string(),
  stationName: z.string(),
  zone: z.string(),
  bulletin: z.string(),
  version: z.string(),
  title: z.string(),
  fromAt: z.int(),
  untilAt: z.int(),
  /** `waiting` for a second person; `over` when its time has passed. */
  state: z.enum(['waiting', 'confirmed', 'withdrawn', 'over']),
  askedBy: z.string(),
  askedByName: z.string(),
  askedAt: z.int(),
  confirmedBy: z.string().nullable(),
  confirmedByName: z.string().nullable(),
  confirmedAt: z.int().nullable(),
  /** Whether whoever asks may be the second person. */
  mayConfirm: z.boolean(),
})

export const NewQuietConfirmation = z.object({
  station: z.string(),
  version: z.string(),
  fromAt: instantField,
  untilAt: instantField,
})

/** The local hour at which it begins, typed by the second person: `03:15`. */
export const ReadBack = z.object({ readBack: plainLine(40) })
