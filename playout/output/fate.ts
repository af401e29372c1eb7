/** A stretch of the timeline that an output took and nobody ever heard of it, and why. */
export type Missed = Readonly<{ from: number; to: number; why: string }>

/**
 * What became of the sound that an output took. To have taken it is not enough: a pipe, a socket or
 * a queue takes seconds of sound for a device that never was there.
 */
export type Fate = Readonly<{
  /** Whether it is known what became of everything up to a place. */
  isKnown(position: number): boolean
  /** Place up to which sound has come out, as far as that can be told at once. */
  reached(): number
  /** What never came out, in order; only what was taken. */
  missed(): readonly Missed[]
}>

/** Of an output whose sound is out as soon as it is taken. */
export const ALWAYS_HEARD: Fate = {
  isKnown: () => true,
  reached: () => Number.POSITIVE_INFINITY,
  missed: () => [],
}

/** How an output keeps account of it. A device counts its own samples; places are the timeline's. */
export type KeptFate = Fate &
  Readonly<{
    took(from: number, to: number): void
    /** What was to be heard from here on was taken back. */
    retract(position: number): void
    /** After `count` samples in all, the device has everything up to a place. */
    given(count: number, position: number): void
    /** The device has played so many samples in all. */
    played(count: number): void
    /** Everything up to a place is out. */
    heardTo(position: number): void
    /** It is on its way so far, and most likely out. */
    reach(position: number): void
    /** This stretch never comes out. */
    miss(from: number, to: number, why: string): void
    /** Nothing of what is not out yet ever will be. */
    lose(why: string): void
    /** Another device, or the same from its beginning: its samples count from 0. */
    restart(): void
  }>

/** What fails for ever in another way each time is not kept for ever. */
const MOST_MISSED = 1_000

export function createFate(): KeptFate {
  let takenTo = Number.NEGATIVE_INFINITY
  let outTo = Number.NEGATIVE_INFINITY
  let reachedTo = Number.NEGATIVE_INFINITY
  let missed: readonly Missed[] = []
  let marks: readonly Readonly<{ count: number; position: number }>[] = []

  const heardTo = (position: number) => {
    outTo = Math.max(outTo, Math.min(position, takenTo))
    reachedTo = Math.max(reachedTo, outTo)
  }
  const miss = (from: number, to: number, why: string) => {
    missed = withMissed(missed, { from, to, why })
  }

  return {
    isKnown: (position) => outTo >= position || outTo >= takenTo,
    reached: () => reachedTo,
    missed: () => missed,
    took: (from, to) => {
      // Nothing is under way: what lies between was never taken.
      if (outTo >= takenTo) outTo = Math.max(outTo, from)
      takenTo = Math.max(takenTo, to)
    },
    retract: (position) => {
      takenTo = Math.min(takenTo, position)
      outTo = Math.min(outTo, position)
      reachedTo = Math.min(reachedTo, position)
      missed = missed.flatMap((one) =>
        one.from >= position ? [] : [{ ...one, to: Math.min(one.to, position) }],
      )
    },
    given: (count, position) => {
      marks = [...marks.filter((mark) => mark.count < count), { count, position }]
    },
    played: (count) => {
      const next = marks.findIndex((mark) => mark.count >= count)
      const mark = marks[next] ?? marks.at(-1)
      if (!mark) return
      // Between two marks nothing is before the first: it may be silence that was put in.
      const least = marks[next - 1]?.position ?? Number.NEGATIVE_INFINITY
      heardTo(Math.max(least, mark.position - Math.max(0, mark.count - count)))
      if (next > 1) marks = marks.slice(next - 1)
    },
    heardTo,
    reach: (position) => {
      reachedTo = Math.max(reachedTo, Math.min(position, takenTo))
    },
    miss,
    lose: (why) => {
      if (outTo < takenTo) miss(outTo, takenTo, why)
      outTo = takenTo
      marks = []
    },
    restart: () => {
      marks = []
    },
  }
}

/** Adds a stretch behind the others; one that goes on for the same reason grows. */
export function withMissed(missed: readonly Missed[], one: Missed): readonly Missed[] {
  if (!(one.to > one.from)) return missed
  const last = missed.at(-1)
  if (last && last.why === one.why && last.to >= one.from && last.from <= one.from)
    return [...missed.slice(0, -1), { ...last, to: Math.max(last.to, one.to) }]
  return [...missed, one].slice(-MOST_MISSED)
}
