import { LOWEST_DB } from '../data/level.ts'
import type { Keeper } from '../part/kept-recording.ts'
import {
  type Microphone,
  type MicrophoneRefusal,
  NoMicrophone,
  type Recording,
  suffixOf,
} from '../part/microphone.ts'
import type { SoundAbout } from './sounds.ts'

/**
 *   off --start--> opening --> on --its time, or a tap--> off
 *    |                |
 *    +---refused------+
 */
export type EarState =
  | Readonly<{ kind: 'off' | 'opening' }>
  | Readonly<{ kind: 'refused'; reason: MicrophoneRefusal }>
  | Readonly<{ kind: 'on'; startedAt: number; untilAt: number }>

export type Ear = Readonly<{
  state(): EarState
  listen(hear: () => void): () => void
  /**
   * Records until an instant of the phone's clock.
   * @param about called when the first sample is on its way
   */
  start(untilAt: number, about: (startedAt: number) => SoundAbout): Promise<void>
  /** Goes on for longer. */
  extend(ms: number): void
  stop(): Promise<void>
  levelDb(): number
}>

type EarDeps = Readonly<{
  openMicrophone(): Promise<Microphone>
  keeper(): Promise<Keeper<SoundAbout>>
  now(): number
  /** The result cancels. */
  after(ms: number, ring: () => void): () => void
  /** Says to other pages that this one is being made, until it resolves; keeps the screen awake. */
  hold(id: string, made: Promise<void>): void
  /** One more lies on the phone. */
  made(): Promise<void>
}>

/** Speech from a horn needs no more, and the line is slow. */
const BITS_PER_SECOND = 48_000

type Running = Readonly<{
  microphone: Microphone
  recording: Recording
  kept: number
  about: SoundAbout
  ended: () => void
}>

/** One microphone; every second that it hears is on the phone's disk before the next. */
export function makeEar(deps: EarDeps): Ear {
  const { now, after } = deps
  const listeners = new Set<() => void>()
  let state: EarState = { kind: 'off' }
  let running: Running | null = null
  let saved: Promise<unknown> = Promise.resolve()
  let cancel = () => {}
  const set = (next: EarState) => {
    state = next
    for (const hear of listeners) hear()
  }

  function refuse(error: unknown): void {
    set({ kind: 'refused', reason: error instanceof NoMicrophone ? error.reason : 'failed' })
  }

  function setEnd(startedAt: number, untilAt: number): void {
    cancel()
    cancel = after(Math.max(0, untilAt - now()), () => void stop())
    set({ kind: 'on', startedAt, untilAt })
  }

  async function start(untilAt: number, about: (startedAt: number) => SoundAbout): Promise<void> {
    if (state.kind === 'opening' || state.kind === 'on') return
    set({ kind: 'opening' })
    let microphone: Microphone | null = null
    try {
      const shelf = await deps.keeper()
      microphone = await deps.openMicrophone()
      const startedAt = now()
      const parts: Blob[] = []
      let keep = (part: Blob) => void parts.push(part)
      const recording = microphone.record((part) => keep(part), BITS_PER_SECOND)
      const said = about(startedAt)
      const name = `${said.said.fileName}${suffixOf(recording.type)}`
      const named = { ...said, said: { ...said.said, fileName: name } }
      const kept = await shelf.begin(startedAt, recording.type, name, named)
      keep = (part) => {
        saved = saved.then(() => shelf.add(kept, part)).catch(() => broken())
      }
      for (const part of parts) keep(part)
      let ended = () => {}
      deps.hold(
        said.said.id,
        new Promise((resolve) => {
          ended = resolve
        }),
      )
      running = { microphone, recording, kept, about: named, ended }
      setEnd(startedAt, untilAt)
    } catch (error) {
      microphone?.close()
      refuse(error)
    }
  }

  /** The phone is full, say: what lies on it so far is sent. */
  function broken(): void {
    void stop().then(() => set({ kind: 'refused', reason: 'failed' }))
  }

  async function stop(): Promise<void> {
    const one = running
    if (!one) return
    running = null
    cancel()
    await one.recording.stop()
    await saved
    one.microphone.close()
    await (await deps.keeper()).note(one.kept, { ...one.about, making: false })
    one.ended()
    set({ kind: 'off' })
    await deps.made()
  }

  return {
    state: () => state,
    listen: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    start,
    stop,
    extend: (ms) => {
      if (state.kind === 'on') setEnd(state.startedAt, state.untilAt + ms)
    },
    levelDb: () => running?.microphone.levelDb() ?? LOWEST_DB,
  }
}
