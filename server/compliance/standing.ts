import type { Instant } from '../../playout/contract/time.ts'
import type { Airing } from '../airing/airing.ts'
import type { Declaration } from '../evidence/declaration.ts'
import { type HeardAt, NOTHING_HEARD } from '../evidence/heard.ts'
import type { Obligation } from './obligation.ts'

type Standing =
  | 'relayed'
  | 'partly'
  | 'late'
  | 'missed'
  | 'no-evidence'
  | 'upcoming'
  | 'nothing-owed'

export type Grade = 'heard' | 'logged' | 'imported' | 'declared' | 'none'

/** How an obligation came out, and what shows it. */
export type Judged = Readonly<{
  obligation: Obligation
  standing: Standing
  grade: Grade
  airing: string | null
  declaration: string | null
  /** What recordings say of it. */
  heard: HeardAt
  disagreement: Disagreement | null
}>

/**
 * What a recording says against a station's log or a person's word; a finding of its own, and no
 * average. `heard-nothing`, `heard-other-version`, `heard-in-part`: it is said to have been relayed.
 * `heard-though-missed`: it is said not to have been.
 */
export type Disagreement =
  | 'heard-nothing'
  | 'heard-other-version'
  | 'heard-in-part'
  | 'heard-though-missed'

/** A relay that begins later than this is late. */
const LATE_AFTER_MS = 30_000

/**
 * How an obligation stands at an instant. A recording comes before the player's signed word, and that
 * before a person's. Without evidence it is never a relay and never a miss: a miss needs a signed miss
 * or a named declaration (design.md, promise 3). What a person heard in a recording and the matcher did
 * not is that person's declaration.
 *
 * @param airings tries of the commune's own item, oldest first
 * @param declaration the current one about the window
 */
export function judge(
  obligation: Obligation,
  airings: readonly Airing[],
  declaration: Pick<Declaration, 'id' | 'verdict'> | null,
  now: Instant,
  heard: HeardAt = NOTHING_HEARD,
): Judged {
  const claimed = { ...judgeClaims(obligation, airings, declaration, now), heard }
  const { standing, grade } = claimed
  const denied = standing === 'missed' ? ('heard-though-missed' as const) : null
  if (standing === 'nothing-owed') return { ...claimed, disagreement: null }
  if (heard.words.some(({ verdict, isByEar }) => verdict === 'proved' && !isByEar)) {
    const isLogged = grade === 'logged' && denied === null
    return {
      ...{ ...claimed, grade: 'heard', disagreement: denied },
      standing: isLogged ? standing : 'relayed',
    }
  }
  // Who listened is a person, and their word one that comes after the player's, before one without sound.
  const ear = heard.ears.find(({ verdict }) => verdict === 'all') ?? heard.ears[0]
  if (ear?.verdict === 'all')
    return grade === 'logged'
      ? { ...claimed, disagreement: denied }
      : { ...claimed, standing: 'relayed', grade: 'declared', disagreement: denied }
  // What lies outside of the recording is nobody's fault: only what was recorded, and differs, is less.
  const isPart = heard.words.some(
    ({ verdict, differs, isThin, overruled, isByEar }) =>
      verdict === 'heard-in-part' && !isByEar && (overruled || (differs && !isThin)),
  )
  const isClaimed = standing === 'relayed' || standing === 'late'
  if (isPart && (standing === 'no-evidence' || standing === 'upcoming'))
    return { ...claimed, standing: 'partly', grade: 'heard', disagreement: null }
  if (ear && (standing === 'no-evidence' || standing === 'upcoming'))
    return { ...claimed, standing: 'partly', grade: 'declared', disagreement: null }
  if (isPart) return { ...claimed, disagreement: isClaimed ? 'heard-in-part' : denied }
  return { ...claimed, disagreement: isClaimed ? doubtIn(heard) : null }
}

