import { type Clock, SAMPLES_PER_MS } from '../contract/time.ts'
import { createAnswerWatch } from './answer-watch.ts'
import { createBackOff } from './back-off.ts'
import { createCardClock } from './card-clock.ts'
import { createCardFeed } from './card-feed.ts'
import { createFate } from './fate.ts'
import { bytesOf } from './file-output.ts'
import { createState, type Output, type OutputTime, type OutputWatcher } from './output.ts'
import { openPulseLink, type PulseLink, type PulseServer } from './pulse-link.ts'

/**
 * A device of PulseAudio, or of PipeWire by its PulseAudio door. The stream never stops for want of
 * sound, so that its samples are an axis of time: where the device stands on it is asked all the
 * time, and each sample is put where it will be heard at its own instant.
 *
 *   waiting ──stream made──▶ settling ──its place is known──▶ running
 *      ▲                        └──── device or server gone ──────┤
 *      └──────────────────────── back-off ────────────────────────┘
 */
const SLICE_SAMPLES = 4_800
/** How often the server is asked where it stands: while that is being learnt, and then, ms. */
const LEARN_MS = 5
const FOLLOW_MS = 100
/** An answer was true at some moment of its round trip, ms: quick ones say it best. */
const QUICK_ROUND_TRIP_MS = 1
/** Others are believed when no good one came for a while, ms. */
const MAX_ROUND_TRIP_MS = 5
const WITHOUT_GOOD_MS = 500
/** The first answers move about while the device finds its latency. */
const SETTLING_ANSWERS = 3
/** Closer to what is heard than this, nothing can be changed any more. */
const MARGIN_SAMPLES = 20 * SAMPLES_PER_MS
/** A server that owes an answer for so long stands still, ms; it is asked all the time. */
const STUCK_MS = 1_200
/** One that does not even greet: its socket takes calls while it stands still, and it may go on. */
const GREETING_MS = 10_000

export function openPulseOutput(
  name: string,
  device: string | null,
  server: PulseServer,
  time: OutputTime,
  clock: Clock,
  watch: OutputWatcher,
): Output {
  const state = createState(name, watch, { kind: 'lost', reason: 'not connected yet' })
  const backOff = createBackOff()
  const card = createCardClock()
  const feed = createCardFeed(card)
  const fate = createFate()
  let opening: PulseLink | null = null
  let link: PulseLink | null = null
  let answers = 0
  let goodAt = Number.NEGATIVE_INFINITY
  /** Samples that the server had taken for the device, and when it said so. */
  let taken = { samples: 0, at: 0 }
  let begun = false
  let sent = 0
  let breaks = 0
  let closed = false
  let cancel = () => {}
  const owed = createAnswerWatch(clock, () => STUCK_MS)

  function open(): void {
    cancel = clock.after(GREETING_MS, () => opening?.fail('the sound server does not answer'))
    opening = openPulseLink({
      server,
      device,
      direction: 'playback',
      ready: (ready) => {
        cancel()
        owed.answered()
        feed.reset()
        fate.restart()
        link = ready
        answers = 0
        begun = false
        // The device is set to its latency by the first sound, so that it is the same afterwards.
        link.write(bytesOf(new Int16Array(SLICE_SAMPLES)), 'absolute', 0)
        feed.skip(SLICE_SAMPLES)
        follow(ready)
      },
      lost: (reason) => {
        link = null
        cancel()
        fate.lose(reason)
        if (closed) return
        state.set({ kind: 'lost', reason })
        cancel = clock.after(backOff.next(), open)
      },
    })
  }

  function follow(asked: PulseLink): void {
    if (link !== asked) return
    if (owed.isStuck()) {
      asked.fail('the sound server does not answer')
      return
    }
    owed.asked()
    const askedAt = clock.monotonic()
    asked.askTiming((timing) => {
      if (link !== asked) return
      owed.answered()
      fate.played(timing.heard)
      const took = clock.monotonic() - askedAt
      // A device that says it holds nothing is late itself, by nobody knows how much.
      const isGood = took <= QUICK_ROUND_TRIP_MS && timing.heard < timing.taken
      if (isGood) goodAt = askedAt
      const isBelieved = isGood || (took <= MAX_ROUND_TRIP_MS && askedAt - goodAt > WITHOUT_GOOD_MS)
      if (!isBelieved) return
      const at = time.due() / SAMPLES_PER_MS - took / 2
      taken = { samples: timing.taken, at }
      answers++
      if (answers === SETTLING_ANSWERS) card.reset()
      card.report(at, timing.heard)
      if (answers < SETTLING_ANSWERS || card.heardAt(0) === null) return
      if (state.get().kind === 'ok') return
      backOff.reset()
      state.set({ kind: 'ok' })
    })
    const wait = answers < 6 * SETTLING_ANSWERS ? LEARN_MS : FOLLOW_MS
    cancel = clock.after(wait, () => follow(asked))
  }

  /** First sample of the stream that can still be changed. */
  const firstOpen = () =>
    Math.ceil(taken.samples + time.due() - taken.at * SAMPLES_PER_MS) + MARGIN_SAMPLES

  function pump(to: PulseLink): void {
    const behind = firstOpen() - feed.written()
    if (behind > 0) {
      const from = feed.nextPlace()
      if (begun) breaks++
      if (begun && from !== null) fate.miss(from, from + behind, 'it came too late')
      feed.skip(behind)
    }
    while (feed.waiting() > 0) {
      const at = feed.written()
      const pcm = feed.next(SLICE_SAMPLES)
      if (pcm.length === 0) break
      to.write(bytesOf(pcm), 'absolute', at)
      fate.given(feed.written(), feed.handedTo())
      sent += pcm.length
    }
    begun = true
  }

  open()
  return {
    name,
    kind: 'pulse',
    write: (pcm, position) => {
      if (!link || state.get().kind !== 'ok') return false
      fate.took(position, position + pcm.length)
      feed.push(pcm, position)
      pump(link)
      return true
    },
    retract: (position) => {
      fate.retract(position)
      feed.retract(position)
      const back = Math.min(feed.handedTo() - position, feed.written() - firstOpen())
      if (link && begun && back > 0) feed.unwrite(Math.floor(back))
    },
    state: state.get,
    facts: () => {
      const late = feed.late()
      return {
        lateMicros: late === null ? null : Math.round((late / SAMPLES_PER_MS) * 1_000),
        driftPpm: feed.driftPpm(),
        breaks,
      }
    },
    sent: () => sent,
    fate,
    announce: () => {},
    close: async () => {
      closed = true
      cancel()
      // What it said last was true a moment ago, and all of it was due by now.
      if (link && !owed.isStuck()) fate.heardTo(Math.min(time.due(), feed.handedTo()))
      fate.lose('the player ended')
      opening?.close()
      link = null
    },
  }
}
