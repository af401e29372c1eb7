import { createAirClock } from '../../playout/engine/air-clock.ts'
import type { AirEvent, Cue, Programme } from '../../playout/engine/cue.ts'
import { createPlayer, type Player } from '../../playout/engine/player.ts'
import type { OpenSound } from '../../playout/engine/sound.ts'
import { ALWAYS_HEARD } from '../../playout/output/fate.ts'
import { NO_FACTS, type Output, type OutputTime } from '../../playout/output/output.ts'
import { makeClock, type VirtualClock } from './clock.ts'

/** For outputs on their own: everything is due as soon as it is given. */
export const AT_ONCE: OutputTime = {
  wall: () => 0,
  wallOf: () => 0,
  due: () => Number.MAX_SAFE_INTEGER / 2,
}

/** The engine alone, under a clock that moves only when told, with an output that remembers. */
export type TestAir = Readonly<{
  clock: VirtualClock
  player: Player
  events: AirEvent[]
  /** Everything that went out, in order; a leap of the timeline leaves a gap of zeros. */
  capture(): Int16Array
  /** Wall instant of the capture's first sample, ms. */
  startedAt: number
  /** Runs for some time, tick by tick. */
  run(ms: number): Promise<void>
  /** Whether the output takes sound. */
  setTaking(taking: boolean): void
}>

export function startAir(
  startsAt: number,
  cues: (from: number, to: number) => readonly Cue[],
  sounds: Readonly<Record<string, Int16Array>>,
  more: Partial<Programme> = {},
): TestAir {
  const clock = makeClock(startsAt)
  const air = createAirClock(clock)
  const events: AirEvent[] = []
  const pieces: { pcm: Int16Array; position: number }[] = []
  let taking = true
  const output: Output = {
    name: 'nhớ',
    kind: 'null',
    write: (pcm, position) => {
      if (taking) pieces.push({ pcm, position })
      return taking
    },
    retract: () => {},
    state: () => ({ kind: 'ok' }),
    facts: () => NO_FACTS,
    sent: () => 0,
    fate: ALWAYS_HEARD,
    announce: () => {},
    close: async () => {},
  }
  const player = createPlayer({
    clock,
    air,
    outputs: [output],
    open: openFrom(sounds),
    programme: { cues, cutOf: () => null, ...more },
    report: (event) => {
      events.push(event)
      player.replan()
    },
    fatal: (error) => {
      throw error
    },
  })
  player.start()
  return {
    clock,
    player,
    events,
    startedAt: startsAt,
    capture: () => joined(pieces),
    run: (ms) => clock.advance(ms),
    setTaking: (next) => {
      taking = next
    },
  }
}

/** Sounds from memory, in pieces, as a decoder gives them. */
function openFrom(sounds: Readonly<Record<string, Int16Array>>): OpenSound {
  return async function* (path, fromSample, untilSample) {
    const pcm = sounds[path]
    if (!pcm) throw new Error('no such sound')
    const end = Math.min(pcm.length, untilSample)
    for (let at = fromSample; at < end; at += 4_800) yield pcm.slice(at, Math.min(end, at + 4_800))
  }
}

function joined(pieces: readonly { pcm: Int16Array; position: number }[]): Int16Array {
  const last = pieces.at(-1)
  const all = new Int16Array((last?.position ?? 0) + (last?.pcm.length ?? 0))
  for (const { pcm, position } of pieces) all.set(pcm, position)
  return all
}
