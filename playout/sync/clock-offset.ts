import type { Instant } from '../contract/time.ts'

/** Server time minus station time, learnt from every contact. */
export type ClockOffset = Readonly<{
  /** The server read `serverTime` somewhere between these two instants of ours. */
  note(sentAt: Instant, serverTime: Instant, receivedAt: Instant): void
  /** The station's own clock was set by so much, ms: what is known of the server holds on. */
  stepped(ms: number): void
  /** Median of the last contacts, ms; null before the first. */
  ms(): number | null
}>

const CONTACTS = 9
/** Answers slower than this say little about an instant between, ms. */
const MAX_ROUND_TRIP_MS = 2_000

export function createClockOffset(): ClockOffset {
  let offsets: number[] = []
  return {
    note: (sentAt, serverTime, receivedAt) => {
      const roundTrip = receivedAt - sentAt
      if (roundTrip < 0 || roundTrip > MAX_ROUND_TRIP_MS) return
      offsets = [...offsets, serverTime - (sentAt + roundTrip / 2)].slice(-CONTACTS)
    },
    stepped: (ms) => {
      offsets = offsets.map((offset) => offset - ms)
    },
    ms: () => {
      const sorted = [...offsets].sort((a, b) => a - b)
      const middle = sorted[sorted.length >> 1]
      return middle === undefined ? null : Math.round(middle)
    },
  }
}
