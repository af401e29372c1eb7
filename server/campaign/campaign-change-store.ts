import type { z } from 'zod'
import type { CampaignId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db, Deps } from '../deps.ts'
import { listStations } from '../station/station-store.ts'
import type { OrderedCampaign } from './campaign.ts'
import { campaignProblem } from './campaign-errors.ts'
import { readCampaignFacts } from './campaign-facts-store.ts'
import { addCampaign, getCampaign, saveCampaign } from './campaign-store.ts'
import type { CampaignEdit, NewCampaign } from './campaign-view.ts'
import { differences, editedCampaign, wantedCampaign } from './change-campaign.ts'
import { checkCampaign } from './check-campaign.ts'
import type { Finding } from './finding.ts'
import { replacePhases } from './phase-store.ts'

/**
 * A new campaign of the district's.
 * @throws Problem for what forbids it
 */
export async function orderCampaign(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  order: z.output<typeof NewCampaign>,
  now: Instant,
): Promise<OrderedCampaign> {
  const [district] = await listStations(tx)
  if (!district) throw new Error('an office has a district station from its first start')
  const { phases, ...wanted } = wantedCampaign(order)
  const campaign = { ...wanted, id: deps.newId() as CampaignId, unit: district.unit_id }
  refuse(checkCampaign({ ...wanted, phases }, await readCampaignFacts(tx, null, now)))
  await addCampaign(tx, campaign, now)
  await replacePhases(tx, deps, campaign.id, phases)
  return campaign
}

/**
 * Puts an edit into a campaign.
 * @returns the campaign after it, and what of it is otherwise, for the audit trail
 * @throws Problem `campaign-unknown`, or for what forbids it
 */
export async function changeCampaign(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  id: string,
  edit: z.output<typeof CampaignEdit>,
  now: Instant,
): Promise<Readonly<{ campaign: OrderedCampaign; detail: ReturnType<typeof differences> }>> {
  const before = await getCampaign(tx, id)
  const facts = await readCampaignFacts(tx, before, now)
  const old = editedCampaign(before, (facts.before?.phases ?? []).map(plainPhase), {})
  const wanted = editedCampaign(before, old.phases, edit)
  refuse(checkCampaign(wanted, facts))
  const detail = differences(old, wanted)
  const { phases, ...fields } = wanted
  const campaign = { ...before, ...fields }
  if (Object.keys(detail).length === 0) return { campaign, detail }
  await saveCampaign(tx, campaign)
  if (detail['phases.after'] !== undefined) await replacePhases(tx, deps, id, phases)
  return { campaign, detail }
}

/** @throws Problem when something forbids it */
function refuse(findings: readonly Finding[]): void {
  for (const finding of findings)
    if (finding.severity === 'refusal') throw campaignProblem(finding.code, finding.params)
}

function plainPhase({ name, from, until, versions }: Parameters<typeof replacePhases>[3][number]) {
  return { name, from, until, versions: [...versions].toSorted() }
}
