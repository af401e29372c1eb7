import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { SAMPLE_RATE, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { createAirClock } from '../../playout/engine/air-clock.ts'
import type { Cue } from '../../playout/engine/cue.ts'
import { createPlayer } from '../../playout/engine/player.ts'
import { createCardClock } from '../../playout/output/card-clock.ts'
import { createCardFeed } from '../../playout/output/card-feed.ts'
import { ALWAYS_HEARD } from '../../playout/output/fate.ts'
import { openNullOutput } from '../../playout/output/null-output.ts'
import { NO_FACTS, type Output } from '../../playout/output/output.ts'
import { makeClock } from './clock.ts'

/** What the player was like at the end of a day of the virtual clock. */
export type DayOfAir = Readonly<{
  day: number
  /** Heap in use after a collection, MB. */
  heapMb: number
  /** Items heard whole that day, and the furthest that the card was off its instants at a start, ms. */
  ended: number
  worstStartMs: number
}>

const DAY_MS = 86_400_000
const T0 = 1_795_046_400_000
/** Three windows a day, of ten items of half a minute. */
const WINDOWS_MS = [5, 11, 17].map((hour) => hour * 3_600_000)
const ITEMS = 10
const ITEM_SAMPLES = 30 * SAMPLE_RATE
const CARD_PPM = 300
const CARD_HOLDS_MS = 400

const piece = Int16Array.from(
  { length: SAMPLE_RATE / 2 },
  (_, i) => 3_000 * Math.sin(i * 0.09) + 3_100,
)

/** Runs the engine, with a card that is 300 ppm off, through so many days; tells of each. */
export async function runDays(days: number, tell: (day: DayOfAir) => void): Promise<void> {
  const clock = makeClock(T0)
  const air = createAirClock(clock)
  const card = openVirtualCard(() => clock.monotonic())
  let ended = 0
  const player = createPlayer({
    clock,
    air,
    outputs: [openNullOutput('null'), card.output],
    open: async function* () {
      for (let i = 0; i < 60; i++) yield piece
    },
    programme: { cues, cutOf: () => null },
    report: (event) => {
      if (event.type === 'ended') ended++
      player.replan()
    },
    fatal: (error) => {
      throw error
    },
  })
  player.start()
  for (let day = 1; day <= days; day++) {
    await clock.advance(DAY_MS)
    collect()
    const heapMb = process.memoryUsage().heapUsed / 1e6
    tell({ day, heapMb, ended, worstStartMs: card.worstStartMs() })
    ended = 0
  }
  await Promise.all([player.stop('over'), clock.advance(5_000)])
}

function cues(from: number, to: number): readonly Cue[] {
  const day = Math.floor(from / SAMPLES_PER_MS / DAY_MS) * DAY_MS
  return WINDOWS_MS.flatMap((window) => {
    const first = (day + window) * SAMPLES_PER_MS
    if (first >= to || first + ITEMS * ITEM_SAMPLES <= from) return []
    return Array.from({ length: ITEMS }, (_, i) => ({
      id: `${day}-${window}-${i}`,
      title: '',
      path: 'x',
      startsAt: first + i * ITEM_SAMPLES,
      lengthSamples: ITEM_SAMPLES,
      gainMillibels: 0,
      outputs: null,
    })).filter((cue) => cue.startsAt < to && cue.startsAt + cue.lengthSamples > from)
  })
}

/** A card that knows where it stands, and is asked before each stretch that it is given. */
function openVirtualCard(now: () => number): { output: Output; worstStartMs(): number } {
  const rate = SAMPLES_PER_MS * (1 + CARD_PPM / 1e6)
  const clock = createCardClock()
  const feed = createCardFeed(clock)
  let worst = 0
  let wasSilent = true
  const write = (pcm: Int16Array, position: number) => {
    clock.report(now(), Math.floor(now() * rate))
    feed.push(pcm, position)
    while (feed.waiting() > 1_920 && feed.written() / rate < now() + CARD_HOLDS_MS) {
      const isSilent = feed.next(1_920).at(-1) === 0
      // Its first minutes are spent on learning.
      if (wasSilent && !isSilent && now() > 600_000)
        worst = Math.max(worst, Math.abs(feed.late() ?? 0) / SAMPLES_PER_MS)
      wasSilent = isSilent
    }
    return true
  }
  const output: Output = {
    ...{ name: 'loa', kind: 'fifo', write, retract: feed.retract, state: () => ({ kind: 'ok' }) },
    ...{
      facts: () => NO_FACTS,
      sent: feed.written,
      fate: ALWAYS_HEARD,
      announce: () => {},
      close: async () => {},
    },
  }
  return {
    output,
    worstStartMs: () => {
      const day = worst
      worst = 0
      return day
    },
  }
}

function collect(): void {
  setFlagsFromString('--expose-gc')
  const gc: () => void = runInNewContext('gc')
  gc()
  gc()
}
