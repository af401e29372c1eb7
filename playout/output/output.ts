import type { Fate } from './fate.ts'

/** What an output is doing. */
export type OutputState = Readonly<{ kind: 'ok' }> | Readonly<{ kind: 'lost'; reason: string }>

export type OutputKind = 'alsa' | 'fifo' | 'file' | 'hls' | 'icecast' | 'null' | 'pulse'

/** What an output can say of itself beyond being there; null where it cannot know. */
export type OutputFacts = Readonly<{
  /** How far the sound is from its instants, in microseconds; positive is late. */
  lateMicros: number | null
  /** The device's clock against ours, in millionths. */
  driftPpm: number | null
  /** How often sound ran out, or had to be dropped, since the start. */
  breaks: number
}>

export const NO_FACTS: OutputFacts = { lateMicros: null, driftPpm: null, breaks: 0 }

/**
 * Somewhere that sound goes, for as long as the player runs. An output never throws and never makes
 * the caller wait: what it cannot take within its bounds it drops, and says so through its state.
 */
export type Output = Readonly<{
  name: string
  kind: OutputKind
  /**
   * Takes the next PCM; `position` is the place of its first sample on the timeline. Places only
   * grow; one that leaps over some stands for a stall. The samples are not changed afterwards.
   * After `retract` places begin again from there; what has left already is not sent twice.
   * @returns false when they were dropped
   */
  write(pcm: Int16Array, position: number): boolean
  /** Something more urgent comes: forgets what it can of what was to be heard from here on. */
  retract(position: number): void
  state(): OutputState
  facts(): OutputFacts
  /** Samples really taken, since the start. */
  sent(): number
  /** What became of what it took. */
  fate: Fate
  /** What sounds now, for listeners that can show it. */
  announce(title: string): void
  /** Lets what was taken sound out, within two seconds. */
  close(): Promise<void>
}>

/** Told when an output is lost, and when it is back. */
export type OutputWatcher = (name: string, state: OutputState) => void

/** What an output must know of the timeline. */
export type OutputTime = Readonly<{
  /** Wall time now, ms with a fraction. */
  wall(): number
  /** Wall time at which a position is to be heard, ms with a fraction. */
  wallOf(position: number): number
  /** Position that is due to be heard now, with a fraction: no step of the wall clock moves it. */
  due(): number
}>

/**
 * One place that holds an output's state and tells of its changes. An output that begins lost is
 * still being opened; only when that fails is it worth telling.
 */
export function createState(
  name: string,
  watch: OutputWatcher,
  first: OutputState = { kind: 'ok' },
): Readonly<{ get(): OutputState; set(next: OutputState): void }> {
  let state = first
  let told: OutputState['kind'] = 'ok'
  return {
    get: () => state,
    set: (next) => {
      state = next
      if (next.kind === told) return
      told = next.kind
      watch(name, next)
    },
  }
}
