import { EventPushAnswer, MAX_EVENT_PUSH_BYTES } from '../contract/exchange.ts'
import { type Clock, sleep } from '../contract/time.ts'
import type { Journal } from '../journal/journal.ts'
import type { ClockOffset } from './clock-offset.ts'
import type { Bell } from './loop.ts'
import { askFor, type Network } from './network.ts'

/** Events that happen together travel together, ms. */
const DEBOUNCE_MS = 80
/** Without anything new, this often a look, ms. */
const IDLE_MS = 15_000
/** After a refusal that sending again does not mend, ms. */
const REFUSED_MS = 60_000
/** An answer to 500 events may take its time, ms. */
const PUSH_ANSWER_MS = 10_000
const MAX_EVENTS = 500

export type PushParts = Readonly<{
  network: Network
  clock: Clock
  address: string
  journal: Journal
  offset: ClockOffset
  /** Rung for every event, and when the server says that it has less than we thought. */
  bell: Bell
  /** The server refuses an event for good: told once per reason. */
  refused(seq: number, reason: string): void
}>

export type Push = Readonly<{
  once(): Promise<void>
  /** The server named the last event that it keeps. */
  serverKeeps(seq: number): Promise<void>
}>

/** Sends the log from where the server stands. What it does not name as kept is sent again. */
export function createPush(parts: PushParts): Push {
  const { journal, clock } = parts
  let cursor = journal.keptSeq()
  let lastRefusal = ''
  let busy = false

  async function mark(seq: number): Promise<void> {
    const kept = Math.min(seq, journal.head().seq)
    if (kept !== journal.keptSeq()) await journal.setKept(kept)
  }

  async function sendBatch(): Promise<boolean> {
    const events = await journal.read(cursor, MAX_EVENTS, MAX_EVENT_PUSH_BYTES * 0.9)
    if (events.length === 0) return false
    const sentAt = clock.now()
    const answer = await askFor(parts.network, clock, `${parts.address}/events`, EventPushAnswer, {
      method: 'POST',
      body: { events },
      answerMs: PUSH_ANSWER_MS,
    })
    parts.offset.note(sentAt, answer.serverTime, clock.now())
    const refusedAt = answer.results.findIndex(({ result }) => result === 'refused')
    const good = refusedAt < 0 ? Math.min(answer.results.length, events.length) : refusedAt
    cursor += good
    await mark(cursor)
    if (refusedAt < 0) return good > 0
    const reason = answer.results[refusedAt]?.reason ?? 'unknown'
    if (reason === 'gap' && answer.keptSeq !== cursor && answer.keptSeq <= journal.head().seq) {
      cursor = answer.keptSeq
      await mark(cursor)
      return true
    }
    if (reason !== lastRefusal) parts.refused(cursor + 1, reason)
    lastRefusal = reason
    await parts.bell.wait(REFUSED_MS)
    return false
  }

  return {
    once: async () => {
      await parts.bell.wait(IDLE_MS)
      await sleep(clock, DEBOUNCE_MS)
      busy = true
      try {
        while (await sendBatch());
      } finally {
        busy = false
      }
    },
    serverKeeps: async (seq) => {
      // While a batch is under way, an older answer says nothing about it.
      if (busy || seq >= cursor) {
        if (journal.head().seq > cursor) parts.bell.ring()
        return
      }
      cursor = seq
      await mark(seq)
      parts.bell.ring()
    },
  }
}
