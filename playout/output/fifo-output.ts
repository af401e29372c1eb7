import { closeSync, constants, openSync, readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { type Clock, SAMPLE_RATE, SAMPLES_PER_MS } from '../contract/time.ts'
import { createCardClock } from './card-clock.ts'
import { createCardFeed } from './card-feed.ts'
import { createFate } from './fate.ts'
import { bytesOf } from './file-output.ts'
import { createState, type Output, type OutputTime, type OutputWatcher } from './output.ts'

/**
 * A named pipe that something with a sample clock of its own reads (a sound card's stand-in).
 *
 *   waiting ──reader opens──▶ settling ──what a former player left is heard──▶ running
 *      ▲                                                                          │
 *      └───────────────────────────── reader gone ────────────────────────────────┘
 *
 * Where `<fifo>.status` tells how many samples have been heard, each sample is brought to its own
 * instant (see card-feed.ts).
 */
const SLICE_SAMPLES = 1_920
/** How often the reader's report is read: while its place is being learnt, and then. */
const LEARN_MS = 50
const FOLLOW_MS = 200
const LEARNING_SAMPLES = 5 * SAMPLE_RATE
const RETRY_MS = 20
/** A report older than this is none, ms. */
const MAX_AGE_MS = 1_000
/** A former player's rest is waited for at most so long. */
const SETTLE_MS = 3_000
/** Waiting to be taken, in samples; beyond this the reader has stopped. */
const MAX_WAITING = 4 * SAMPLE_RATE
/** What a sink needs before it begins to sound, ms. */
const SINK_START_MS = 15

type Link = {
  socket: Socket
  /** Samples the sink had heard before our first. */
  base: number
  /** It tells where it stands. */
  tells: boolean
  busy: boolean
}

export function openFifoOutput(
  name: string,
  path: string,
  time: OutputTime,
  clock: Clock,
  watch: OutputWatcher,
): Output {
  const state = createState(name, watch, { kind: 'lost', reason: 'nobody reads the pipe' })
  const card = createCardClock()
  const feed = createCardFeed(card)
  const fate = createFate()
  let link: Link | null = null
  let sent = 0
  let breaks = 0
  let closed = false
  let cancel = () => {}

  function connect(): void {
    if (closed) return
    let fd: number
    try {
      fd = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      state.set({ kind: 'lost', reason: code === 'ENXIO' ? 'nobody reads the pipe' : `${code}` })
      cancel = clock.after(code === 'ENXIO' ? RETRY_MS : 1_000, connect)
      return
    }
    settle(fd, clock.monotonic())
  }

  function settle(fd: number, since: number): void {
    const status = readStatus(path)
    if (closed) closeSync(fd)
    else if (status?.run && clock.monotonic() - since < SETTLE_MS)
      cancel = clock.after(10, () => settle(fd, since))
    else run(fd, status)
  }

  function run(fd: number, status: Status | null): void {
    const socket = new Socket({ fd, readable: false, writable: true })
    socket.on('error', (error) => lose(error.message))
    socket.on('close', () => lose('the reader has gone'))
    feed.reset()
    fate.restart()
    link = { socket, base: status?.n ?? 0, tells: status !== null, busy: false }
    state.set({ kind: 'ok' })
    if (status) poll(-1)
  }

  function lose(reason: string): void {
    if (!link) return
    link.socket.destroy()
    link = null
    cancel()
    fate.lose(reason)
    if (closed) return
    state.set({ kind: 'lost', reason })
    cancel = clock.after(RETRY_MS, connect)
  }

  function poll(lastCount: number): void {
    if (!link) return
    const status = readStatus(path)
    // While a step of the clock waits to be taken over, the reader's time is not ours.
    const age = status ? time.wall() - status.t : 0
    if (status?.run && status.k !== lastCount && Math.abs(age) < MAX_AGE_MS)
      card.report(time.due() / SAMPLES_PER_MS - age, status.n - link.base)
    if (status) fate.played(status.n - link.base)
    const wait = feed.written() < LEARNING_SAMPLES ? LEARN_MS : FOLLOW_MS
    cancel = clock.after(wait, () => poll(status?.k ?? lastCount))
  }

  function pump(): void {
    if (!link || link.busy || feed.waiting() === 0) return
    const slice = feed.next(SLICE_SAMPLES)
    if (slice.length === 0) return
    const { socket } = link
    sent += slice.length
    link.busy = true
    fate.given(feed.written(), feed.handedTo())
    const place = feed.handedTo()
    socket.write(bytesOf(slice), () => {
      if (link?.socket !== socket) return
      link.busy = false
      // A reader that does not tell where it stands has what is in its pipe.
      if (!link.tells) fate.heardTo(place)
      if (state.get().kind === 'lost') state.set({ kind: 'ok' })
      pump()
    })
  }

  connect()
  return {
    name,
    kind: 'fifo',
    write: (pcm, position) => {
      if (!link) return false
      if (feed.written() === 0 && feed.waiting() === 0) {
        // The sink is empty and would sound at once; this is not due yet.
        const earlyMs = time.wallOf(position) - time.wall() - SINK_START_MS
        const early = Math.max(0, Math.round(earlyMs * SAMPLES_PER_MS))
        feed.push(new Int16Array(early), position - early)
      }
      fate.took(position, position + pcm.length)
      feed.push(pcm, position)
      if (feed.waiting() > MAX_WAITING) {
        const from = feed.nextPlace() ?? position
        feed.dropFirst(feed.waiting() - MAX_WAITING)
        fate.miss(from, feed.nextPlace() ?? from, 'the reader does not take anything')
        breaks++
        state.set({ kind: 'lost', reason: 'the reader does not take anything' })
      }
      pump()
      return state.get().kind === 'ok'
    },
    retract: (position) => {
      fate.retract(position)
      feed.retract(position)
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
      if (link) fate.heardTo(Math.min(time.due(), feed.handedTo()))
      fate.lose('the player ended')
      link?.socket.destroy()
      link = null
    },
  }
}

type Status = Readonly<{ k: number; run: boolean; t: number; n: number }>

/** The sink's report; null when there is none, or it is being written just now. */
function readStatus(path: string): Status | null {
  try {
    return JSON.parse(readFileSync(`${path}.status`, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT')
      return null
    throw error
  }
}
