import type { DutyDay, DutyRecall, Office, Session } from '../api/shapes.ts'

/** What the page needs to open without network: who, which office, the day, and the clock's offset. */
export type Kept = Readonly<{
  staff: Readonly<{ id: string; name: string }>
  office: Pick<Office, 'name' | 'sample' | 'zone'>
  days: readonly DutyDay[]
  /** Absent in what an earlier version of this page kept. */
  recalls?: readonly DutyRecall[]
  /** How far the server's clock was ahead, ms. */
  offsetMs: number
  keptAt: number
}>

const KEY = 'tiep-am.truc.kept'
/** Today and yesterday. */
const DAYS = 2

export function readKept(memory: Pick<Storage, 'getItem'>): Kept | null {
  try {
    const kept = JSON.parse(memory.getItem(KEY) ?? 'null') as Kept | null
    return typeof kept?.staff?.id === 'string' && Array.isArray(kept.days) ? kept : null
  } catch {
    return null
  }
}

export function writeKept(memory: Pick<Storage, 'setItem'>, kept: Kept | null): void {
  memory.setItem(KEY, JSON.stringify(kept))
}

/** What was kept before, with fresh answers; another person's days are forgotten. */
export function keptWith(
  before: Kept | null,
  session: Session,
  office: Office,
  day: DutyDay,
  recalls: readonly DutyRecall[],
  now: number,
): Kept {
  const mine = before?.staff.id === session.staff.id ? before.days : []
  const others = mine.filter((one) => one.date !== day.date || one.station !== day.station)
  return {
    staff: { id: session.staff.id, name: session.staff.name },
    office: { name: office.name, sample: office.sample, zone: office.zone },
    days: [day, ...others].slice(0, DAYS),
    recalls,
    offsetMs: day.serverTime - now,
    keptAt: now,
  }
}
