import { z } from 'zod'
import { DeclarationView } from '../evidence/declaration-view.ts'

/** How an obligation, or a window of them, came out; the interface shows Đ M T K L ? and "not yet". */
const Standing = z.enum([
  'relayed',
  'partly',
  'late',
  'missed',
  'no-evidence',
  'upcoming',
  'nothing-owed',
])
const Grade = z.enum(['heard', 'logged', 'imported', 'declared', 'none'])

const Disagreement = z.enum([
  ...['heard-nothing', 'heard-other-version'],
  ...['heard-in-part', 'heard-though-missed'],
] as const)

const ObligationView = z.object({
  id: z.string(),
  title: z.string(),
  /** When the commune had to carry it. */
  dueAt: z.int(),
  lengthMs: z.int(),
  standing: Standing,
  grade: Grade,
  /** The district's item or airing that is owed. */
  owes: z.string(),
  /** The commune's own airing that shows it, if any. */
  airing: z.string().nullable(),
  /** What a named person said, where that settles it. */
  declaration: DeclarationView.extend({ declaredByName: z.string() }).nullable(),
  /**
   * Recordings that speak of it. `nothing`, `other-version`: it covers all of it, by a checked clock,
   * and does not bear it out; `slight`: only words that other bulletins say too; `attested`: `by` heard
   * it and the matcher did not; `waiting`: made for it and not heard yet.
   */
  recordings: z.array(
    z.object({
      recording: z.string(),
      find: z.int().nullable(),
      verdict: z.enum([
        ...['proved', 'matches-in-clip', 'heard-in-part', 'not-proved'],
        ...['slight', 'attested', 'attested-in-part'],
        ...['nothing', 'other-version', 'waiting'],
      ] as const),
      /** Share of the bulletin in 0.01 %. */
      coverage: z.int().nullable(),
      overruled: z.boolean(),
      /** Whose word it is, by name; null for the matcher’s. */
      by: z.string().nullable(),
    }),
  ),
  /** Where a recording contradicts the log or a person’s word: a finding of its own. */
  disagreement: Disagreement.nullable(),
})

const CellView = z.object({
  window: z.string(),
  standing: Standing,
  grade: Grade,
  owed: z.int(),
  relayed: z.int(),
  obligations: z.array(ObligationView),
  /** Obligations of which a recording and the log or a person disagree. */
  disagreements: z.int(),
  /** Phát sau thu hồi: what the commune began of a recalled version; in no figure here. */
  afterRecall: z.array(z.object({ airing: z.string(), title: z.string(), at: z.int() })),
})

export const MatrixView = z.object({
  sample: z.boolean(),
  date: z.string(),
  zone: z.string(),
  windows: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), startsAt: z.int(), endsAt: z.int() },
      /** An emergency of the district is a column of its own, named as its bulletin. */
      emergency: z.boolean(),
    }),
  ),
  communes: z.array(
    z.object({
      station: z.string(),
      name: z.string(),
      unitCode: z.string(),
      technology: z.enum(['ip', 'fm', 'wired']),
      /** One per window, in the order of `windows`. */
      cells: z.array(CellView),
      owed: z.int(),
      relayed: z.int(),
    }),
  ),
  /** How many obligations rest on which grade of evidence. */
  grades: z.object({
    heard: z.int(),
    logged: z.int(),
    imported: z.int(),
    declared: z.int(),
    none: z.int(),
  }),
})

/** At most a month is looked through at once: `from` says from when on. */
export const DisagreementsView = z.object({
  sample: z.boolean(),
  from: z.string(),
  to: z.string(),
  disagreements: z.array(
    z.object({
      date: z.string(),
      station: z.string(),
      name: z.string(),
      window: z.string(),
      obligation: ObligationView,
    }),
  ),
})
