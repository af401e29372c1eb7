import type { LocalDate } from '../../playout/contract/time.ts'
import type { Found } from './dispatch-finding.ts'
import { readHead } from './dispatch-head.ts'
import { readParties } from './dispatch-parties.ts'
import { readPeriod } from './dispatch-period.ts'
import { readReports } from './dispatch-reports.ts'

/** What a dispatch (công văn) says, each finding with the words that it was read from. */
export type Dispatch = Readonly<{
  /** The text as it was read, in composed letters and without wide gaps: places count in this one. */
  text: string
  sign: Found<string> | null
  issuedOn: Found<LocalDate> | null
  issuer: Found<string> | null
  subject: Found<string> | null
  recipients: readonly Found<string>[]
  relayedBy: readonly Found<string>[]
  airedBy: readonly Found<string>[]
  periodFrom: Found<LocalDate> | null
  periodTo: Found<LocalDate> | null
  reportDates: readonly Found<LocalDate>[]
  reportTo: Found<string> | null
}>

/**
 * Reads a dispatch as offices write them (Nghị định 30/2020/NĐ-CP: sign, place and date, V/v, kính
 * gửi, numbered tasks, nơi nhận), also when a scan put spaces and line ends anywhere. It never
 * guesses silently: what is not said outright is marked, with what it was taken to mean.
 *
 * @param today against which "từ nay" is read when the dispatch has no full date of its own
 */
export function readDispatch(given: string, today: LocalDate): Dispatch {
  const text = withoutWideGaps(given.normalize('NFC'))
  const head = readHead(text)
  const period = readPeriod(text, head.issuedOn, today)
  return {
    ...{ text, ...head, ...readParties(text), ...period },
    ...readReports(text, { near: head.issuedOn?.value ?? today, issuedOn: head.issuedOn }, period),
  }
}

/** Scans leave pages of spaces; none says anything, and looking through them takes its time. */
function withoutWideGaps(text: string): string {
  return text
    .replaceAll(/[^\S\n]{9,}/gu, ' '.repeat(8))
    .replaceAll(/(?:[^\S\n]{0,8}\n){4,}/gu, '\n\n\n')
}
