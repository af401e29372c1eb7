import type { StationId } from '../../playout/contract/ids.ts'
import type { Item } from '../../playout/contract/manifest.ts'
import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { type AiringPlace, type Candidate, objectionTo } from './airworthy.ts'
import { blockOf, itemOf } from './block.ts'
import { type Explanation, type ExplanationCode, itemSpan, type PlannedBlock } from './playlist.ts'
import { inTurn, latest, type Placement, plannedOn } from './rotation.ts'
import { districtSegment, type Occurrence } from './window.ts'

/** A window carries no more campaign items than this. */
const MAX_CAMPAIGN_ITEMS = 2

export type DistrictPlanning = Readonly<{
  station: StationId
  place: AiringPlace
  /** The windows to fill. */
  occurrences: readonly Occurrence[]
  candidates: readonly Candidate[]
  /** What was planned before the first of them, tunes included. */
  history: readonly Placement[]
}>

/**
 * Fills the district's segment of each window: the signature tune, then at most two campaign items in
 * turn, one after the other without a gap. The same inputs, in whatever order, give the same plan.
 */
export function planDistrict(planning: DistrictPlanning): PlannedBlock[] {
  const placements = [...planning.history]
  return [...planning.occurrences]
    .sort((a, b) => a.startsAt - b.startsAt || (a.window.id < b.window.id ? -1 : 1))
    .map((occurrence) => {
      const draft = draftOf(planning, occurrence, placements)
      if (draft) {
        placeTune(draft, planning.candidates)
        placeCampaignItems(draft, planning.candidates)
      }
      return {
        station: planning.station,
        block: blockOf(occurrence, draft?.items ?? []),
        explanations: draft?.said ?? [{ code: 'no-district-segment', params: {} }],
      }
    })
}

/** A window while it is being filled. */
type Draft = {
  readonly planning: DistrictPlanning
  readonly occurrence: Occurrence
  /** Everything placed so far, in this window and before; grows. */
  readonly placements: Placement[]
  readonly items: Item[]
  readonly said: Explanation[]
  /** Sample of the window at which the next item begins. */
  cursor: number
  /** Sample at which the district's segment ends. */
  readonly end: number
  /** Samples that campaigns may still take. */
  shareLeft: number
}

function draftOf(
  planning: DistrictPlanning,
  occurrence: Occurrence,
  placements: Placement[],
): Draft | null {
  const segment = districtSegment(occurrence.window)
  if (!segment) return null
  const cursor = segment.offsetMs * SAMPLES_PER_MS
  return {
    planning,
    occurrence,
    placements,
    items: [],
    said: [],
    cursor,
    end: cursor + segment.lengthMs * SAMPLES_PER_MS,
    shareLeft: segment.campaignShareMs * SAMPLES_PER_MS,
  }
}

/** The tune that was approved last opens the segment. */
function placeTune(draft: Draft, candidates: readonly Candidate[]): void {
  const [tune] = candidates
    .filter(({ contentType, state }) => contentType === 'tune' && state === 'approved')
    .sort((a, b) => (b.approvedAt ?? 0) - (a.approvedAt ?? 0) || (a.version < b.version ? -1 : 1))
  const rule = tune ? hindrance(draft, tune) : 'no-tune'
  if (!tune || rule) say(draft, rule ?? 'no-tune', tune ? { title: tune.title } : {})
  else {
    put(draft, tune, 'tune')
    say(draft, 'tune-placed', { title: tune.title })
  }
}

function placeCampaignItems(draft: Draft, candidates: readonly Candidate[]): void {
  const { placements } = draft
  const { date } = draft.occurrence
  let waiting = candidates.filter(
    ({ contentType }) => contentType !== 'tune' && contentType !== 'test',
  )
  let placed = 0
  for (; placed < MAX_CAMPAIGN_ITEMS; placed++) {
    const before = latest(placements.filter(({ kind }) => kind === 'bulletin'))?.bulletin
    const open = inTurn(waiting, placements, date).filter(
      (candidate) => campaignHindrance(draft, candidate) === null,
    )
    // With nothing else to say, a bulletin may follow itself across a tune: better than silence.
    const next = open.find(({ bulletin }) => bulletin !== before) ?? open[0]
    if (!next) break
    const times = plannedOn(placements, next.bulletin, date)
    say(draft, next.bulletin === before ? 'placed-again' : 'placed', { title: next.title, times })
    put(draft, next, 'bulletin')
    draft.shareLeft -= next.samples
    waiting = waiting.filter((candidate) => candidate !== next)
  }
  explainRest(draft, waiting, placed)
}

/** Why each of the others stayed out. */
function explainRest(draft: Draft, waiting: readonly Candidate[], placed: number): void {
  const spaceIsUp = placed === MAX_CAMPAIGN_ITEMS
  let others = 0
  for (const candidate of [...waiting].sort((a, b) => (a.version < b.version ? -1 : 1))) {
    const rule = campaignHindrance(draft, candidate)
    if (rule === null || (spaceIsUp && spaceRules.has(rule))) others += 1
    else say(draft, rule, { title: candidate.title })
  }
  if (others > 0) say(draft, 'enough', { most: MAX_CAMPAIGN_ITEMS, others })
  if (placed === 0 && waiting.length === 0) say(draft, 'nothing-to-place')
  say(draft, 'free', { seconds: Math.floor((draft.end - draft.cursor) / SAMPLES_PER_MS / 1000) })
}

/** Rules that only say that others came first. */
const spaceRules: ReadonlySet<ExplanationCode> = new Set(['too-long', 'beyond-share', 'same-twice'])

/** What keeps a candidate from beginning at the cursor, or null. */
function hindrance(
  { planning, occurrence, cursor, end }: Draft,
  candidate: Candidate,
): ExplanationCode | null {
  const at = { offsetSamples: cursor, lengthSamples: candidate.samples }
  const span = itemSpan(occurrence, at)
  const objection = objectionTo(candidate, span.startsAt, span.endsAt, planning.place)
  return objection ?? (cursor + candidate.samples > end ? 'too-long' : null)
}

function campaignHindrance(draft: Draft, candidate: Candidate): ExplanationCode | null {
  if (!candidate.campaign) return 'no-campaign'
  const rule = hindrance(draft, candidate)
  if (rule) return rule
  if (candidate.samples > draft.shareLeft) return 'beyond-share'
  return latest(draft.placements)?.bulletin === candidate.bulletin ? 'same-twice' : null
}

/** Places a candidate at the cursor, which moves to its end. */
function put(draft: Draft, candidate: Candidate, kind: 'tune' | 'bulletin'): void {
  const { planning, occurrence, items, placements } = draft
  const item = itemOf(planning.station, occurrence, candidate, kind, draft.cursor, items)
  items.push(item)
  placements.push({
    bulletin: candidate.bulletin,
    kind,
    date: occurrence.date,
    at: itemSpan(occurrence, item).startsAt,
  })
  draft.cursor += candidate.samples
}

function say(draft: Draft, code: ExplanationCode, params: Explanation['params'] = {}): void {
  draft.said.push({ code, params })
}