function doubtIn({ words, doubts }: HeardAt): Disagreement | null {
  // A clip that is filled by it speaks for it, whatever a longer recording did not hear.
  if (words.some(({ verdict, isThin }) => verdict !== 'not-proved' && !isThin)) return null
  if (doubts.some(({ why }) => why === 'other-version')) return 'heard-other-version'
  return doubts.length > 0 ? 'heard-nothing' : null
}

/** What log and people say. */
function judgeClaims(
  obligation: Obligation,
  airings: readonly Airing[],
  declaration: Pick<Declaration, 'id' | 'verdict'> | null,
  now: Instant,
): Omit<Judged, 'heard' | 'disagreement'> {
  // What nobody ordered shows nothing, whoever signed it.
  const best = bestOf(airings.filter(({ outcome }) => outcome !== 'unordered'))
  const open = { obligation, airing: best?.id ?? null, declaration: null }
  if (best && best.outcome !== 'sounding')
    return best.outcome === 'dropped' || isCutByOrder(best)
      ? { ...open, standing: 'nothing-owed', grade: 'none' }
      : { ...open, standing: standingOf(best, obligation.dueAt), grade: 'logged' }
  if (now < obligation.settledAt) return { ...open, standing: 'upcoming', grade: 'none' }
  if (declaration)
    return {
      ...open,
      standing: declared[declaration.verdict],
      grade: 'declared',
      declaration: declaration.id,
    }
  return { ...open, standing: 'no-evidence', grade: 'none' }
}

/** What was cut by a recall, or with the emergency that it was, was cut by order: nobody owes the rest. */
function isCutByOrder({ outcome, reason }: Airing): boolean {
  const byOrder = reason?.startsWith('recalled') || reason === 'emergency-ended'
  return outcome !== 'aired' && byOrder === true
}

const declared = { full: 'relayed', partial: 'partly', none: 'missed' } as const

/** From what proves most to what proves least. */
const outcomeOrder: readonly Airing['outcome'][] = [
  'aired',
  'partial',
  'sounding',
  'dropped',
  'silent',
  'skipped',
]

function bestOf(airings: readonly Airing[]): Airing | null {
  return (
    [...airings].sort(
      (a, b) => outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome),
    )[0] ?? null
  )
}

function standingOf(airing: Airing, dueAt: Instant): Standing {
  if (airing.outcome === 'partial') return 'partly'
  if (airing.outcome !== 'aired') return 'missed'
  return (airing.startedAt ?? 0) - dueAt > LATE_AFTER_MS ? 'late' : 'relayed'
}

/** A window of one commune: worst first, so that nothing hides behind a good average. */
export type Summary = Readonly<{ standing: Standing; grade: Grade; owed: number; relayed: number }>

const worstFirst: readonly Standing[] = [
  'missed',
  'no-evidence',
  'partly',
  'late',
  'upcoming',
  'relayed',
  'nothing-owed',
]

const weakestFirst: readonly Grade[] = ['declared', 'imported', 'logged', 'heard']

/**
 * @param over true when the window has ended, or was never to be relayed: then nothing more is owed
 */
export function summarise(judged: readonly Judged[], over: boolean): Summary {
  const owed = judged.filter(({ standing }) => standing !== 'nothing-owed')
  const first = worstFirst.find((one) => owed.some(({ standing }) => standing === one))
  return {
    standing: first ?? (over ? 'nothing-owed' : 'upcoming'),
    grade: weakestFirst.find((one) => owed.some(({ grade }) => grade === one)) ?? 'none',
    owed: owed.length,
    relayed: owed.filter(isRelayed).length,
  }
}

/** A late relay is one. */
function isRelayed({ standing }: Judged): boolean {
  return standing === 'relayed' || standing === 'late'
}

/** How many settled obligations rest on which grade. */
export function countGrades(judged: readonly Judged[]): Record<Grade, number> {
  const counts = { heard: 0, logged: 0, imported: 0, declared: 0, none: 0 }
  for (const { standing, grade } of judged)
    if (standing !== 'upcoming' && standing !== 'nothing-owed') counts[grade] += 1
  return counts
}
