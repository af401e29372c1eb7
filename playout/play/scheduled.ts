import type { Filler } from '../live/ladder.ts'

/** One item of a schedule file as the measuring kit writes it (see its README). */
export type Scheduled = Readonly<{
  id: string
  /** Absolute path of the sound file, of any format; of something live a name of its own. */
  path: string
  /** What is carried instead of a file; null for a file. */
  live: LiveItem | null
  /** Exact start, UTC ms; null: straight after the one before. */
  at: number | null
  /** Length in samples; null: as long as the file is. */
  lengthSamples: number | null
  /** How long it lets what is on the air go on, samples: 0 cuts in, Infinity makes it the next. */
  waitSamples: number
  /** Where its beginning was not caught: the rest sounds where it should be by then, or none of it. */
  late: 'join' | 'skip'
  fade: Readonly<{ inSamples: number; outSamples: number }>
  /** Begins so long before the one before it has ended. */
  segueSamples: number
  /** Lies under those that follow, softer while they sound; they do not wait for its end. */
  under: Readonly<{ millibels: number; rampSamples: number }> | null
  gainMillibels: number
  /** Names of the outputs that sound; null means all. */
  outputs: readonly string[] | null
}>

/** A stream or a line-in, and what sounds where it fails, in order. */
export type LiveItem = Readonly<{
  /** The source and its backup. */
  sources: readonly Readonly<{ name: string; address: string }>[]
  fillers: readonly Filler[]
}>

/** What is to be played, and what of it never will be. */
export type Schedule = Readonly<{
  items: readonly Scheduled[]
  /** `plan` in UTC ms. */
  left: readonly Readonly<{ id: string; plan: number; why: string }>[]
  /** Names of the outputs that somebody stopped. */
  stopped: ReadonlySet<string>
}>

/** What stands for a file's path where a source is carried; those of files are absolute. */
export function liveName(index: number): string {
  return `live:${index}`
}

/** Whether this names a source, and not a file. */
export function isLive(path: string): boolean {
  return path.startsWith('live:')
}
