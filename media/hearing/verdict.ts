/**
 * What a recording says of a bulletin. Never "not aired": a recording that proves nothing says only
 * that it proves nothing.
 *
 * `proved`: four fifths of it were heard, and nowhere something else for 1.5 s or longer.
 * `matches-in-clip`: the recording is shorter than the bulletin and wholly filled by it; that supports
 * what the station declared and never makes the relay a partial one.
 * `heard-in-part`: some of it was heard; `differing` names what was not, although it was recorded.
 * `not-proved`: it may have been there, but chance or another bulletin could explain it.
 */
export type Verdict = 'proved' | 'matches-in-clip' | 'heard-in-part' | 'not-proved'

/** Seconds of the bulletin, and of the recording where they lie. */
export type Span = Readonly<{
  fromS: number
  toS: number
  recordingFromS: number
  recordingToS: number
}>

/**
 * A stretch that was recorded and is not as approved. `other-sound`: something else is said there; `no-sound`:
 * the recorder delivered nothing; `unclear`: noise drowned it, so that nobody can say; `inserted`: something is said that the bulletin lacks.
 */
export type DifferingSpan = Span &
  Readonly<{ kind: 'other-sound' | 'no-sound' | 'unclear' | 'inserted' }>

export type Hearing = Readonly<{
  bulletin: string
  verdict: Verdict
  /** Where second 0 of the bulletin lies on the recording's clock; negative if it began before. */
  startS: number
  /** How much faster than the bulletin it was played. */
  speed: number
  /** Share of the bulletin that was heard, with what is certain and what is possible. */
  coverage: number
  coverageFrom: number
  coverageTo: number
  /** Evidence in standard deviations, see `THRESHOLD`. */
  confidence: number
  /**
   * Claims at least as strong that chance would make in an hour of recordings, among as many bulletins
   * as were compared (`isExpected`: as the plan expected). At least 0.000001: nothing rarer was measured.
   * 0.004 reads "one false claim in 250 h of recordings". It is about what sounded, not about whether
   * it was changed.
   */
  falseAlarmsPerHour: number
  /** The plan said that it should sound here, so that less evidence was asked for. */
  isExpected: boolean
  spans: readonly Span[]
  differing: readonly DifferingSpan[]
  /** Other bulletins that fit these seconds as well, so that only one of them is proved by neither. */
  sameAs: readonly string[]
}>
