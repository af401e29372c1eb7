import type { Instant } from '../../playout/contract/time.ts'
import type { KeptAttestation } from './attestation.ts'
import { type Binding, bindFinds, type KnownFind } from './bind.ts'
import type { Find, FindVerdict } from './find.ts'
import type { Hearable } from './hearable.ts'
import { isUnheard, type Recording } from './recording.ts'

/** A find with what people said of it. */
export type WeighedFind = Find &
  KnownFind &
  Readonly<{
    /** What counts: a person's newest word, or the matcher's. */
    effective: FindVerdict
    overruled: boolean
    /** Whose word counts instead of the matcher’s, by name; null for the matcher’s own. */
    overruledBy: string | null
  }>

export type HeardRecording = Readonly<{
  recording: Recording
  finds: readonly WeighedFind[]
  /** What people who listened say is in it, as it holds now. */
  attested: readonly Pick<KeptAttestation, 'target' | 'verdict' | 'byName'>[]
}>

/** What one recording says of one airing. */
export type Word = Readonly<{
  recording: string
  find: number
  verdict: FindVerdict
  coverage: number
  /** True when a stretch that was recorded is not as approved. */
  differs: boolean
  /** Too little was certainly heard to say that a part sounded: some words that others say too. */
  isThin: boolean
  overruled: boolean
  /** A person says more than the matcher heard: their word, and no `heard` of the matcher’s. */
  isByEar: boolean
}>

/** A person, by name, who listened to a recording and says more of an airing in it than the matcher found. */
export type EarWord = Readonly<{ recording: string; verdict: 'all' | 'part'; by: string }>

/**
 * A recording that covers the whole of an airing, by a checked clock, and does not bear it out. Never a
 * miss: noise, a phone in a pocket or a wrong street are reasons too; so a person looks.
 */
export type Doubt = Readonly<{ recording: string; why: 'nothing' | 'other-version' }>

/** What recordings say of one airing. */
export type HeardAt = Readonly<{
  words: readonly Word[]
  doubts: readonly Doubt[]
  /** What people heard in recordings. */
  ears: readonly EarWord[]
  /** Made for it, and not heard yet. */
  waiting: readonly string[]
}>

export const NOTHING_HEARD: HeardAt = { words: [], doubts: [], ears: [], waiting: [] }

/** Less than a fifth, in 0.01 %, is no part. */
export const LEAST_PART = 2_000
/** A recording covers an airing when it also holds this much around it. */
const AROUND_MS = 10_000
const NEAR_MS = 120_000

/** What recordings of one station and date say of what was due there, by its key. */
export function hearingsOf(
  hearables: readonly Hearable[],
  recordings: readonly HeardRecording[],
): ReadonlyMap<string, HeardAt> {
  type Said = { words: Word[]; doubts: Doubt[]; ears: EarWord[]; waiting: string[] }
  const said = new Map<string, Said>()
  const at = (key: string) => {
    const known = said.get(key) ?? { words: [], doubts: [], ears: [], waiting: [] }
    said.set(key, known)
    return known
  }
  for (const { recording, finds, attested } of recordings) {
    if (isUnheard(recording)) {
      for (const { key } of meantBy(recording, hearables)) at(key).waiting.push(recording.id)
      continue
    }
    const bindings = bindFinds(recording, finds, hearables)
    for (const { find, target } of bindings) {
      const one = finds.find(({ number }) => number === find)
      if (target === null || !one) continue
      const word = wordOf(recording.id, one)
      at(target).words.push(word)
      const { verdict, isByEar } = word
      if (isByEar && one.overruledBy !== null)
        at(target).ears.push({
          ...{ recording: recording.id, by: one.overruledBy },
          verdict: verdict === 'proved' ? 'all' : 'part',
        })
    }
    for (const { target, verdict, byName: by } of attested)
      if (verdict !== 'withdrawn') at(target).ears.push({ recording: recording.id, verdict, by })
    const isAttested = ({ key }: Hearable) => attested.some(({ target }) => target === key)
    for (const hearable of hearables.filter((one) => covers(recording, one) && !isAttested(one))) {
      const why = doubtOf(recording, finds, bindings, hearable)
      if (why) at(hearable.key).doubts.push({ recording: recording.id, why })
    }
  }
  return said
}

function wordOf(recording: string, find: WeighedFind): Word {
  return {
    ...{ recording, find: find.number, verdict: find.effective, coverage: find.coverage },
    ...{ differs: find.differing.length > 0, overruled: find.overruled },
    ...{
      isThin: isThin(find),
      isByEar: find.overruled && weight[find.effective] > weight[find.verdict],
    },
  }
}

const weight = { 'not-proved': 0, 'heard-in-part': 1, 'matches-in-clip': 1, proved: 2 } as const

/** Some words that others say too: no part of it, and no evidence. */
export function isThin({ effective, overruled, coverageFrom }: Weighed): boolean {
  return effective === 'heard-in-part' && !overruled && coverageFrom < LEAST_PART
}

type Weighed = Pick<WeighedFind, 'effective' | 'overruled' | 'coverageFrom'>

function meantBy(
  { aimAt }: Pick<Recording, 'aimAt'>,
  hearables: readonly Hearable[],
): readonly Hearable[] {
  return aimAt === null
    ? []
    : hearables.filter(({ dueAt }) => Math.abs(dueAt - aimAt) <= NEAR_MS).slice(0, 1)
}

function covers({ startedAt, clock, state }: Recording, { dueAt, lengthMs }: Hearable): boolean {
  if (state.kind !== 'done' || clock !== 'checked' || startedAt === null) return false
  const endedAt = startedAt + state.heard.durationMs
  return startedAt <= dueAt - AROUND_MS && endedAt >= dueAt + lengthMs + AROUND_MS
}

function doubtOf(
  { startedAt }: Pick<Recording, 'startedAt'>,
  finds: readonly WeighedFind[],
  bindings: readonly Binding[],
  hearable: Hearable,
): Doubt['why'] | null {
  const isSaid = ({ find, target }: Binding) => {
    const one = finds.find(({ number }) => number === find)
    return target === hearable.key && one !== undefined && !isThin(one)
  }
  if (bindings.some(isSaid)) return null
  const isOther = (find: WeighedFind) =>
    find.asset !== hearable.asset &&
    find.bulletins.includes(hearable.bulletin) &&
    Math.abs((startedAt as Instant) + find.startMs - hearable.dueAt) <= NEAR_MS
  return finds.some(isOther) ? 'other-version' : 'nothing'
}
