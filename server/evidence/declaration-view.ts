import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import { plainLine } from '../plain-text.ts'

const Verdict = z.enum(['full', 'partial', 'none'])

/** Why a window was not relayed, or not wholly. */
const MissReason = z.enum([
  'power-cut',
  'no-signal',
  'equipment',
  'interference',
  'storm',
  'absent',
  'other',
])

export const NewDeclaration = z
  .object({
    /** A UUID made on the phone: sending twice is one declaration. */
    id: z.uuid(),
    station: z.string(),
    window: z.string(),
    date: calendarDate,
    verdict: Verdict,
    reason: MissReason.nullable().default(null),
    note: plainLine(500).nullable().default(null),
    /** The phone's clock when the person tapped. */
    declaredAt: z.int(),
    /** The declaration that this one corrects. */
    replaces: z.uuid().nullable().default(null),
  })
  .refine((one) => one.verdict === 'full' || one.reason !== null, {
    path: ['reason'],
    message: 'needed unless everything was relayed',
  })

export const DeclarationView = z.object({
  id: z.string(),
  station: z.string(),
  window: z.string(),
  date: z.string(),
  verdict: Verdict,
  reason: MissReason.nullable(),
  note: z.string().nullable(),
  declaredBy: z.string(),
  declaredAt: z.int(),
  receivedAt: z.int(),
  replaces: z.string().nullable(),
  leaf: z.int(),
})

/** The duty officer's day: the windows that this station must relay. */
export const DutyView = z.object({
  sample: z.boolean(),
  station: z.string(),
  stationName: z.string(),
  technology: z.enum(['ip', 'fm', 'wired']),
  date: calendarDate,
  zone: z.string(),
  serverTime: z.int(),
  windows: z.array(
    z.object({
      window: z.string(),
      name: z.string(),
      /** The district's emergency, named as its bulletin. */
      emergency: z.boolean(),
      startsAt: z.int(),
      endsAt: z.int(),
      /** Titles that the district plans in it, with their instants. */
      expected: z.array(
        z.object({
          title: z.string(),
          at: z.int(),
          lengthMs: z.int(),
          /** The planned item: the district's, or the own one of a station that plays a list. */
          item: z.string(),
          /** What to record of it, so that all of it is in the recording. */
          record: z.object({ fromAt: z.int(), untilAt: z.int() }),
          /** Made for it, or with it in them; `verdict` is null until it was found in one. */
          recordings: z.array(
            z.object({
              recording: z.string(),
              state: z.enum(['receiving', 'waiting', 'listening', 'done', 'failed']),
              verdict: z
                .enum(['proved', 'matches-in-clip', 'heard-in-part', 'not-proved', 'attested'])
                .nullable(),
            }),
          ),
        }),
      ),
      declaration: DeclarationView.nullable(),
    }),
  ),
})
