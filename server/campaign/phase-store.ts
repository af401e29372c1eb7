import type { Db, Deps } from '../deps.ts'
import type { KeptPhase, NamedPhase } from './phase.ts'

/** The phases of one or all campaigns, by campaign, in order of time. */
export async function listPhases(db: Db, campaign?: string): Promise<Map<string, KeptPhase[]>> {
  let phases = db.selectFrom('campaign_phase').selectAll()
  let versions = db
    .selectFrom('campaign_phase_version as named')
    .innerJoin('campaign_phase as phase', 'phase.id', 'named.phase_id')
    .select(['named.phase_id', 'named.version_id'])
  if (campaign !== undefined) {
    phases = phases.where('campaign_id', '=', campaign)
    versions = versions.where('phase.campaign_id', '=', campaign)
  }
  const rows = await phases.orderBy('from_at').orderBy('position').execute()
  const named = Map.groupBy(
    await versions.orderBy('named.version_id').execute(),
    ({ phase_id }) => phase_id,
  )
  return Map.groupBy(
    rows.map((row) => ({
      ...{ campaign: row.campaign_id, id: row.id, name: row.name },
      ...{ from: row.from_at, until: row.until_at },
      versions: (named.get(row.id) ?? []).map(({ version_id }) => version_id),
    })),
    (phase) => phase.campaign,
  )
}

/** Puts these phases in the place of those that were; one transaction around it. */
export async function replacePhases(
  db: Db,
  { newId }: Pick<Deps, 'newId'>,
  campaign: string,
  phases: readonly NamedPhase[],
): Promise<void> {
  const old = db.selectFrom('campaign_phase').select('id').where('campaign_id', '=', campaign)
  await db.deleteFrom('campaign_phase_version').where('phase_id', 'in', old).execute()
  await db.deleteFrom('campaign_phase').where('campaign_id', '=', campaign).execute()
  const rows = phases.map((phase, position) => ({ ...phase, position, id: newId() }))
  if (rows.length === 0) return
  await db
    .insertInto('campaign_phase')
    .values(
      rows.map(({ id, position, name, from, until }) => ({
        ...{ id, campaign_id: campaign, position, name, from_at: from, until_at: until },
      })),
    )
    .execute()
  const named = rows.flatMap(({ id, versions }) =>
    [...new Set(versions)].map((version) => ({ phase_id: id, version_id: version })),
  )
  if (named.length > 0) await db.insertInto('campaign_phase_version').values(named).execute()
}
