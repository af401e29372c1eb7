import { LAGS, type Placement, type Products, REACH } from './align.ts'

/** Frames of the reference that share one place: 64 ms. */
export const STEP = 4

/**
 * For each step of the reference, where in the recording it was heard: the piece and the lag within
 * its reach; piece −1 where nothing of it was heard.
 */
export type Path = Readonly<{ piece: Int16Array; lag: Int8Array }>

/** Natural logarithms of odds. Moving by one lag: drift. Changing the piece: the recorder lost time. */
const DRIFT = 3
const LEAP = 14
const HUSH = 5
/** Neighbouring cells repeat each other: about one in eight says something new. */
const NEW = 0.12

/**
 * The likeliest way through the pieces, by dynamic programming. A step speaks for a place by how much
 * better `recording = likeness · reference + rest` explains it than the rest alone.
 */
export function findPath(pieces: readonly Products[], likeness: number): Path {
  const states = pieces.length * LAGS + 1
  const none = states - 1
  const steps = Math.floor((pieces[0] as Products).own.length / STEP)
  const evidence = pieces.map((products) => stepEvidence(products, steps, likeness))
  const cameFrom = new Int16Array(steps * states)
  let score = new Float64Array(states)
  let next = new Float64Array(states)
  for (let step = 0; step < steps; step++) {
    const best = bestState(score)
    const top = (score[best] as number) - LEAP
    const fromNone = (score[none] as number) - HUSH
    const enter = fromNone > top ? none : best
    const entered = Math.max(fromNone, top)
    for (let piece = 0; piece < pieces.length; piece++) {
      const says = evidence[piece] as Float32Array
      for (let lag = 0; lag < LAGS; lag++) {
        const state = piece * LAGS + lag
        let from = state
        let value = score[state] as number
        if (lag > 0 && (score[state - 1] as number) - DRIFT > value) {
          from = state - 1
          value = (score[from] as number) - DRIFT
        }
        if (lag < LAGS - 1 && (score[state + 1] as number) - DRIFT > value) {
          from = state + 1
          value = (score[from] as number) - DRIFT
        }
        if (entered > value) {
          from = enter
          value = entered
        }
        next[state] = value + (says[step * LAGS + lag] as number)
        cameFrom[step * states + state] = from
      }
    }
    const leave = (score[best] as number) - HUSH
    const stays = (score[none] as number) >= leave
    next[none] = stays ? (score[none] as number) : leave
    cameFrom[step * states + none] = stays ? none : best
    ;[score, next] = [next, score]
  }
  return walkBack(cameFrom, bestState(score), steps, states)
}

function walkBack(cameFrom: Int16Array, last: number, steps: number, states: number): Path {
  const piece = new Int16Array(steps)
  const lag = new Int8Array(steps)
  let state = last
  for (let step = steps - 1; step >= 0; step--) {
    const heard = state < states - 1
    piece[step] = heard ? Math.floor(state / LAGS) : -1
    lag[step] = heard ? (state % LAGS) - REACH : 0
    state = cameFrom[step * states + state] as number
  }
  return { piece, lag }
}

function bestState(score: Float64Array): number {
  let best = 0
  for (let s = 1; s < score.length; s++)
    if ((score[s] as number) > (score[best] as number)) best = s
  return best
}

function stepEvidence({ at, own }: Products, steps: number, likeness: number): Float32Array {
  const evidence = new Float32Array(steps * LAGS)
  const scale = (NEW * likeness) / (1 - likeness ** 2)
  for (let step = 0; step < steps; step++) {
    for (let frame = step * STEP; frame < (step + 1) * STEP; frame++) {
      const expected = (likeness * (own[frame] as number)) / 2
      for (let lag = 0; lag < LAGS; lag++) {
        const i = step * LAGS + lag
        evidence[i] =
          (evidence[i] as number) + scale * ((at[frame * LAGS + lag] as number) - expected)
      }
    }
  }
  return evidence
}

/** The recording's frame (16 ms) that a reference's frame was heard in, on that place. */
export function frameHeard({ origin, speed }: Placement, lag: number, frame: number): number {
  return Math.round(origin + frame / speed) + lag
}
