import { ProblemError } from '../api/problem.ts'
import type { DutyDay, NewDeclaration, Office, Problem } from '../api/shapes.ts'
import { daysAfter, localDateOf } from '../text/format.ts'
import type { Calls } from './calls.ts'
import { withDeclaration } from './day.ts'
import { type Kept, keptWith, readKept, writeKept } from './kept.ts'
import {
  added,
  type Queue,
  readQueue,
  refused,
  verdictOf,
  waitingOf,
  without,
  writeQueue,
} from './queue.ts'
import { readWiped, type Wiped, writeWiped } from './wiped.ts'

/** What the page shows; replaced, never changed. */
export type DutyState = Readonly<{
  office: Office | null
  kept: Kept | null
  queue: Queue
  /** "Đã xóa bản cũ" that waits for a network. */
  wiped: readonly Wiped[]
  /** `signed-out`: nobody yet. `ended`: somebody was, and has work here; sign in again. */
  session: 'unknown' | 'signed-in' | 'signed-out' | 'ended'
  online: boolean
  sending: boolean
  /** True for the day before: windows that ended around midnight. */
  yesterday: boolean
  problem: Problem | null
}>

export type DutyDeps = Readonly<{
  calls: Calls
  memory: Pick<Storage, 'getItem' | 'setItem'>
  now(): number
  newId(): string
}>

export type Duty = Readonly<{
  state(): DutyState
  listen(hear: () => void): () => void
  refresh(): Promise<void>
  signIn(username: string, password: string): Promise<void>
  signOut(): Promise<void>
  showYesterday(yesterday: boolean): Promise<void>
  declare(answer: Omit<NewDeclaration, 'id' | 'declaredAt'>): void
  drop(id: string): void
  /** The copies of a recalled bulletin are gone from the station. */
  wipe(recall: string, station: string): void
}>

/** The phone page without its looks: keeps, sends, and says how it stands. */
export function makeDuty({ calls, memory, now, newId }: DutyDeps): Duty {
  const listeners = new Set<() => void>()
  let state: DutyState = {
    office: null,
    kept: readKept(memory),
    queue: readQueue(memory),
    wiped: readWiped(memory),
    session: 'unknown',
    online: true,
    sending: false,
    yesterday: false,
    problem: null,
  }
  const set = (news: Partial<DutyState>) => {
    if (news.queue) writeQueue(memory, news.queue)
    if (news.wiped) writeWiped(memory, news.wiped)
    if (news.kept !== undefined) writeKept(memory, news.kept)
    state = { ...state, ...news }
    for (const hear of listeners) hear()
  }
  const serverNow = () => now() + (state.kept?.offsetMs ?? 0)

  /** No answer means no network; a 401 means the session has ended; the rest is shown. */
  const met = (error: unknown) => {
    if (!(error instanceof ProblemError)) throw error
    const { status } = error.problem
    if (status === 0) set({ online: false })
    else if (status === 401) set({ online: true, session: state.kept ? 'ended' : 'signed-out' })
    else set({ online: true, problem: error.problem })
  }

  async function refresh(): Promise<void> {
    try {
      const office = await calls.office()
      set({ office, online: true, problem: null })
      const session = await calls.session()
      set({ session: 'signed-in' })
      const date = state.yesterday ? daysAfter(localDateOf(serverNow(), office.zone), -1) : null
      const { recalls } = await calls.recalls()
      const day = await calls.duty(date)
      set({ kept: keptWith(state.kept, session, office, day, recalls, now()) })
      await sendWiped()
      await send()
    } catch (error) {
      met(error)
    }
  }

  /** What the server refuses for good is not asked again: another recall stands in the list by then. */
  async function sendWiped(): Promise<void> {
    const staff = state.kept?.staff.id
    for (const one of state.wiped.filter((waiting) => waiting.staff === staff)) {
      try {
        await calls.wiped(one.recall, one.station, one.tappedAt)
      } catch (error) {
        if (!(error instanceof ProblemError) || verdictOf(error.problem.status) !== 'refused')
          throw error
        set({ problem: error.problem })
      }
      const { kept } = state
      set({
        online: true,
        wiped: state.wiped.filter((other) => other !== one),
        kept: kept && {
          ...kept,
          recalls: (kept.recalls ?? []).map((recall) =>
            recall.id === one.recall && recall.station === one.station
              ? { ...recall, confirmed: true }
              : recall,
          ),
        },
      })
    }
  }

  /** One after another, in the order of tapping: a correction must follow what it corrects. */
  async function send(): Promise<void> {
    const staff = state.kept?.staff.id
    if (state.sending || !staff) return
    set({ sending: true })
    try {
      for (;;) {
        const [entry] = waitingOf(state.queue, staff)
        if (!entry) return
        const { id } = entry.declaration
        try {
          const declaration = await calls.declare(entry.declaration)
          const { kept } = state
          set({
            online: true,
            queue: without(state.queue, id),
            kept: kept && {
              ...kept,
              days: kept.days.map((day) => withDeclaration(day, declaration)),
            },
          })
        } catch (error) {
          if (!(error instanceof ProblemError) || verdictOf(error.problem.status) !== 'refused')
            throw error
          set({ online: true, queue: refused(state.queue, id, error.problem) })
        }
      }
    } catch (error) {
      met(error)
    } finally {
      set({ sending: false })
    }
  }

  return {
    state: () => state,
    listen: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    refresh,
    signIn: async (username, password) => {
      const session = await calls.signIn(username, password)
      // The day of whoever was here before is not shown to somebody else.
      const kept = state.kept?.staff.id === session.staff.id ? state.kept : null
      set({ kept, session: 'signed-in', problem: null })
      await refresh()
    },
    signOut: async () => {
      try {
        await calls.signOut()
        set({ session: 'signed-out', kept: null })
      } catch (error) {
        met(error)
      }
    },
    showYesterday: (yesterday) => {
      set({ yesterday })
      return refresh()
    },
    declare: (answer) => {
      const staff = state.kept?.staff.id
      if (!staff) return
      const declaration = { ...answer, id: newId(), declaredAt: now() }
      set({ queue: added(state.queue, declaration, staff) })
      void send()
    },
    wipe: (recall, station) => {
      const staff = state.kept?.staff.id
      if (!staff) return
      set({ wiped: [...state.wiped, { recall, station, tappedAt: now(), staff }] })
      void sendWiped().catch(met)
    },
    drop: (id) => set({ queue: without(state.queue, id) }),
  }
}

/** The day to show: the one asked for, from what is kept. */
export function shownDay(state: DutyState, now: number): DutyDay | null {
  const { kept } = state
  if (!kept) return null
  const today = localDateOf(now + kept.offsetMs, kept.office.zone)
  const date = state.yesterday ? daysAfter(today, -1) : today
  return kept.days.find((day) => day.date === date) ?? null
}
