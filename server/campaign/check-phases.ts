import type { Instant } from '../../playout/contract/time.ts'
import { localDateOf } from '../local-date.ts'
import { effectivePeriod } from './campaign.ts'
import type { CampaignFacts, CampaignVersion, Finding, WantedCampaign } from './finding.ts'
import type { NamedPhase } from './phase.ts'
import { phaseSpans } from './phase.ts'
import { writtenDate, writtenMoment } from './written-moment.ts'

const field = 'phases'

/** Whether phases follow one another through the campaign's days, and name what can sound in them. */
export function checkPhases(wanted: WantedCampaign, facts: CampaignFacts): Finding[] {
  const phases = wanted.phases.toSorted((a, b) => a.from - b.from)
  if (phases.length === 0) return []
  const turned = phases.filter(({ from, until }) => until !== null && until <= from)
  if (turned.length > 0)
    return turned.map(({ name, from, until }) => ({
      ...{ severity: 'refusal', code: 'phase-ends-before', field },
      params: {
        phase: name,
        from: writtenMoment(from, facts.zone),
        until: writtenMoment(until ?? from, facts.zone),
      },
    }))
  return [
    ...checkOrder(phases, facts.zone),
    ...checkEnds(wanted, phases, facts.zone),
    ...phases.flatMap((phase) => checkPhase(wanted, phase, facts)),
    ...checkUnnamed(phases, facts.versions),
    ...checkPauses(phases, facts.versions),
  ]
}

/** One begins where the one before it ends. */
function checkOrder(phases: readonly NamedPhase[], zone: string): Finding[] {
  return phases.flatMap((next, index): Finding[] => {
    const phase = phases[index - 1]
    if (!phase || phase.until === next.from) return []
    if (phase.until !== null && phase.until < next.from)
      return [gap(writtenMoment(phase.until, zone), writtenMoment(next.from, zone))]
    return [
      {
        ...{ severity: 'refusal', code: 'phase-overlap', field },
        params: {
          ...{ phase: phase.name, next: next.name, from: writtenMoment(next.from, zone) },
          ...(phase.until === null
            ? { until: 'later', untilVi: 'sau đó' }
            : { until: writtenMoment(phase.until, zone) }),
        },
      },
    ]
  })
}

/** The first begins with the campaign, the last ends with it or later. */
function checkEnds(wanted: WantedCampaign, phases: readonly NamedPhase[], zone: string): Finding[] {
  const { from, to } = effectivePeriod(wanted)
  const [first, last] = [phases[0], phases.at(-1)]
  const found: Finding[] = []
  if (first && localDateOf(first.from, zone) > from)
    found.push(gap(writtenDate(from), writtenMoment(first.from, zone)))
  if (last && last.until !== null && localDateOf(last.until, zone) <= to)
    found.push(gap(writtenMoment(last.until, zone), writtenDate(to)))
  return found
}

function gap(from: string, until: string): Finding {
  return { severity: 'warning', code: 'phase-gap', field, params: { from, until } }
}

function checkPhase(wanted: WantedCampaign, phase: NamedPhase, facts: CampaignFacts): Finding[] {
  const { from, to } = effectivePeriod(wanted)
  const begins = localDateOf(phase.from, facts.zone)
  const ends = phase.until === null ? null : localDateOf(phase.until - 1, facts.zone)
  if (begins > to || (ends !== null && ends < from)) {
    const params = { phase: phase.name, from: writtenDate(from), to: writtenDate(to) }
    return [{ severity: 'warning', code: 'phase-outside-period', field, params }]
  }
  if (phase.versions.length === 0)
    return [{ severity: 'warning', code: 'phase-empty', field, params: { phase: phase.name } }]
  const known = new Map(facts.versions.map((version) => [version.id, version]))
  const named = new Set((facts.before?.phases ?? []).flatMap(({ versions }) => versions))
  return [...new Set(phase.versions)].flatMap((id): Finding[] => {
    const version = known.get(id)
    if (!version) {
      const params = { phase: phase.name, version: id }
      return [{ severity: 'refusal', code: 'phase-version-foreign', field, params }]
    }
    const { title, number } = version
    const params = { phase: phase.name, title, number }
    if (version.state === 'recalled')
      return [
        named.has(id)
          ? { severity: 'warning', code: 'phase-version-gone', field, params }
          : { severity: 'refusal', code: 'phase-version-recalled', field, params },
      ]
    if (version.state === 'draft' || version.state === 'submitted')
      return [{ severity: 'warning', code: 'phase-version-unapproved', field, params }]
    return canSoundIn(version, phase)
      ? []
      : [{ severity: 'warning', code: 'phase-version-not-valid', field, params }]
  })
}

function canSoundIn(version: CampaignVersion, { from, until }: NamedPhase): boolean {
  const ends = [version.validTo, version.supersededAt].filter((at): at is Instant => at !== null)
  return Math.min(Infinity, ...ends) > from && version.validFrom < (until ?? Infinity)
}

function checkUnnamed(
  phases: readonly NamedPhase[],
  versions: readonly CampaignVersion[],
): Finding[] {
  const named = new Set(phases.flatMap((phase) => phase.versions))
  return versions
    .filter(({ id, state }) => state === 'approved' && !named.has(id))
    .map(({ title, number }) => ({
      ...{ severity: 'warning', code: 'version-in-no-phase', field, params: { title, number } },
    }))
}

/** A version sounds in one stretch, so that its first and last day are clear to everybody. */
function checkPauses(
  phases: readonly NamedPhase[],
  versions: readonly CampaignVersion[],
): Finding[] {
  return versions
    .filter(({ id }) => phaseSpans(phases, id).length > 1)
    .map(({ title, number }) => ({
      ...{ severity: 'refusal', code: 'phase-version-apart', field, params: { title, number } },
    }))
}
