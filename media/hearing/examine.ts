import {
  firstArrival,
  LAGS,
  multiply,
  type Placement,
  type Products,
  REACH,
  refine,
  type Stretch,
} from './align.ts'
import { BANDS } from './bands.ts'
import { BLOCK } from './blocks.ts'
import type { Row } from './chance.ts'
import { heardFrames } from './heard-frames.ts'
import { findPieces, type Line } from './lines.ts'
import { findPath, frameHeard, type Path, STEP } from './path.ts'
import { dropScraps, JUMP, withoutScraps } from './scraps.ts'
import { type Seam, settleSeams } from './seams.ts'
import type { ReferenceSound, Sound } from './sound.ts'
import {
  type Classed,
  classify,
  DEAD,
  learn,
  OUTSIDE,
  type Pairing,
  type Tables,
  testify,
} from './testimony.ts'

/** What the second look at one reference in one recording found. Everything in frames of 16 ms. */
export type Examination = Readonly<{
  /** Where the recording has each frame of the reference, or would have it; else OUTSIDE or DEAD. */
  pairing: Pairing
  /** Natural logarithm of the odds that this frame sounded, against other sound of this recording. */
  evidence: Float32Array
  /** 1 where the reference was heard. */
  heard: Uint8Array
  /** 1 where it counts as heard only because noise drowned it and nothing speaks for other sound. */
  supposed: Uint8Array
  /** 1 where the wave is certainly another one (`byWave`). */
  other?: Uint8Array
  /** Where it goes on earlier or later than any recorder explains. */
  oddSeams: readonly Seam[]
  /** Of what was heard on one line, without a jump: the most telling. */
  strongest: Readonly<{ odds: number; seconds: number }>
  /** Where the reference's first frame lies or would lie by the first piece that was heard. */
  origin: number
  speed: number
}>

/** Most pieces of one airing beside its main one. */
const PIECES = 4
/** Frames before and after that tell how the recording sounds otherwise. */
const AROUND = 250

/** `rows` are those of this reference's blocks. Null when nothing of it holds. */
export function examine(
  reference: ReferenceSound,
  classed: Classed,
  recording: Sound,
  line: Line,
  rows: readonly Row[],
): Examination | null {
  const { placement, stretch } = placePiece(reference, recording, line)
  const main = {
    placement: firstArrival(reference, recording, placement, stretch),
    stretch,
  }
  const first = look(reference, classed, recording, [main])
  if (first === null) return null
  const pieces = findGaps(first, rows)
    .flatMap(({ from, to }) => findPieces(line, rows, from, to))
    .sort((a, b) => b.score - a.score)
    .slice(0, PIECES)
  if (pieces.length === 0) return first
  const placed = pieces.map((piece) => placePiece(reference, recording, piece))
  return look(reference, classed, recording, [main, ...placed])
}

/** Runs of blocks that were recorded and for the most part not heard. */
function findGaps({ heard, pairing }: Examination, rows: readonly Row[]): Stretch[] {
  const gaps: { from: number; to: number }[] = []
  rows.forEach(({ start }, index) => {
    let missed = 0
    const end = Math.min(heard.length, 2 * (start + BLOCK))
    for (let f = 2 * start; f < end; f++)
      if (heard[f] === 0 && (pairing[f] as number) >= 0) missed++
    if (missed < BLOCK / 2) return
    const last = gaps.at(-1)
    if (last?.to === index) last.to = index + 1
    else gaps.push({ from: index, to: index + 1 })
  })
  return gaps
}

type Piece = Readonly<{ placement: Placement; stretch: Stretch }>

function placePiece(reference: ReferenceSound, recording: Sound, line: Line): Piece {
  const heard = {
    from: Math.max(0, line.from * 2 * BLOCK - BLOCK),
    to: Math.min(reference.frames, line.to * 2 * BLOCK + BLOCK),
  }
  const coarse = { origin: line.origin * 2, speed: line.speed }
  return {
    placement: refine(reference, recording, coarse, heard),
    stretch: heard,
  }
}

