import { z } from 'zod'

const Name = z.object({ id: z.string(), name: z.string() })

/** A bulletin that a commune may have in its own part of the windows, and how it stands there. */
const Offered = z.object({
  bulletin: z.string(),
  title: z.string(),
  /** `own`: the commune's; `lent`: the district's, which its campaign offers. */
  source: z.enum(['own', 'lent']),
  campaign: Name.nullable(),
  class: z.enum(['ordinary', 'priority', 'emergency']),
  /** Editions that may sound there. */
  versions: z.array(
    z.object({
      id: z.string(),
      language: z.string(),
      lengthMs: z.int(),
      validFrom: z.int(),
      validTo: z.int().nullable(),
    }),
  ),
  /** `own` and `must` are in the programme; `picked` because the commune took it; `offered` is not. */
  standing: z.enum(['own', 'must', 'picked', 'offered']),
  pick: z
    .object({
      id: z.string(),
      /** Null for any of its windows. */
      windows: z.array(z.string()).nullable(),
      by: Name,
      at: z.int(),
    })
    .nullable(),
  /** When it sounds next in the commune's own part, as planned. */
  next: z.int().nullable(),
})

export const CommuneProgrammeView = z.object({
  station: z.string(),
  name: z.string(),
  technology: z.enum(['ip', 'fm', 'wired']),
  /** False for FM and wire: what they air by themselves is in nobody's playlist here. */
  hasPlaylist: z.boolean(),
  /** True when the one who asks decides for this commune. */
  mayDecide: z.boolean(),
  languageMix: z.record(z.string(), z.int()).nullable(),
  /** Windows in which it has a part of its own, in order of time of day. */
  windows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Local `HH:MM:SS` at which its own part begins. */
      startsAt: z.string(),
      lengthMs: z.int(),
      /** The first day that has it. */
      validFrom: z.string(),
    }),
  ),
  offered: z.array(Offered),
  /** Bulletins of class priority, first first, as they are taken when not all of them fit. */
  order: z.object({
    bulletins: z.array(Name),
    /** Null while nobody decided: then the office's order holds. */
    by: Name.nullable(),
    at: z.int().nullable(),
  }),
})

export const NewPick = z.object({
  station: z.string(),
  bulletin: z.string(),
  /** Null for any of its windows. */
  windows: z.array(z.string()).min(1).max(50).nullable().default(null),
})

export const NewPriorityOrder = z.object({
  station: z.string(),
  /** First first; those that are not named follow. */
  bulletins: z.array(z.string()).min(1).max(500),
})
