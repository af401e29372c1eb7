import { effectivePeriod } from './campaign.ts'
import { checkPhases } from './check-phases.ts'
import type { CampaignFacts, Finding, WantedCampaign } from './finding.ts'
import { writtenDate } from './written-moment.ts'

/** Everything that is wrong with a campaign, and what somebody should know of it; refusals first. */
export function checkCampaign(wanted: WantedCampaign, facts: CampaignFacts): Finding[] {
  const findings = [
    ...checkPeriod(wanted, facts),
    ...checkQuota(wanted),
    ...checkPlaces(wanted, facts),
    ...checkPhases(wanted, facts),
    ...checkBulletins(facts),
  ]
  return findings.toSorted(
    (a, b) => Number(b.severity === 'refusal') - Number(a.severity === 'refusal'),
  )
}

function checkPeriod(wanted: WantedCampaign, { today, before }: CampaignFacts): Finding[] {
  const { from, to } = effectivePeriod(wanted)
  const found: Finding[] = []
  // What was ordered has to make sense too, although an extension stands for it.
  for (const [field, last] of [
    ['periodTo', wanted.periodTo],
    ['extendedUntil', to],
  ] as const)
    if (last < from)
      return [
        {
          ...{ severity: 'refusal', code: 'campaign-ends-before', field },
          params: { from: writtenDate(from), until: writtenDate(last) },
        },
      ]
  const params = { to: writtenDate(to), today: writtenDate(today) }
  if (to < today)
    found.push(
      before === null
        ? { severity: 'refusal', code: 'campaign-already-over', field: 'periodTo', params }
        : { severity: 'warning', code: 'campaign-over', field: 'extendedUntil', params },
    )
  for (const date of wanted.reportDates.filter((one) => one < from))
    found.push({
      ...{ severity: 'warning', code: 'report-date-before', field: 'reportDates' },
      params: { date: writtenDate(date), from: writtenDate(from) },
    })
  return found
}

function checkQuota({ floor, cap }: WantedCampaign): Finding[] {
  if (cap === 0)
    return [{ severity: 'refusal', code: 'campaign-cap-zero', field: 'cap', params: {} }]
  if (cap === null || floor <= cap) return []
  return [
    {
      ...{ severity: 'refusal', code: 'campaign-floor-above-cap', field: 'floor' },
      params: { floor, cap },
    },
  ]
}

function checkPlaces({ heardAt, airedBy }: WantedCampaign, { places }: CampaignFacts): Finding[] {
  return (
    [
      ['heardAt', heardAt],
      ['airedBy', airedBy],
    ] as const
  ).flatMap(([field, named]) =>
    (named ?? [])
      .filter((place) => !places.has(place))
      .map(
        (place): Finding => ({
          ...{ severity: 'refusal', code: 'campaign-place-unknown', field, params: { place } },
        }),
      ),
  )
}

function checkBulletins({ versions, before }: CampaignFacts): Finding[] {
  // One that is being made has none yet.
  if (before === null) return []
  if (versions.length === 0)
    return [{ severity: 'warning', code: 'campaign-empty', field: null, params: {} }]
  if (versions.some(({ state, lengthMs }) => state === 'approved' && lengthMs !== null)) return []
  const bulletins = new Set(versions.map(({ bulletin }) => bulletin)).size
  return [
    { severity: 'warning', code: 'campaign-nothing-approved', field: null, params: { bulletins } },
  ]
}
