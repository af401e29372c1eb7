import type { Version } from '../api/shapes.ts'
import { waitsFor } from './bulletin-list.ts'

/** A version's life as a line: soạn → trình → duyệt → hiệu lực, with who and when. */
export type LifeStep = Readonly<{
  step: 'written' | 'submitted' | 'reviewed' | 'approved' | 'in-force' | 'superseded' | 'recalled'
  state: 'done' | 'now' | 'to-come'
  at: number | null
  by: string | null
}>

export function lifeOf(version: Version, now: number): readonly LifeStep[] {
  const approved = version.approvedAt !== null
  const ended = version.state === 'superseded' || version.state === 'recalled'
  const inForce = approved && version.validFrom <= now
  const over = version.validTo !== null && version.validTo <= now
  const steps: LifeStep[] = [
    { step: 'written', state: 'done', at: version.createdAt, by: version.author.name },
    {
      step: 'submitted',
      state: version.submittedAt !== null ? 'done' : 'now',
      at: version.submittedAt,
      by: version.submittedAt !== null ? version.author.name : null,
    },
    ...(version.language === 'vi' ? [] : [reviewOf(version)]),
    {
      step: 'approved',
      state: approved ? 'done' : waitsFor(version) === 'approval' ? 'now' : 'to-come',
      at: version.approvedAt,
      by: version.approver?.name ?? null,
    },
    {
      step: 'in-force',
      state: !approved ? 'to-come' : ended || over ? 'done' : inForce ? 'now' : 'to-come',
      at: version.validFrom,
      by: null,
    },
  ]
  if (version.state === 'superseded' || version.state === 'recalled')
    steps.push({
      ...{ step: version.state, state: 'now', by: null },
      at: version.state === 'recalled' ? version.recalledAt : version.supersededAt,
    })
  return steps
}

/** What is said in another language is checked by somebody who speaks it. */
function reviewOf(version: Version): LifeStep {
  const { reviewedAt, reviewer } = version
  const done = reviewedAt !== null
  const state = done ? 'done' : waitsFor(version) === 'review' ? 'now' : 'to-come'
  return { step: 'reviewed', state, at: reviewedAt, by: reviewer?.name ?? null }
}
