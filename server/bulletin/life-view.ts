import { z } from 'zod'
import { Person, VersionView } from './bulletin-view.ts'

/** Listening begins: of exactly this. */
export const NewListening = z.object({ seal: z.string() })

/** Ending it counts once `lengthMs` have gone by on the server's clock since it began. */
export const ListeningView = z.object({
  id: z.string(),
  startedAt: z.int(),
  lengthMs: z.int(),
  endedAt: z.int().nullable(),
})

/** Several versions, each as it was seen. */
export const BulkApproval = z.object({
  versions: z
    .array(z.object({ bulletin: z.string(), number: z.int().min(1), seal: z.string() }))
    .min(1)
    .max(100),
})

/** One answer for each, in the order of the question. */
export const BulkOutcome = z.object({
  results: z.array(
    z.object({
      bulletin: z.string(),
      number: z.int(),
      /** Null when it was approved. */
      refusal: z
        .object({
          code: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])),
          vi: z.string(),
          en: z.string(),
        })
        .nullable(),
    }),
  ),
})

/** One step of a bulletin's life, as the audit trail holds it. */
const LifeEntry = z.object({
  at: z.int(),
  /** Null when the program did it. */
  by: Person.nullable(),
  /** `bulletin.write`, `bulletin.edit`, `bulletin.approve`, … */
  action: z.string(),
  /** The version it was done to; null when it was the whole bulletin. */
  version: z.string().nullable(),
  /** The reason or note that was given. */
  note: z.string().nullable(),
  /** What an edit changed: `text`, `sound`, `validFrom`, … */
  changed: z.array(z.string()),
})

/** Newest first. */
export const BulletinHistory = z.object({ entries: z.array(LifeEntry) })

/** Everything that stands on a printed approval sheet (phiếu duyệt). */
export const ApprovalSheet = z
  .object({
    sample: z.boolean(),
    office: z.string(),
    unit: z.string(),
    unitName: z.string(),
    title: z.string(),
    campaign: z.object({ id: z.string(), name: z.string(), dispatch: z.string() }).nullable(),
    version: VersionView.omit({ actions: true, blocked: true, listened: true }),
    /** Everybody whose words or sound it holds, the author first. */
    editors: z.array(Person),
    /** The version whose words it says in another language. */
    original: z.object({ number: z.int(), text: z.string() }).nullable(),
    /** SHA-256 of the sound that was approved: its master, and the file as it came. */
    digests: z.object({ master: z.string(), original: z.string() }).nullable(),
    /** Whether the one who approved listened to its end, and when. */
    listenings: z.array(z.object({ by: Person, endedAt: z.int() })),
    /** Of this version, oldest first. */
    history: z.array(LifeEntry),
    printedAt: z.int(),
  })
  .meta({ id: 'ApprovalSheet' })
