import { HEARING_RATE, HOP } from './bands.ts'
import { BlockBank, type BlockGroup, coarseLength, coarsen } from './blocks.ts'
import { byWave } from './by-wave.ts'
import { measureChance, type Row } from './chance.ts'
import { type Examination, examine } from './examine.ts'
import {
  explainedBlocks,
  type FramesByPlace,
  framesByPlace,
  isIndistinguishable,
} from './explain-away.ts'
import { falseAlarmsPerHour } from './false-alarm.ts'
import { type Fingerprint, framesOf, soundOf } from './fingerprint.ts'
import { judge } from './judge.ts'
import { openClasses } from './kept-classes.ts'
import { findLines, type Line, rowsAlong, scoreOf } from './lines.ts'
import { FRAME_SECONDS, type Reference } from './reference.ts'
import { EnergyLog, recordingSound, type Sound } from './sound.ts'
import { CLIP_SECONDS, isBorneOut, leastEvidence, PLANNED_SECONDS, PLENTY } from './threshold.ts'
import type { Hearing } from './verdict.ts'
import { WaveLog } from './wave.ts'

/** Version of the matcher: the same version on the same samples gives the same bytes. */
export const MATCHER_VERSION = '6'

/** Seconds of new sound in a segment; with the longest bulletin's length before the next begins. */
const SEGMENT_SECONDS = 400
/** Seconds of sound between two reports of how far it is. */
const REPORT_SECONDS = 30
const MOST_HEARINGS = 12
/** The wave itself is looked at where so much was heard that it may become a proof. */
const LEAST_OF_PROOF = 0.6
const LASTING: ReadonlySet<string> = new Set(['no-sound', 'inserted'])
const MOST_LOOKS = 30
/** Of its evidence, what a bulletin must bring of its own where another was heard that shares its sound. */
const OWN_SHARE = 0.4
/** Within 4 s two places of the same bulletin are one airing; in coarse frames. */
const SAME_AIRING = 125

/** Everything that is needed to hear some bulletins in any recording. */
export class Matcher {
  readonly references: readonly Reference[]
  readonly #bank: BlockBank
  #expected: ReadonlySet<string> = new Set()
  /** Length of the recording if it is not a long one. */
  #seconds = Number.POSITIVE_INFINITY
  #features = new Float32Array(0)
  #coarse = new Float32Array(0)

  constructor(references: readonly Reference[]) {
    this.references = references
    this.#bank = new BlockBank(references.map(({ sound }) => sound.features))
  }

  /**
   * Hears a whole recording, in memory that does not grow with its length.
   *
   * @param expected bulletins that the plan says should sound in it: these need less evidence, unless it is long
   * @param report is told how many seconds have come in, now and then and at the end
   */
  async match(
    samples: AsyncIterable<Float32Array>,
    expected: ReadonlySet<string> = new Set(),
    report: (seconds: number) => void = () => {},
  ): Promise<Hearing[]> {
    this.#expected = expected
    const { fresh, overlap } = this.#segment()
    const log = new EnergyLog(fresh + overlap)
    const waves = new WaveLog(fresh + overlap)
    this.#seconds = Number.POSITIVE_INFINITY
    const found: Found[] = []
    let dropped = 0
    let total = 0
    let reported = 0
    for await (const chunk of samples) {
      total += chunk.length
      if (total - reported >= REPORT_SECONDS * HEARING_RATE) {
        reported = total
        report(total / HEARING_RATE)
      }
      log.push(chunk)
      waves.push(chunk)
      while (log.frames >= fresh + overlap) {
        const wave = waves.read(fresh + overlap)
        this.#addSegment(this.#makeReady(log.read(0, fresh + overlap), wave), dropped, fresh, found)
        log.drop(fresh)
        waves.drop(fresh)
        dropped += fresh
      }
    }
    log.end()
    waves.end()
    const left = Math.ceil(total / HOP) - dropped
    if (dropped === 0) this.#seconds = left * FRAME_SECONDS
    if (left > 0)
      this.#addSegment(this.#makeReady(log.read(0, left), waves.read(left)), dropped, left, found)
    report(total / HEARING_RATE)
    return found.map(({ hearing }) => hearing)
  }

