/**
 * How much of a sound somebody has really listened to: from its start, without gaps. Going back is
 * free; what is jumped over counts only once it was played.
 */
export type Heard = Readonly<{
  lengthMs: number
  /** Everything before this was played. */
  toMs: number
  /** Where the player stood last. */
  atMs: number
}>

/** Players tell where they are a few times a second; a longer step is a jump, not listening. */
const LONGEST_STEP_MS = 2_000
/** A player's own end may lie this much before the decoded one. */
const END_MS = 400

export function nothingHeard(lengthMs: number): Heard {
  return { lengthMs, toMs: 0, atMs: 0 }
}

/** Playing has come to `atMs`. */
export function playedTo(heard: Heard, atMs: number): Heard {
  const step = atMs - heard.atMs
  const joins = heard.atMs <= heard.toMs + 50
  const counts = step > 0 && step <= LONGEST_STEP_MS && joins
  return { ...heard, atMs, toMs: counts ? Math.max(heard.toMs, atMs) : heard.toMs }
}

/** Somebody moved the playhead. */
export function jumpedTo(heard: Heard, atMs: number): Heard {
  return { ...heard, atMs }
}

export function isWhole({ lengthMs, toMs }: Heard): boolean {
  return toMs >= lengthMs - END_MS
}

/** Whole percent; 100 only when the end was reached. */
export function percentOf(heard: Heard): number {
  if (isWhole(heard)) return 100
  return Math.min(99, Math.floor((heard.toMs / Math.max(1, heard.lengthMs)) * 100))
}
