import { type Clock, SAMPLE_RATE, SAMPLES_PER_MS } from '../contract/time.ts'
import { findAlsaStatus, readAlsaStatus } from './alsa-status.ts'
import { createCardClock } from './card-clock.ts'
import { createCardFeed } from './card-feed.ts'
import { startEncoder } from './encoder.ts'
import { createState, type Output, type OutputTime, type OutputWatcher } from './output.ts'

/**
 * A device of ALSA, played by `aplay`, which has its own clock: the kernel says how far it has got,
 * wherever the device belongs to aplay alone (`hw:`, `plughw:`). Through a mixer or a sound server
 * nobody says, so its clock is taken to be ours and its latency not to be there.
 */
const SLICE_SAMPLES = 960
/** Given to aplay at most so far ahead, in samples: what it has cannot be taken back. */
const AHEAD_SAMPLES = 500 * SAMPLES_PER_MS
const BUFFER_MICROS = 300_000
const PERIOD_MICROS = 20_000
/** For something urgent aplay is started again when it holds more than this. */
const RESTART_SAMPLES = 150 * SAMPLES_PER_MS

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
  /** Timeline place at which aplay was given its first sample; null before. */
  let startedAt: number | null = null
  let status: string | null | undefined
  let sent = 0
  let breaks = 0

  const player = startEncoder({
    program: aplay,
    args: () => aplayArgs(device),
    clock,
    onState: (lost) => {
      // Started again on purpose, it was never lost.
      if (lost === null && state.get().kind === 'ok') return
      begin()
      if (lost !== null) breaks++
      state.set(lost === null ? { kind: 'ok' } : { kind: 'lost', reason: lost })
    },
  })

  function begin(): void {
    feed.reset()
    startedAt = null
    status = undefined
  }

  function follow(): void {
    const pid = player.pid()
    if (startedAt === null || pid === null) return
    const due = time.due()
    if (status === undefined && due - startedAt > SAMPLE_RATE / 4) status = findAlsaStatus(pid)
    if (status === undefined || status === null) {
      card.report(due / SAMPLES_PER_MS, due - startedAt)
      return
    }
    const reading = readAlsaStatus(status)
    if (reading?.running) card.report(due / SAMPLES_PER_MS, reading.played)
  }

  function pump(): void {
    if (!player.takes()) return
    follow()
    startedAt ??= time.due()
    const heard = time.due() - startedAt
    while (feed.waiting() > 0 && feed.written() < heard + AHEAD_SAMPLES) {
      const pcm = feed.next(SLICE_SAMPLES)
      if (pcm.length === 0 || !player.write(pcm)) break
      sent += pcm.length
    }
  }

  return {
    name,
    kind: 'alsa',
    write: (pcm, position) => {
      if (state.get().kind !== 'ok') return false
      if (startedAt === null && feed.waiting() === 0) {
        // The device is empty and would sound at once; this is not due yet.
        const early = Math.max(0, Math.round(position - time.due()))
        feed.push(new Int16Array(early), position - early)
      }
      feed.push(pcm, position)
      pump()
      return state.get().kind === 'ok'
    },
    retract: (position) => {
      feed.retract(position)
      if (feed.handedTo() - position < RESTART_SAMPLES) return
      player.restart()
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
    announce: () => {},
    close: player.close,
  }
}

function aplayArgs(device: string): readonly string[] {
  return [
    ...['-q', '-t', 'raw', '-f', 'S16_LE', '-r', String(SAMPLE_RATE), '-c', '1'],
    ...['--fatal-errors', `--buffer-time=${BUFFER_MICROS}`, `--period-time=${PERIOD_MICROS}`],
    // It starts with the first samples, not with a full buffer.
    ...['--start-delay=1', ...(device === '' ? [] : ['-D', device]), '-'],
  ]
}