function look(
  reference: ReferenceSound,
  classed: Classed,
  recording: Sound,
  pieces: readonly Piece[],
): Examination | null {
  const whole = { from: 0, to: reference.frames }
  const placements = pieces.map(({ placement }) => placement)
  const products = pieces.map(({ placement, stretch }, index) =>
    multiply(reference, recording, placement, index === 0 ? whole : stretch),
  )
  const path = findPath(products, likeness(products[0] as Products, (pieces[0] as Piece).stretch))
  const sure = pair(reference.frames, recording.frames, path, placements)
  dropScraps(sure)
  const run = runOf(sure)
  if (run === null) return null
  const there = {
    from: Math.max(0, (sure[run.from] as number) - AROUND),
    to: Math.min(recording.frames, (sure[run.to - 1] as number) + AROUND),
  }
  const bridged = bridge(sure, run, recording.frames)
  const all = rangeOf(bridged, there)
  const other = classify(recording, there, all.from, all.to)
  const tables = learn(classed, other, known(sure, bridged.left), run.from, run.to)
  const { scale, other: otherMean } = calibrate(classed, other, bridged.left, run, there, tables)
  const evidence = weighGaps(classed, other, sure, bridged, tables)
  for (let frame = 0; frame < evidence.length; frame++) {
    evidence[frame] = (evidence[frame] as number) * scale
  }
  const inside = (there: number) => (there >= all.from && there < all.to ? there : OUTSIDE)
  const oddSeams = settleSeams(bridged.left, evidence, (pairing) =>
    testify(classed, other, pairing.map(inside), tables).map((says) => says * scale),
  )
  const pairing = withoutDead(bridged.left, reference, recording)
  const heard = withoutScraps(heardFrames(evidence, pairing), pairing)
  const supposed = giveBenefit(heard, evidence, pairing, otherMean)
  const start = heard.indexOf(1)
  if (start < 0) return null
  const { origin, speed } = placeAt(placements, start, pairing[start] as number)
  return {
    pairing,
    evidence,
    heard,
    supposed,
    oddSeams,
    strongest: strongestPiece(pairing, evidence, heard),
    origin,
    speed,
  }
}

/**
 * How like the reference the recording is, at first sight: the mean product over the mean square where
 * the main line ran. The path then expects a little less, since most seconds are worse than the best.
 */
function likeness({ at, own }: Products, { from, to }: Stretch): number {
  let product = 0
  let square = 0
  for (let frame = from; frame < to; frame++) {
    product += at[frame * LAGS + REACH] as number
    square += own[frame] as number
  }
  return Math.min(0.5, Math.max(0.08, (0.8 * product) / (square + 1e-9)))
}

/** The placement that put a frame where it was heard. */
function placeAt(placements: readonly Placement[], frame: number, there: number): Placement {
  const off = ({ origin, speed }: Placement) => there - Math.round(origin + frame / speed)
  const best = placements.reduce((a, b) => (Math.abs(off(b)) < Math.abs(off(a)) ? b : a))
  return Math.abs(off(best)) < 2 ? best : { ...best, origin: best.origin + off(best) }
}

function pair(
  frames: number,
  recorded: number,
  { piece, lag }: Path,
  placements: readonly Placement[],
): Pairing {
  return Int32Array.from({ length: frames }, (_, frame) => {
    const step = Math.min(piece.length - 1, Math.floor(frame / STEP))
    const placement = placements[piece[step] as number]
    if (placement === undefined) return -1
    const there = frameHeard(placement, lag[step] as number, frame)
    return there >= 0 && there < recorded ? there : -1
  })
}

/** Scraps of a dozen sentences must not add up to a bulletin. */
function strongestPiece(
  pairing: Pairing,
  evidence: Float32Array,
  heard: Uint8Array,
): Examination['strongest'] {
  let best = { odds: 0, seconds: 0 }
  let odds = 0
  let frames = 0
  let offset = 0
  heard.forEach((on, frame) => {
    if (on === 0) return
    const here = (pairing[frame] as number) - frame
    if (Math.abs(here - offset) > JUMP) {
      odds = 0
      frames = 0
    }
    offset = here
    odds += evidence[frame] as number
    frames++
    if (odds > best.odds) best = { odds, seconds: frames * 0.016 }
  })
  return best
}

/**
 * Long gaps may be drowned and not other: then their evidence is nearer to nothing than to what other
 * sound of this recording brings. They count as heard, and no proof rests on them.
 *
 * @param other mean evidence of a frame when it is compared with other seconds of the recording
 */
function giveBenefit(
  heard: Uint8Array,
  evidence: Float32Array,
  pairing: Pairing,
  other: number,
): Uint8Array {
  const supposed = new Uint8Array(heard.length)
  for (let from = 0; from < heard.length; from++) {
    if (heard[from] === 1 || (pairing[from] as number) < 0) continue
    let to = from
    let sum = 0
    while (to < heard.length && heard[to] === 0 && (pairing[to] as number) >= 0) {
      sum += evidence[to++] as number
    }
    if (to - from >= SECOND && sum > DROWNED * other * (to - from)) {
      heard.fill(1, from, to)
      supposed.fill(1, from, to)
    }
    from = to
  }
  return supposed
}
const DROWNED = 0.35

function runOf(pairing: Pairing): Stretch | null {
  const from = pairing.findIndex((there) => there >= 0)
  return from < 0 ? null : { from, to: pairing.findLastIndex((there) => there >= 0) + 1 }
}

/** Gaps up to this (3 s) were there and drowned, as far as learning goes. */
const SHORT_GAP = 188

