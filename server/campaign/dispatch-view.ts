import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import { plainText } from '../plain-text.ts'

export const DispatchText = z.object({ text: plainText(50_000) })

/** Something that was read, and where: UTF-16 units of the text that came back. */
function found<Value extends z.ZodType>(value: Value) {
  return z.object({
    value,
    start: z.int(),
    end: z.int(),
    /** The words that stand there. */
    quote: z.string(),
    sure: z.boolean(),
    /** Why it is not sure, or what it was taken to mean. */
    note: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
  })
}

/** What stands in a dispatch (công văn), each finding with the words that it was read from. */
export const DispatchView = z.object({
  /** As it was read: places count in this one. */
  text: z.string(),
  /** `1537/STTTT-TTr`; `/VHTT` when the number was left open. */
  sign: found(z.string()).nullable(),
  issuedOn: found(calendarDate).nullable(),
  issuer: found(z.string()).nullable(),
  /** What it is about: V/v … */
  subject: found(z.string()).nullable(),
  recipients: z.array(found(z.string())),
  /** Who has to carry the district's programme. */
  relayedBy: z.array(found(z.string())),
  /** Who has to air it. */
  airedBy: z.array(found(z.string())),
  periodFrom: found(calendarDate).nullable(),
  periodTo: found(calendarDate).nullable(),
  reportDates: z.array(found(calendarDate)),
  /** To whom is reported. */
  reportTo: found(z.string()).nullable(),
  /** A suggestion for the campaign's name and document, from the above. */
  suggested: z.object({ name: z.string(), dispatch: z.string() }),
  /** What could not be found and has to be put in by hand. */
  missing: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
})
