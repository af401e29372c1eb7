import type { CampaignOrder } from '../campaign/campaign-order.ts'
import type { Choice, DayRules, Placed, Slot } from './arrange.ts'
import type { Airable } from './day-value.ts'

/** A day of one station, as it is to be filled with bulletins. */
export type DayToFill = Readonly<{
  rules: DayRules
  /** In order of time. */
  slots: readonly Slot[]
  /** In order of turn: each one's `turn` is its place here. */
  choices: readonly Choice[]
  /** What campaigns ask of this day. */
  orders: readonly CampaignOrder[]
  /** What hands put into each window, wherever it fits, in their order. */
  pinned: readonly (readonly Choice[])[]
  /** What each window held in an earlier plan, in order of time. */
  standing: readonly (readonly Choice[])[]
  /** There is an earlier plan. */
  stands: boolean
  /** Bulletins that no earlier plan could know of: for their sake it may come out anew. */
  newcomers: ReadonlySet<string>
  /** Airings of the day that are over, so that the day counts as a whole; slots below zero. */
  aired: readonly Readonly<{ airable: Airable; slot: number }>[]
  mix: ReadonlyMap<string, number> | null
  /** How long ago each choice was last heard in each window (hour-turns.ts). */
  hours: Int16Array | null
}>

/** What each window of a day holds, in order of time. */
export type Filled = readonly (readonly Placed[])[]
