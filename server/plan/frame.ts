import type { BulletinId } from '../../playout/contract/ids.ts'
import { type Instant, SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { isFixedPart, isMusical } from '../content-type.ts'
import { type AiringPlace, type Candidate, type Objection, objectionTo } from './airworthy.ts'
import type { Stretch } from './arrange.ts'
import { instantOf } from './local-time.ts'
import { type Explanation, itemSpan } from './playlist.ts'
import { type Occurrence, type Source, segmentOf } from './window.ts'

/** A fixed part in its place; a sting is placed with the bulletin that it leads to. */
export type FixedPart = Readonly<{ candidate: Candidate; offsetSamples: number }>

/** What a station's own part of a window is before bulletins come into it. */
export type Frame = Readonly<{
  occurrence: Occurrence
  place: AiringPlace
  /** The own part, in samples of the window. */
  whole: Stretch
  /** What campaigns may take of it. */
  share: number
  /** What obligations fill of it. */
  taken: readonly Stretch[]
  signals: readonly FixedPart[]
  opens: readonly Candidate[]
  closes: readonly Candidate[]
  sting: Candidate | null
  said: Explanation[]
}>

/** Null when the station has no part of this window. */
export function frameOf(
  occurrence: Occurrence,
  source: Source & ('district' | 'commune'),
  place: AiringPlace,
  candidates: readonly Candidate[],
  { withoutMusic, taken }: Readonly<{ withoutMusic: boolean; taken: readonly Stretch[] }>,
): Frame | null {
  const segment = segmentOf(occurrence.window, source)
  if (!segment) return null
  const from = segment.offsetMs * SAMPLES_PER_MS
  const whole = { from, end: from + segment.lengthMs * SAMPLES_PER_MS }
  const said: Explanation[] = []
  const usable = candidates.filter(({ contentType, state }) => {
    return isFixedPart(contentType) && state === 'approved'
  })
  const known = (bulletin: BulletinId): Candidate[] => {
    const one = newest(usable.filter((part) => part.bulletin === bulletin))
    if (!one) said.push({ code: 'part-missing', params: { bulletin } })
    else if (withoutMusic && isMusical(one.contentType)) return []
    else return [one]
    return []
  }
  const { parts } = occurrence.window
  if (withoutMusic) said.push({ code: 'without-music', params: {} })
  const tune = newest(usable.filter((one) => one.contentType === 'tune' && !one.lent))
  // A commune opens its own part by a tune of its own, or by nothing.
  if (!parts && !tune && !withoutMusic && source === 'district')
    said.push({ code: 'no-tune', params: {} })
  const usual = tune && !withoutMusic ? [tune] : []
  return {
    ...{ occurrence, place, whole, said, share: shareOf(occurrence, source) },
    taken,
    signals: signalsOf(occurrence, place, { whole, taken }, known, said),
    opens: parts ? parts.opens.flatMap(known) : usual,
    closes: (parts?.closes ?? []).flatMap(known),
    sting: parts?.between ? (known(parts.between)[0] ?? null) : null,
  }
}

/** Without a share of their own campaigns may take all of it, however long it is. */
function shareOf({ window }: Occurrence, own: Source): number {
  const ms = window.segments.find(({ source }) => source === own)?.campaignShareMs ?? Infinity
  return ms * SAMPLES_PER_MS
}

/** Approved last. */
function newest(parts: readonly Candidate[]): Candidate | undefined {
  return parts.toSorted(
    (a, b) => (b.approvedAt ?? 0) - (a.approvedAt ?? 0) || (a.version < b.version ? -1 : 1),
  )[0]
}

/** Each at its very instant, as far as that lies in the own part and nothing else sounds then. */
function signalsOf(
  { window, date, startsAt }: Occurrence,
  place: AiringPlace,
  { whole, taken }: Readonly<{ whole: Stretch; taken: readonly Stretch[] }>,
  known: (bulletin: BulletinId) => readonly Candidate[],
  said: Explanation[],
): FixedPart[] {
  const placed: FixedPart[] = []
  const wanted = (window.parts?.timeSignals ?? []).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  for (const { bulletin, at } of wanted)
    for (const candidate of known(bulletin)) {
      const sameDay = instantOf(date, at, place.zone)
      // Past midnight the clock shows an earlier time.
      const instant = sameDay < startsAt ? sameDay + DAY_MS : sameDay
      const offsetSamples = (instant - startsAt) * SAMPLES_PER_MS
      const stretch = { from: offsetSamples, end: offsetSamples + candidate.samples }
      const isFree =
        whole.from <= stretch.from &&
        stretch.end <= whole.end &&
        ![...taken, ...placed.map(stretchOf)].some((one) => overlap(one, stretch))
      const params = { title: candidate.title, at }
      if (!isFree) said.push({ code: 'signal-outside', params })
      else {
        const rule = objectionAt({ candidate, offsetSamples }, startsAt, place)
        if (rule === null) placed.push({ candidate, offsetSamples })
        said.push(rule ? { code: rule, params } : { code: 'signal-placed', params })
      }
    }
  return placed
}

const DAY_MS = 86_400_000

/** The rule that keeps a fixed part off the air there. */
export function objectionAt(
  { candidate, offsetSamples }: FixedPart,
  blockStartsAt: Instant,
  place: AiringPlace,
): Objection | null {
  const at = { offsetSamples, lengthSamples: candidate.samples }
  const { startsAt, endsAt } = itemSpan({ startsAt: blockStartsAt }, at)
  return objectionTo(candidate, startsAt, endsAt, place)
}

export function stretchOf({ candidate, offsetSamples }: FixedPart): Stretch {
  return { from: offsetSamples, end: offsetSamples + candidate.samples }
}

export function overlap(a: Stretch, b: Stretch): boolean {
  return a.from < b.end && b.from < a.end
}
