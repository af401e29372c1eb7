/** What an output is doing. */
export type OutputState = Readonly<{ kind: 'ok' }> | Readonly<{ kind: 'lost'; reason: string }>

export type OutputKind = 'file' | 'fifo' | 'hls' | 'icecast' | 'null'

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
   * @returns false when they were dropped
   */
  write(pcm: Int16Array, position: number): boolean
  state(): OutputState
  /** Samples really taken, since the start. */
  sent(): number
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
