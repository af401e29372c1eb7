import { z } from 'zod'
import { plainLine } from '../plain-text.ts'

const Covered = z.object({
  id: z.string(),
  number: z.int(),
  language: z.enum(['vi', 'km', 'en']),
})

const Head = z.object({
  id: z.string(),
  bulletin: z.string(),
  title: z.string(),
  covers: z.array(Covered),
  at: z.int(),
  reason: z.string(),
  recalledBy: z.string(),
  /** Its place in the ledger. */
  leaf: z.int(),
})

const Tally = z.object({
  stations: z.int(),
  dropped: z.int(),
  confirmed: z.int(),
  /** Players that were told less than a minute ago. */
  waiting: z.int(),
  /** To be called. */
  notReached: z.int(),
  complete: z.boolean(),
})

export const RecallList = z.object({
  sample: z.boolean(),
  serverTime: z.int(),
  recalls: z.array(Head.extend({ tally: Tally })),
})

export const RecallConfirmationView = z.object({
  id: z.string(),
  by: z.string(),
  way: z.enum(['station', 'telephone']),
  tappedAt: z.int(),
  at: z.int(),
  note: z.string(),
  leaf: z.int(),
})

/** One recall, station by station. */
export const RecallView = Head.extend({
  sample: z.boolean(),
  serverTime: z.int(),
  tally: Tally,
  /** From then on a player that has not answered is to be called. */
  callAfter: z.int(),
  /** Ready to be pasted into Zalo. */
  message: z.string(),
  stations: z.array(
    z.object({
      station: z.string(),
      name: z.string(),
      role: z.enum(['district', 'commune']),
      technology: z.enum(['ip', 'fm', 'wired']),
      phone: z.string().nullable(),
      state: z.enum(['waiting', 'dropped', 'confirmed', 'not-reached']),
      /** When the first manifest that carries the recall was published for it; null without player. */
      askedAt: z.int().nullable(),
      /** By the station's own clock. */
      droppedAt: z.int().nullable(),
      /** When the server got its signed word. */
      receivedAt: z.int().nullable(),
      lastSeenAt: z.int().nullable(),
      /** Began there after the recall, as its log says. */
      airedAfter: z.int(),
      confirmations: z.array(RecallConfirmationView),
    }),
  ),
})

export const NewRecallConfirmation = z
  .object({
    /** Who said it on the telephone, when the centre confirms for a station. */
    note: plainLine(300).default(''),
    /** The clock of whoever tapped, when that was without network. */
    tappedAt: z.int().nullable().default(null),
  })
  .nullish()

/** Recalls that concern the station of the one on duty, newest first. */
export const DutyRecalls = z.object({
  recalls: z.array(
    z.object({
      id: z.string(),
      station: z.string(),
      title: z.string(),
      at: z.int(),
      reason: z.string(),
      /** The player of the station has dropped it by itself. */
      dropped: z.boolean(),
      /** Somebody said that the copies are gone. */
      confirmed: z.boolean(),
    }),
  ),
})
