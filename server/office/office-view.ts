import { z } from 'zod'
import { visibleLine } from '../plain-text.ts'
import { QuietHours } from '../plan/quiet-hours-view.ts'

/** What everybody may know of this office, before signing in. */
export const OfficeView = z.object({
  name: z.string(),
  /** True: DỮ LIỆU MẪU stands on everything. */
  sample: z.boolean(),
  /** False until the first administrator has chosen units and windows. */
  furnished: z.boolean(),
  zone: z.string(),
  district: z.string(),
  /** The district's station. */
  station: z.string(),
  quietHours: QuietHours.shape.quietHours,
  /** Sample persons that may be signed in as, with the administrator's password; empty in a real office. */
  samplePersons: z.array(z.object({ username: z.string(), name: z.string(), says: z.string() })),
  rootFingerprint: z.string(),
  version: z.string(),
  serverTime: z.int(),
})

/** Bắt đầu dùng thật: a clean office beside the sample, which stays where it is. */
export const NewOffice = z.object({
  name: visibleLine(200),
  /** The first administrator; null when one is signed in to the real office already. */
  administrator: z
    .object({
      username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/),
      name: visibleLine(100),
      password: z.string().min(10).max(200),
    })
    .nullable(),
  units: z
    .array(
      z.object({
        code: z.string().regex(/^\d{1,10}$/),
        kind: z.enum(['commune', 'town']),
        name: visibleLine(100),
        technology: z.enum(['ip', 'fm', 'wired']),
      }),
    )
    .max(200),
  /** Local `HH:MM` of the windows to begin with. */
  windows: z.array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)).max(10),
})

/** What the page offers to begin with. */
export const OfficeOffer = NewOffice.pick({ name: true, units: true, windows: true })

/** RFC 9457, with the code that texts hang on. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    vi: z.string(),
    en: z.string(),
  })
  .meta({ id: 'Problem' })
