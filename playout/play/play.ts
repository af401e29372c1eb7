import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { sha256Hex } from '../contract/hash.ts'
import { BEAT_EVERY_MS } from '../contract/heartbeat.ts'
import { type Clock, SAMPLES_PER_MS } from '../contract/time.ts'
import { createAirClock } from '../engine/air-clock.ts'
import type { AirEvent, Cue } from '../engine/cue.ts'
import { type DecodedStore, openDecodedStore } from '../engine/decoded-store.ts'
import { createPlayer } from '../engine/player.ts'
import type { Decoder } from '../engine/sound.ts'
import { openLiveSource } from '../live/live-source.ts'
import { type OutputTools, openOutputs } from '../output/open-outputs.ts'
import type { OutputWish } from '../output/output-wish.ts'
import { makeFolder } from '../sync/state-folder.ts'
import { instantOf } from '../timeline/instance.ts'
import { type AsRunLine, openAsRun, type Unwritten } from './as-run.ts'
import { createChain } from './chain.ts'
import { createLengths } from './lengths.ts'
import { readSchedule } from './schedule.ts'
import { isLive } from './scheduled.ts'

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

/** What began is told within this time, samples: 2 s. */
const TOLD_WITHIN_SAMPLES = 2_000 * SAMPLES_PER_MS
/** So many files are looked at each second for whether their length is known by now. */
const MOST_LOOKED_AT = 50
/** Mean level of digital silence, 0.01 dBFS. */
const SILENCE_MILLIBELS = -20_000

/** Resolves when all is played, or soon after `signal`, with what of its as-run no disk took. */
export async function playSchedule(parts: PlayParts): Promise<Unwritten | null> {
  const { clock, log } = parts
  const schedule = resolve(parts.schedule)
  const text = readFileSync(schedule, 'utf8')
  const { items, left, stopped } = await readSchedule(text, dirname(schedule), clock.now())
  const chain = createChain(items, stopped)
  const asRun = openAsRun(parts.asRun, log)
  const decoded = await openStore(parts)
  const lengths = createLengths(decoded.lengthOf, parts.decoder.open, parts.signal)
  const air = createAirClock(clock)
  const outputs = await openOutputs(
    parts.outputs,
    parts.tools,
    { wall: air.wall, wallOf: (position) => air.airOf(position) / SAMPLES_PER_MS, due: air.heard },
    clock,
    (name, state) => log('output', { name, ...state }),
  )
  const heardAt = () => air.airOf(Math.floor(air.heard()))
  const carry = items.some(({ live }) => live)
    ? (await import('./live-items.ts')).openLiveItems({
        items,
        startOf: chain.startOf,
        ladder: {
          ...{ clock, heardAt, openFiller: decoded.open },
          openSource: (name, address) => openLiveSource(name, address, parts.tools, clock),
        },
        changed: (id, to, why) => asRun.note({ ev: 'source', id, at: clock.now(), to, why }),
      })
    : decoded.open
  const player = createPlayer({
    clock,
    air,
    outputs,
    open: (path, ...stretch) => (isLive(path) ? carry : decoded.open)(path, ...stretch),
    programme: chain,
    fatal: parts.fatal,
    report: (event) => {
      follow(event)
      const line = asRunLine(event)
      if (line) asRun.note(line)
    },
  })

  function follow(event: AirEvent): void {
    if (event.type === 'measured') chain.measured(event.cue, event.samples)
    if (event.type === 'started') chain.begun(event.cue)
    if (event.type === 'unplayable') {
      // Joined so far in, it may only be over: what follows stands where it really ended.
      if (event.fromSample > 0) void learn(event.cue)
      else chain.measured(event.cue, 0)
    }
    if (event.type === 'ended' || event.type === 'unheard') chain.settled(event.cue)
    if (event.type === 'interrupted') {
      if (rejoins(event.cut.reason)) chain.again(event.cue)
      else chain.settled(event.cue)
    }
    if (event.type === 'clock-step' || event.type === 'stalled') log(event.type, event)
    player.replan()
  }

  async function learn(cue: Cue): Promise<void> {
    const samples = cue.path === null ? 0 : await lengths.find(cue.path)
    chain.measured(cue, samples)
    if (samples === 0)
      asRun.note({ ev: 'skip', id: cue.title, plan: planOf(cue), why: 'no sound in the file' })
    player.replan()
  }

  /** Lengths of what is decoded by now, so that what follows is placed ahead of time. */
  async function lookForLengths(): Promise<void> {
    for (const path of chain.unknown().slice(0, MOST_LOOKED_AT)) {
      const samples = await lengths.known(path)
      if (samples === null) continue
      chain.learnt(path, samples)
      player.replan()
    }
  }

  /** Writes down what never began; also what earlier runs on the same file did not know of. */
  function tellMissed(at: number): void {
    for (const { id, path, plan, why, hasLength } of chain.missed(at)) {
      const planned = instantOf(plan)
      if (!asRun.knows(id, planned)) asRun.note({ ev: 'skip', id, plan: planned, why })
      if (!hasLength)
        void lengths.find(path).then((samples) => {
          chain.learnt(path, samples)
          player.replan()
        })
    }
  }

  const planOf = (cue: Cue) => instantOf(chain.planOf(cue) ?? cue.startsAt)

  function asRunLine(event: AirEvent): AsRunLine | null {
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
        const { endedAt, samplesSent, levelMillibels } = event.end
        const aired = samplesSent > 0 && levelMillibels > SILENCE_MILLIBELS
        const why = event.type === 'interrupted' ? event.cut.reason : aired ? undefined : 'silent'
        return {
          ...{ ev: 'end', id: event.cue.title, at: endedAt, samples: samplesSent },
          ...{ level: levelMillibels / 100, aired, why, outputs: event.handed ?? [] },
        }
      }
      case 'unplayable':
        if (event.fromSample > 0) return null
        return { ev: 'skip', id: event.cue.title, plan: planOf(event.cue), why: event.reason }
      case 'unheard':
        return { ev: 'skip', id: event.cue.title, plan: planOf(event.cue), why: event.reason }
      default:
        return null
    }
  }

  for (const { id, plan, why } of left)
    if (!asRun.knows(id, plan)) asRun.note({ ev: 'skip', id, plan, why })
  await lookForLengths()
  player.start()
  void decoded.want(items.flatMap(({ path, live }) => (live ? [] : [path])))
  const beat = () => {
    if (player.isGoingOn()) parts.tell('beat')
    asRun.flush()
    tellMissed(air.airOf(air.heard()) - TOLD_WITHIN_SAMPLES)
    void lookForLengths()
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
  tellMissed(air.airOf(air.heard()))
  asRun.flush()
  decoded.close()
  return asRun.unwritten()
}

/** A disk that takes nothing costs what is decoded ahead, not the sound. */
async function openStore({ state, decoder, log }: PlayParts): Promise<DecodedStore> {
  try {
    await makeFolder(resolve(state))
    return await openDecodedStore({ folder: join(resolve(state), 'pcm'), decoder, keyOf })
  } catch (error) {
    log('nothing-is-decoded-ahead', { reason: (error as Error).message })
    const nothing = async () => null
    return { open: decoder.open, want: async () => {}, lengthOf: nothing, close: () => {} }
  }
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