  /** The same for a recording of which only a fingerprint is left; `expected` and `report` as there. */
  matchFingerprint(
    print: Fingerprint,
    expected: ReadonlySet<string> = new Set(),
    report: (seconds: number) => void = () => {},
  ): Hearing[] {
    this.#expected = expected
    const { fresh, overlap } = this.#segment()
    const frames = framesOf(print)
    this.#seconds = frames < fresh + overlap ? frames * FRAME_SECONDS : Number.POSITIVE_INFINITY
    const found: Found[] = []
    for (let from = 0; from < frames; from += fresh) {
      const isLast = frames - from < fresh + overlap
      const to = isLast ? frames : from + fresh + overlap
      this.#addSegment(soundOf(print, from, to), from, isLast ? to - from : fresh, found)
      report(to * FRAME_SECONDS)
      if (isLast) break
    }
    return found.map(({ hearing }) => hearing)
  }

  /** Frames of new sound in a segment, and of what comes before the next one begins. */
  #segment() {
    const longest = Math.max(0, ...this.references.map(({ sound }) => sound.frames))
    const fresh = Math.round((SEGMENT_SECONDS * HEARING_RATE) / HOP)
    return { fresh, overlap: Math.ceil(longest * 1.05) + 250 }
  }

  #addSegment(recording: Sound, dropped: number, fresh: number, found: Found[]): void {
    this.#load(recording)
    for (const one of this.#hearSegment(recording)) {
      if (one.first >= fresh) continue
      const origin = one.origin + dropped
      const isKnown = found.some(
        (known) =>
          known.reference === one.reference && Math.abs(known.origin - origin) < 2 * SAME_AIRING,
      )
      if (!isKnown) found.push({ ...one, origin, hearing: later(one.hearing, dropped) })
    }
  }

  /** Features, in room that every segment uses again. */
  #makeReady(energies: Float32Array, wave: Int8Array): Sound {
    if (this.#features.length < energies.length) this.#features = new Float32Array(energies.length)
    return { ...recordingSound(energies, this.#features), wave }
  }

  #load({ features, frames }: Sound): void {
    const length = coarseLength(features.length)
    if (this.#coarse.length < length) this.#coarse = new Float32Array(length)
    coarsen(features, frames, this.#coarse)
    this.#bank.load(this.#coarse, Math.ceil(frames / 2))
  }

  #hearSegment(recording: Sound): Found[] {
    let candidates: Candidate[] = []
    for (const group of this.#bank.groups) {
      candidates = [...candidates, ...this.#candidates(group)]
        .sort((a, b) => b.total - a.total)
        .slice(0, MOST_LOOKS)
    }
    const accepted: Accepted[] = []
    for (const candidate of candidates) {
      if (accepted.length === MOST_HEARINGS) break
      const one = this.#accept(candidate, recording, accepted)
      if (one !== null) accepted.push(one)
    }
    return accepted.map((one) => this.#show(one, recording))
  }

  #candidates(group: BlockGroup): Candidate[] {
    const values = this.#bank.correlate(group)
    const chances = measureChance(values)
    const byReference = new Map<number, Row[]>()
    group.blocks.forEach(({ reference, start }, index) => {
      const [row, chance] = [values[index], chances[index]]
      if (row === undefined || chance === undefined) return
      const rows = byReference.get(reference) ?? []
      byReference.set(reference, [...rows, { start, values: row, first: 0, chance }])
    })
    return [...byReference].flatMap(([index, rows]) => {
      const { sound } = this.references[index] as Reference
      const length = Math.ceil(sound.frames / 2)
      const least = leastEvidence(this.#priorOf(index))
      return worthALook(findLines(index, length, rows), least).map((line) => ({
        line,
        rows: rowsAlong(line, rows),
        total: total(line),
      }))
    })
  }

  #priorOf(reference: number) {
    const { id } = this.references[reference] as Reference
    const isLong = this.#seconds > PLANNED_SECONDS
    const isExpected = this.#expected.has(id) && !isLong
    return { isExpected, isLong, isClip: this.#seconds <= CLIP_SECONDS }
  }

  #accept(
    { line, rows }: Candidate,
    recording: Sound,
    accepted: readonly Accepted[],
  ): Accepted | null {
    const reference = this.references[line.reference] as Reference
    const starts = rows.map(({ start }) => start)
    const own = line.evidence.slice()
    const place = { origin: 2 * line.origin, speed: line.speed }
    let isShared = false
    for (const other of accepted) {
      const isAgain = other.line.reference === line.reference
      if (isAgain && Math.abs(other.line.origin - line.origin) < SAME_AIRING) return null
      const pairing = Int32Array.from({ length: reference.sound.frames }, (_, frame) =>
        Math.round(place.origin + frame / line.speed),
      )
      const explained = explainedBlocks(reference, pairing, starts, other.reference, other.frames)
      explained.forEach((is, block) => {
        if (is) own[block] = 0
      })
      isShared ||= explained.includes(true)
      const isSame = () => isIndistinguishable(other.reference, other.seen, reference, place)
      if (!isAgain && explained.includes(true) && isSame()) other.sameAs.push(reference.id)
    }
    const score = isShared ? scoreOf(own) : line.score
    const prior = this.#priorOf(line.reference)
    const least = isShared ? Math.max(PLENTY, OWN_SHARE * line.score) : leastEvidence(prior)
    if (score < least) return null
    const seen = examine(reference.sound, openClasses(reference.classes), recording, line, rows)
    if (seen === null) return null
    const filled = seen.strongest.seconds / (recording.frames * FRAME_SECONDS)
    if (!isBorneOut(score, { ...seen.strongest, ...prior, filled })) return null
    return {
      line,
      reference,
      seen,
      frames: framesByPlace(seen),
      score,
      sameAs: [],
    }
  }

  #show(one: Accepted, recording: Sound): Found {
    const { line, reference, score, sameAs } = one
    const atFirst = judge(reference, recording, one.seen)
    // What was cut out or put in, no wave makes whole.
    const isHopeless = atFirst.differing.some(({ kind }) => LASTING.has(kind))
    const isWorthIt =
      !isHopeless && (atFirst.coverage > LEAST_OF_PROOF || atFirst.verdict === 'matches-in-clip')
    const seen = isWorthIt ? byWave(reference, recording, one.seen) : one.seen
    const judgement = isWorthIt ? judge(reference, recording, seen) : atFirst
    const first = seen.pairing[seen.heard.indexOf(1)] as number
    const { isExpected } = this.#priorOf(line.reference)
    const compared = isExpected ? this.#expected.size : this.references.length
    return {
      reference: line.reference,
      origin: seen.origin,
      first,
      hearing: {
        bulletin: reference.id,
        startS: seen.origin * FRAME_SECONDS,
        speed: seen.speed,
        confidence: score,
        falseAlarmsPerHour: falseAlarmsPerHour(score, seen.strongest, compared),
        isExpected,
        sameAs,
        ...judgement,
        verdict: sameAs.length > 0 ? 'heard-in-part' : judgement.verdict,
      },
    }
  }
}

type Candidate = Readonly<{ line: Line; rows: readonly Row[]; total: number }>

type Accepted = Readonly<{
  line: Line
  reference: Reference
  seen: Examination
  frames: FramesByPlace
  score: number
  sameAs: string[]
}>

type Found = Readonly<{
  reference: number
  origin: number
  /** Frame of the recording in which it was first heard. */
  first: number
  hearing: Hearing
}>

/** All that are plain, or the best one if it is at least likely. */
function worthALook(lines: readonly Line[], least: number): readonly Line[] {
  const plain = lines.filter(({ score }) => score >= PLENTY)
  return plain.length > 0 ? plain : lines.slice(0, 1).filter(({ score }) => score >= least)
}

/** Evidence without the limit that one block has: twins differ by what the wrong one lacks. */
function total({ evidence }: Line): number {
  return evidence.reduce((sum, value) => sum + Math.max(0, value - 1), 0)
}

function later(hearing: Hearing, frames: number): Hearing {
  const seconds = frames * FRAME_SECONDS
  const shift = <T extends Hearing['spans'][number]>(span: T): T => ({
    ...span,
    recordingFromS: span.recordingFromS + seconds,
    recordingToS: span.recordingToS + seconds,
  })
  return {
    ...hearing,
    startS: hearing.startS + seconds,
    spans: hearing.spans.map(shift),
    differing: hearing.differing.map(shift),
  }
}
