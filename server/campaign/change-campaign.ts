import type { z } from 'zod'
import type { OrderedCampaign } from './campaign.ts'
import type { CampaignEdit, NewCampaign } from './campaign-view.ts'
import type { WantedCampaign } from './finding.ts'
import type { NamedPhase } from './phase.ts'

/** What somebody asks for, as rules and stores take it. */
export function wantedCampaign(body: z.output<typeof NewCampaign>): WantedCampaign {
  const { phases, ...fields } = body
  return { ...fields, phases: phases.map(phaseOf) }
}

/** The campaign with an edit put into it; what the edit does not name stays. */
export function editedCampaign(
  campaign: OrderedCampaign,
  phases: readonly NamedPhase[],
  { phases: given, ...edit }: z.output<typeof CampaignEdit>,
): WantedCampaign {
  const named = Object.fromEntries(
    Object.entries(edit).filter(([, value]) => value !== undefined),
  ) as Partial<WantedCampaign>
  const { id: _id, unit: _unit, ...before } = campaign
  return { ...before, ...named, phases: given?.map(phaseOf) ?? phases }
}

/** What was changed, before and after, for the audit trail; `null` in it stands for nothing. */
export function differences(
  before: WantedCampaign,
  after: WantedCampaign,
): Record<string, string | number | null> {
  const changed: Record<string, string | number | null> = {}
  for (const key of Object.keys(after) as (keyof WantedCampaign)[]) {
    const [old, now] = [plain(before[key]), plain(after[key])]
    if (old === now) continue
    changed[`${key}.before`] = old
    changed[`${key}.after`] = now
  }
  return changed
}

function plain(value: unknown): string | number | null {
  if (Array.isArray(value)) return JSON.stringify(value)
  return typeof value === 'number' || typeof value === 'string' ? value : null
}

function phaseOf({
  name,
  fromAt,
  untilAt,
  versions,
}: z.output<typeof NewCampaign>['phases'][number]): NamedPhase {
  return { name, from: fromAt, until: untilAt, versions: [...new Set(versions)].toSorted() }
}
