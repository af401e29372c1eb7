import { type Clock, SAMPLE_RATE, SAMPLES_PER_MS } from '../contract/time.ts'
import { findAlsaStatus, readAlsaStatus } from './alsa-status.ts'
import { createAnswerWatch } from './answer-watch.ts'
import { createAplayReport } from './aplay-report.ts'
import { createCardClock } from './card-clock.ts'
import { createCardFeed } from './card-feed.ts'
import { startEncoder } from './encoder.ts'
import { createFate } from './fate.ts'
import { createState, type Output, type OutputTime, type OutputWatcher } from './output.ts'

/**
 * A device of ALSA, played by `aplay`, which has its own clock: the kernel says how far it has got,
 * wherever the device belongs to aplay alone (`hw:`, `plughw:`). Through a mixer or a sound server
 * nobody says, so its clock is taken to be ours and its latency not to be there. That a device took
 * anything at all, aplay says itself with each period.
 *
 *   waiting ──aplay started──▶ trying ──it took a period──▶ running
 *      ▲                          └──── aplay left, took nothing for long ────┤
 *      └──────────────────────────── back-off ────────────────────────────────┘
 */
const SLICE_SAMPLES = 960
/** Given to aplay at most so far ahead, in samples: what it has cannot be taken back. */
const AHEAD_SAMPLES = 500 * SAMPLES_PER_MS
const BUFFER_MICROS = 300_000
const PERIOD_MICROS = 20_000
/** For something urgent aplay is started again when it holds more than this. */
const RESTART_SAMPLES = 150 * SAMPLES_PER_MS
/** A device that is tried has so much silence before it, samples, filled up this often, ms. */
const TRIED_WITH_SAMPLES = 150 * SAMPLES_PER_MS
const TRY_EVERY_MS = 40
/** A device that took nothing for so long stands still, ms; opening it may take longer. */
const STUCK_MS = 1_200
const OPENING_MS = 10_000

export function openAlsaOutput(
  name: string,
  device: string,
  aplay: string,
  time: OutputTime,
  clock: Clock,
  watch: OutputWatcher,
): Output {
  const state = createState(name, watch, { kind: 'lost', reason: 'not opened yet' })
  const card = createCardClock()
  const feed = createCardFeed(card)
  const fate = createFate()
  const report = createAplayReport()
  /** Timeline place at which aplay was given its first sample; null before. */
  let startedAt: number | null = null
  let status: string | null | undefined
  let sent = 0
  let breaks = 0
  let isTried = false
  let cancelTry = () => {}
  const answers = createAnswerWatch(clock, () => (isTried ? STUCK_MS : OPENING_MS))

  const player = startEncoder({
    program: aplay,
    args: () => aplayArgs(device),
    clock,
    onError: (text) => {
      const complaint = report.read(text)
      if (report.taken() > 0) answers.answered()
      // Told by what it took, not by having been started: it opens its device first.
      if (report.taken() > 0 && !isTried) {
        isTried = true
        state.set({ kind: 'ok' })
      }
      follow()
      return complaint
    },
    onState: (lost) => {
      const isOnPurpose = lost === null && state.get().kind === 'ok'
      if (lost !== null) {
        fate.lose(lost)
        breaks++
        state.set({ kind: 'lost', reason: lost })
      }
      if (!isOnPurpose) feed.reset()
      begin()
      if (lost !== null) return
      if (isOnPurpose) pump()
      else tryOut()
    },
  })

  function begin(): void {
    cancelTry()
    fate.restart()
    report.reset()
    answers.answered()
    startedAt = null
    status = undefined
    isTried = false
  }

  /** Plays silence until there is something to play, so that it shows whether the device does. */
  function tryOut(): void {
    if (feed.waiting() > 0) return
    startedAt ??= time.due()
    const least = time.due() - startedAt + TRIED_WITH_SAMPLES
    while (feed.written() < least && player.takes()) {
      if (!player.write(new Int16Array(SLICE_SAMPLES))) break
      answers.asked()
      feed.skip(SLICE_SAMPLES)
    }
    lookWhetherStuck()
    cancelTry = clock.after(TRY_EVERY_MS, tryOut)
  }

  function lookWhetherStuck(): void {
    if (answers.isStuck()) player.fail('the device takes nothing')
  }

  function follow(): void {
    const pid = player.pid()
    if (startedAt === null || pid === null) return
    const due = time.due()
    if (status === undefined && due - startedAt > SAMPLE_RATE / 4) status = findAlsaStatus(pid)
    if (status === undefined || status === null) {
      card.report(due / SAMPLES_PER_MS, due - startedAt)
      fate.played(report.taken() - report.buffer())
      return
    }
    const reading = readAlsaStatus(status)
    if (!reading?.running) return
    card.report(due / SAMPLES_PER_MS, reading.played)
    fate.played(Math.min(reading.played, report.taken()))
  }

  function pump(ahead = AHEAD_SAMPLES): void {
    if (!player.takes()) return
    follow()
    startedAt ??= time.due()
    const heard = time.due() - startedAt
    while (feed.waiting() > 0 && feed.written() < heard + ahead) {
      const pcm = feed.next(SLICE_SAMPLES)
      if (pcm.length === 0 || !player.write(pcm)) break
      answers.asked()
      fate.given(feed.written(), feed.handedTo())
      sent += pcm.length
    }
    lookWhetherStuck()
  }

  /** The device would sound the next sample at once, or after the silence it was tried with. */
  function placeFirst(position: number): void {
    cancelTry()
    const next = startedAt === null ? time.due() : startedAt + feed.written()
    const early = Math.max(0, Math.round(position - next))
    feed.push(new Int16Array(early), position - early)
  }

  return {
    name,
    kind: 'alsa',
    write: (pcm, position) => {
      if (state.get().kind !== 'ok') return false
      if (feed.handedTo() === Number.NEGATIVE_INFINITY && feed.waiting() === 0) placeFirst(position)
      fate.took(position, position + pcm.length)
      feed.push(pcm, position)
      pump()
      return state.get().kind === 'ok'
    },
    retract: (position) => {
      fate.retract(position)
      feed.retract(position)
      if (feed.handedTo() - position < RESTART_SAMPLES) return
      // All before it was on its way to the ear; how much of it arrived nobody will know.
      fate.heardTo(position)
      player.restart()
      feed.reset()
      begin()
    },
    state: state.get,
    facts: () => {
      const late = feed.late()
      const known = typeof status === 'string'
      return {
        lateMicros: !known || late === null ? null : Math.round((late / SAMPLES_PER_MS) * 1_000),
        driftPpm: known ? feed.driftPpm() : null,
        breaks,
      }
    },
    sent: () => sent,
    fate,
    announce: () => {},
    close: async () => {
      cancelTry()
      pump(Number.POSITIVE_INFINITY)
      if (await player.close()) fate.heardTo(Number.POSITIVE_INFINITY)
      else fate.lose('it did not play to the end')
    },
  }
}

function aplayArgs(device: string): readonly string[] {
  return [
    // A bar for each period that the device took, and the sizes that it really has.
    ...['-v', '-V', 'mono', '-t', 'raw', '-f', 'S16_LE', '-r', String(SAMPLE_RATE), '-c', '1'],
    ...['--fatal-errors', `--buffer-time=${BUFFER_MICROS}`, `--period-time=${PERIOD_MICROS}`],
    // It starts with the first samples, not with a full buffer.
    ...['--start-delay=1', ...(device === '' ? [] : ['-D', device]), '-'],
  ]
}
