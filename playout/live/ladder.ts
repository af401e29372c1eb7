import { type Clock, SAMPLE_RATE, SAMPLES_PER_MS, sleep } from '../contract/time.ts'
import { FADE_SAMPLES } from '../engine/gain.ts'
import { energyOf, levelOf } from '../engine/level.ts'
import type { OpenSound } from '../engine/sound.ts'
import type { AirSample } from '../timeline/instance.ts'
import { createLeveller } from './leveller.ts'
import type { LiveSource } from './live-source.ts'
import { pauseSignal } from './pause-signal.ts'

/** A part of a window that another source fills. */
export type LivePart = Readonly<{
  startsAt: AirSample
  /** In order: the source, its backup. */
  sources: readonly Readonly<{ name: string; address: string }>[]
  /** What runs over is let out: up to its next pause, or for so long at most. */
  softEnd?: Readonly<{
    /** Planned end and latest end, samples of the part. */
    planned: number
    latest: number
    /** Told where it really ends, more than a second before that is heard. */
    ended(at: number): void
  }>
}>

/** Something ready that may sound instead. */
export type Filler = Readonly<{ name: string; path: string }>

export type LadderParts = Readonly<{
  clock: Clock
  /** What is heard now. */
  heardAt(): AirSample
  openSource(name: string, address: string): LiveSource
  /** Bulletins of campaigns, then station identification and music: what may sound, asked anew. */
  fillers(): readonly Filler[]
  openFiller: OpenSound
  /** Told which rung sounds from now on, and why not the one above. */
  changed(to: string, reason: string): void
}>

/** Sound is given out so long before it is heard; the engine renders a second ahead. */
const GIVEN_SAMPLES = 1.5 * SAMPLE_RATE
/** When nothing has come by then, the next rung sounds. */
const LATEST_SAMPLES = 1.2 * SAMPLE_RATE
const PIECE_SAMPLES = 100 * SAMPLES_PER_MS
const LOOK_MS = 30
/** Below this, for so many pieces, somebody has finished a sentence. */
const PAUSE_MILLIBELS = -4_500
const PAUSE_PIECES = 3

/**
 * A live part as sound: the source, or its backup, or what is ready on this station, or a pause
 * signal; never silence. A source that comes back is carried again.
 */
export async function* climb(
  part: LivePart,
  fromSample: number,
  untilSample: number,
  signal: AbortSignal,
  parts: LadderParts,
): AsyncGenerator<Int16Array> {
  const { clock } = parts
  const sources = part.sources.map(({ name, address }) => parts.openSource(name, address))
  const filling = createFilling(parts, signal)
  const level = createLeveller()
  let last: string | null = null
  const { softEnd } = part
  const until = Math.min(untilSample, softEnd?.latest ?? Number.POSITIVE_INFINITY)
  let quiet = 0

  /** Whether a soft end may be made here: in a pause, or where no source sounds anyway. */
  function mayEnd(at: number): boolean {
    if (!softEnd || at < softEnd.planned) return false
    return quiet >= PAUSE_PIECES || !sources.some(({ name }) => name === last)
  }

  /** What sounds next, from the highest rung that has something; null while it may still come. */
  async function next(samples: number, isLatest: boolean): Promise<Int16Array | null> {
    const reasons: string[] = []
    for (const source of sources) {
      const pcm = source.fault() === null ? source.read(samples) : null
      if (pcm && pcm.length === samples) {
        level(pcm)
        return heard(source.name, reasons.join('; '), pcm)
      }
      reasons.push(`${source.name}: ${source.fault() ?? 'nothing comes'}`)
    }
    // Before anything was lost, the source is given until the last moment.
    if (!isLatest && (last === null || sources.some(({ name }) => name === last))) return null
    const { name, pcm } = await filling.read(samples)
    return heard(name, reasons.join('; ') || 'no source is named', pcm)
  }

  function heard(name: string, reason: string, pcm: Int16Array): Int16Array {
    if (name === last) return pcm
    if (last !== null || reason !== '') parts.changed(name, reason)
    last = name
    // A cut in the midst of something is not heard as a click.
    for (let i = 0; i < FADE_SAMPLES && i < pcm.length; i++)
      pcm[i] = Math.round(((pcm[i] as number) * i) / FADE_SAMPLES)
    return pcm
  }

  try {
    let at = fromSample
    while (at < until && !signal.aborted && !mayEnd(at)) {
      const ahead = part.startsAt + at - parts.heardAt()
      if (ahead > GIVEN_SAMPLES) {
        await sleep(clock, LOOK_MS)
        continue
      }
      const edge = softEnd && at < softEnd.planned ? softEnd.planned : until
      const samples = Math.min(PIECE_SAMPLES, edge - at)
      const pcm = await next(samples, ahead < LATEST_SAMPLES)
      if (pcm === null) {
        await sleep(clock, LOOK_MS)
        continue
      }
      at += pcm.length
      quiet = levelOf(energyOf(pcm), pcm.length) < PAUSE_MILLIBELS ? quiet + 1 : 0
      // Told before it is taken, so that what follows is ready.
      if (mayEnd(at) || at >= until) softEnd?.ended(at)
      yield pcm
    }
  } finally {
    for (const source of sources) source.close()
    filling.close()
  }
}

/** The lower rungs: what is ready, one after the other, and the pause signal where nothing is. */
function createFilling(
  parts: LadderParts,
  signal: AbortSignal,
): Readonly<{
  read(samples: number): Promise<Readonly<{ name: string; pcm: Int16Array }>>
  close(): void
}> {
  let current: (Filler & { pieces: AsyncIterator<Int16Array> }) | null = null
  let rest: Int16Array = new Int16Array(0)
  let turn = 0
  let signalled = 0

  /** More of what sounds, or the beginning of what comes next; null when nothing is ready. */
  async function more(): Promise<Int16Array | null> {
    const ready = parts.fillers()
    // What was recalled meanwhile stops here.
    if (current && !ready.some(({ path }) => path === current?.path)) drop()
    for (let tries = 0; tries <= ready.length; tries++) {
      if (!current) {
        const filler = ready[turn++ % Math.max(1, ready.length)]
        if (!filler) return null
        const pieces = parts.openFiller(filler.path, 0, Number.POSITIVE_INFINITY, signal)
        current = { ...filler, pieces: pieces[Symbol.asyncIterator]() }
      }
      const piece = await current.pieces.next().catch(() => null)
      if (piece && !piece.done) return piece.value
      current = null
    }
    return null
  }

  function drop(): void {
    void current?.pieces.return?.()
    current = null
    rest = new Int16Array(0)
  }

  return {
    read: async (samples) => {
      while (rest.length < samples) {
        const piece = await more()
        if (!piece) {
          rest = new Int16Array(0)
          const pcm = pauseSignal(signalled, samples)
          signalled += samples
          return { name: 'pause signal', pcm }
        }
        const joined = new Int16Array(rest.length + piece.length)
        joined.set(rest)
        joined.set(piece, rest.length)
        rest = joined
      }
      const pcm = rest.slice(0, samples)
      rest = rest.slice(samples)
      return { name: current?.name ?? 'filler', pcm }
    },
    close: drop,
  }
}
