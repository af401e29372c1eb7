import type { Instant } from '../../playout/contract/time.ts'
import type { StationGroupMemberRow, StationGroupRow } from '../db/plan-rows.ts'
import type { Db } from '../deps.ts'
import type { StationGroup } from './group.ts'

/** Groups by name; those that were removed are kept for what was planned by them. */
export async function listGroups(
  db: Db,
  which: { removed?: boolean } = {},
): Promise<StationGroup[]> {
  let query = db.selectFrom('station_group').selectAll()
  if (!which.removed) query = query.where('removed_at', 'is', null)
  const rows = await query.orderBy('name').orderBy('id').execute()
  if (rows.length === 0) return []
  const members = await db
    .selectFrom('station_group_member')
    .selectAll()
    .orderBy('station_id')
    .orderBy('from_date')
    .execute()
  const byGroup = Map.groupBy(members, ({ group_id }) => group_id)
  return rows.map((row) => groupOf(row, byGroup.get(row.id) ?? []))
}

/** Groups that each station belongs to by the latest word, by its id. */
export async function listGroupsOfStations(db: Db): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('station_group_member as member')
    .innerJoin('station_group as group', 'group.id', 'member.group_id')
    .select(['member.station_id', 'member.group_id'])
    .where('group.removed_at', 'is', null)
    .where('member.to_date', 'is', null)
    .orderBy('member.group_id')
    .execute()
  const groups = new Map<string, string[]>()
  for (const { station_id, group_id } of rows)
    groups.set(station_id, [...(groups.get(station_id) ?? []), group_id])
  return groups
}

/** Writes a group as it is now; what it was until now has to be in `members`. */
export async function saveGroup(db: Db, group: StationGroup): Promise<void> {
  const { id, unit, name } = group
  await db
    .insertInto('station_group')
    .values({ ...{ id, unit_id: unit, name }, removed_at: null })
    .onConflict((on) => on.column('id').doUpdateSet({ name }))
    .execute()
  await db.deleteFrom('station_group_member').where('group_id', '=', id).execute()
  const rows = group.members.map(({ station, from, to }) => ({
    ...{ group_id: id, station_id: station, from_date: from, to_date: to },
  }))
  if (rows.length > 0) await db.insertInto('station_group_member').values(rows).execute()
}

export async function removeGroup(db: Db, id: string, at: Instant): Promise<void> {
  await db.updateTable('station_group').set({ removed_at: at }).where('id', '=', id).execute()
}

function groupOf(row: StationGroupRow, members: readonly StationGroupMemberRow[]): StationGroup {
  return {
    ...{ id: row.id, unit: row.unit_id, name: row.name },
    members: members.map((member) => ({
      ...{ station: member.station_id, from: member.from_date, to: member.to_date },
    })),
  }
}
