import { appendFileSync, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { sha256Hex } from '../contract/hash.ts'
import { BEAT_EVERY_MS } from '../contract/heartbeat.ts'
import { type Clock, SAMPLES_PER_MS } from '../contract/time.ts'
import { createAirClock } from '../engine/air-clock.ts'
import type { AirEvent, Cue } from '../engine/cue.ts'
import { openDecodedStore } from '../engine/decoded-store.ts'
import { createPlayer } from '../engine/player.ts'
import type { Decoder } from '../engine/sound.ts'
import { type OutputTools, openOutputs } from '../output/open-outputs.ts'
import type { OutputWish } from '../output/output-wish.ts'
import { makeFolder } from '../sync/state-folder.ts'
import { instantOf } from '../timeline/instance.ts'
import { createChain } from './chain.ts'
import { readSchedule } from './schedule.ts'

/**
 * Plays a schedule file: the same engine as a station's, without server, manifest or signed log.
 * What it needs to go on after a crash is the schedule and the clock, nothing else.
 */
export type PlayParts = Readonly<{
  clock: Clock
  tools: OutputTools
  decoder: Decoder
  schedule: string
  asRun: string
  state: string
  outputs: readonly OutputWish[]
  signal: AbortSignal
  log(message: string, facts?: Readonly<Record<string, unknown>>): void
  fatal(error: unknown): void
  /** Told every second in which sound was rendered. */
  tell(what: 'beat'): void
}>

/** Resolves when all is played, or soon after `signal`. */
export async function playSchedule(parts: PlayParts): Promise<void> {
  const { clock, log } = parts
  const schedule = resolve(parts.schedule)
  const items = await readSchedule(readFileSync(schedule, 'utf8'), dirname(schedule))
  const chain = createChain(items)
  await makeFolder(resolve(parts.state))
  const decoded = await openDecodedStore({
    folder: join(resolve(parts.state), 'pcm'),
    decoder: parts.decoder,
    keyOf,
  })
  const air = createAirClock(clock)
  const outputs = await openOutputs(
    parts.outputs,
    parts.tools,
    { wall: air.wall, wallOf: (position) => air.airOf(position) / SAMPLES_PER_MS, due: air.heard },
    clock,
    (name, state) => log('output', { name, ...state }),
  )
  const player = createPlayer({
    clock,
    air,
    outputs,
    open: decoded.open,
    programme: chain,
    fatal: parts.fatal,
    report: (event) => {
      follow(event)
      const line = asRunLine(event)
      if (line) appendFileSync(parts.asRun, `${JSON.stringify(line)}\n`)
    },
  })

  function follow(event: AirEvent): void {
    if (event.type === 'measured') chain.measured(event.cue, event.samples)
    if (event.type === 'unplayable') chain.measured(event.cue, 0)
    if (event.type === 'ended' || event.type === 'unheard') chain.settled(event.cue)
    if (event.type === 'interrupted') {
      if (rejoins(event.cut.reason)) chain.again(event.cue)
      else chain.settled(event.cue)
    }
    if (event.type === 'clock-step' || event.type === 'stalled') log(event.type, event)
    player.replan()
  }

  const planOf = (cue: Cue) => instantOf(chain.planOf(cue) ?? cue.startsAt)

  function asRunLine(event: AirEvent): Readonly<Record<string, unknown>> | null {
    switch (event.type) {
      case 'started': {
        const { startedAt, fromSample } = event.sound
        return {
          ev: 'start',
          id: event.cue.title,
          plan: planOf(event.cue),
          at: startedAt,
          fromSample,
        }
      }
      case 'ended':
      case 'interrupted': {
        const why = event.type === 'interrupted' ? event.cut.reason : undefined
        const { endedAt, samplesSent } = event.end
        return { ev: 'end', id: event.cue.title, at: endedAt, samples: samplesSent, why }
      }
      case 'unplayable':
      case 'unheard':
        return { ev: 'skip', id: event.cue.title, plan: planOf(event.cue), why: event.reason }
      default:
        return null
    }
  }

  player.start()
  void decoded.want(items.map(({ path }) => path))
  const beat = () => {
    if (player.isGoingOn()) parts.tell('beat')
    cancelBeat = clock.after(BEAT_EVERY_MS, beat)
  }
  let cancelBeat = clock.after(BEAT_EVERY_MS, beat)
  await new Promise<void>((done) => {
    const look = () => {
      if (parts.signal.aborted || chain.isOver(air.airOf(air.heard()))) done()
      else cancel = clock.after(100, look)
    }
    let cancel = clock.after(100, look)
    parts.signal.addEventListener('abort', () => {
      cancel()
      done()
    })
  })
  cancelBeat()
  await player.stop('shutdown')
  decoded.close()
}

/** After these the rest is still due. */
function rejoins(reason: string): boolean {
  return reason === 'stalled' || reason === 'clock-step'
}

/** A file that is written anew has another name in the store. */
async function keyOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  return sha256Hex([path, String(size), String(mtimeMs)].join('\n')).slice(0, 32)
}
