import type { Clock } from '../contract/time.ts'
import type { Output } from '../output/output.ts'
import type { AirClock } from './air-clock.ts'
import type { AirEvent, Programme } from './cue.ts'
import type { LevelTap } from './level-tap.ts'
import type { OpenSound } from './sound.ts'

/** What a player is made of. */
export type PlayerParts = Readonly<{
  clock: Clock
  air: AirClock
  outputs: readonly Output[]
  open: OpenSound
  programme: Programme
  /** Everything that happens on air; must not throw. */
  report(event: AirEvent): void
  /** Takes what no loop may swallow; the process ends with it. */
  fatal(error: unknown): void
  /** Volume of the station, 0.01 dB, asked each tick. */
  volume?: () => number
  leadMs?: number
  /** Decides about steps of the wall clock; without it each is followed. */
  steps?: ClockSteps
  /** Listens to what each output is handed. */
  tap?: Pick<LevelTap, 'begin' | 'note' | 'retract'>
}>

/** Whoever knows whether a wall clock that was set is to be believed. */
export type ClockSteps = Readonly<{
  /** It was set by so much, ms, or set back. */
  stepped(ms: number): void
  /** Whether the timeline is to take over what waits; asked until it has. */
  mayFollow(): boolean
  followed(): void
}>
