import type { z } from 'zod'
import type { OrderedCampaign } from './campaign.ts'
import { campaignProblem } from './campaign-errors.ts'
import type { CampaignDetail, CampaignView, Said } from './campaign-view.ts'
import { warningText } from './campaign-warnings.ts'
import type { CampaignVersion, Finding } from './finding.ts'
import type { KeptPhase } from './phase.ts'

export function showCampaign(
  campaign: OrderedCampaign & Readonly<{ bulletins: number }>,
): z.output<typeof CampaignView> {
  const { dispatchText: _, reportDates, heardAt, airedBy, ...rest } = campaign
  return {
    ...rest,
    reportDates: [...reportDates],
    heardAt: heardAt && [...heardAt],
    airedBy: airedBy && [...airedBy],
  }
}

/** @param said what is found of it as it is */
export function showDetail(
  campaign: OrderedCampaign,
  phases: readonly KeptPhase[],
  versions: readonly CampaignVersion[],
  said: readonly Finding[],
  mayEdit: boolean,
): z.output<typeof CampaignDetail> {
  const shown = versions.map(showVersion)
  const byId = new Map(shown.map((version) => [version.id, version]))
  const bulletins = new Set(versions.map(({ bulletin }) => bulletin)).size
  return {
    ...showCampaign({ ...campaign, bulletins }),
    dispatchText: campaign.dispatchText,
    phases: phases.map(({ id, name, from, until, versions: named }) => ({
      ...{ id, name, fromAt: from, untilAt: until },
      versions: named.flatMap((version) => byId.get(version) ?? []),
    })),
    versions: shown,
    mayEdit,
    said: said.map(showFinding),
  }
}

export function showFinding(finding: Finding): z.output<typeof Said> {
  const { severity, code, field, params } = finding
  const { vi, en } =
    finding.severity === 'refusal'
      ? campaignProblem(finding.code, params)
      : warningText(finding.code, params)
  return { severity, code, field, vi, en }
}

function showVersion(version: CampaignVersion) {
  const { id, bulletin, title, number, language, state, lengthMs } = version
  return { id, bulletin, title, number, language, class: version.class, state, lengthMs }
}