/** What was surely heard, and the short gaps in it. */
function known(sure: Pairing, bridged: Pairing): Pairing {
  const pairing = sure.slice()
  let last = -1
  for (let f = 0; f < sure.length; f++) {
    if ((sure[f] as number) < 0) continue
    if (last >= 0 && f - last <= SHORT_GAP) {
      for (let gap = last + 1; gap < f; gap++) pairing[gap] = bridged[gap] as number
    }
    last = f
  }
  return pairing
}

type Bridged = Readonly<{ left: Pairing; right: Pairing }>

/** Everything of the recording that the bulletin is compared with. */
function rangeOf({ left, right }: Bridged, there: Stretch): Stretch {
  let { from, to } = there
  for (const pairing of [left, right]) {
    for (let f = 0; f < pairing.length; f++) {
      const at = pairing[f] as number
      if (at < 0) continue
      from = Math.min(from, at)
      to = Math.max(to, at + 1)
    }
  }
  return { from, to }
}

/** Where gaps would lie if they went on as the sound before, or came as the sound after. */
function bridge(sure: Pairing, run: Stretch, recorded: number): Bridged {
  const left = sure.slice()
  const right = sure.slice()
  const inside = (there: number) => (there >= 0 && there < recorded ? there : -1)
  let offset = (sure[run.from] as number) - run.from
  for (let f = 0; f < sure.length; f++) {
    if ((sure[f] as number) >= 0) offset = (sure[f] as number) - f
    else left[f] = inside(f + offset)
  }
  offset = (sure[run.to - 1] as number) - run.to + 1
  for (let f = sure.length - 1; f >= 0; f--) {
    if ((sure[f] as number) >= 0) offset = (sure[f] as number) - f
    else right[f] = inside(f + offset)
  }
  return { left, right }
}

/** Testimony of every frame; in a gap, on the left bridge up to the instant from which the right one says more. */
function weighGaps(
  reference: Classed,
  recording: Classed,
  sure: Pairing,
  { left, right }: Bridged,
  tables: Tables,
): Float32Array {
  const evidence = testify(reference, recording, left, tables)
  const other = testify(reference, recording, right, tables)
  for (let from = 0; from < sure.length; from++) {
    if ((sure[from] as number) >= 0) continue
    let to = from
    while (to < sure.length && (sure[to] as number) < 0) to++
    let gain = 0
    let best = 0
    let split = to
    for (let f = to - 1; f >= from; f--) {
      gain += (other[f] as number) - (evidence[f] as number)
      if (gain > best) {
        best = gain
        split = f
      }
    }
    for (let f = split; f < to; f++) {
      evidence[f] = other[f] as number
      left[f] = right[f] as number
    }
    from = to
  }
  return evidence
}

/**
 * Neighbouring cells repeat each other, so sums of their logarithms are too sure of themselves. For
 * honest odds the variance is twice the mean; the factor that makes it so is measured where the
 * bulletin is compared with other seconds of the same recording.
 */
function calibrate(
  reference: Classed,
  recording: Classed,
  pairing: Pairing,
  run: Stretch,
  there: Stretch,
  tables: Tables,
): Readonly<{ scale: number; other: number }> {
  const span = there.to - there.from
  const sums: number[] = []
  for (let turn = 1; turn <= TURNS; turn++) {
    const shift = Math.round((span * turn) / (TURNS + 1))
    const shifted = pairing.map((at) =>
      at < 0 ? -1 : there.from + ((at - there.from + shift) % span),
    )
    const says = testify(reference, recording, shifted, tables)
    for (let f = run.from; f + SECOND <= run.to; f += SECOND) {
      sums.push(says.subarray(f, f + SECOND).reduce((sum, v) => sum + v, 0))
    }
  }
  const mean = sums.reduce((sum, v) => sum + v, 0) / sums.length
  const variance = sums.reduce((sum, v) => sum + (v - mean) ** 2, 0) / sums.length
  const scale = Math.min(0.3, Math.max(0.005, (-2 * mean) / (variance + 1e-9)))
  return { scale, other: (scale * mean) / SECOND }
}
const TURNS = 4
const SECOND = 62

/** Frames in which the recorder delivered nothing at all, though the reference speaks: they prove nothing. */
function withoutDead(pairing: Pairing, reference: ReferenceSound, recording: Sound): Pairing {
  return pairing.map((there, here) =>
    there >= 0 &&
    loudness(recording, there) < NOTHING &&
    (reference.loudness[here] as number) > SPEAKS
      ? DEAD
      : there,
  )
}
/** Energy of all bands together: below the rounding of 16-bit samples, and −60 dB of full scale. */
const NOTHING = 1e-5
const SPEAKS = 0.1

function loudness({ energies }: Sound, frame: number): number {
  let sum = 0
  for (let band = 0; band < BANDS; band++) sum += energies[frame * BANDS + band] as number
  return sum
}
