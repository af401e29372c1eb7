import type { Db } from '../deps.ts'

/** The names under which somebody may speak of stations: each one's id, and its groups. */
export type Places = Readonly<{
  /** All of them, groups without members too. */
  all: ReadonlySet<string>
  /** By station: its own id and its groups'. */
  namesOf: ReadonlyMap<string, ReadonlySet<string>>
}>

export async function readPlaces(db: Db): Promise<Places> {
  const stations = await db.selectFrom('station').select('id').execute()
  const groups = await db.selectFrom('station_group').select('id').execute()
  const members = await db.selectFrom('station_group_member').selectAll().execute()
  const namesOf = new Map(stations.map(({ id }) => [id, new Set([id])]))
  for (const { group_id, station_id } of members) namesOf.get(station_id)?.add(group_id)
  return { all: new Set([...stations, ...groups].map(({ id }) => id)), namesOf }
}

/** @param named ids of stations and groups */
export function isNamed({ namesOf }: Places, station: string, named: readonly string[]): boolean {
  const names = namesOf.get(station)
  return names !== undefined && named.some((name) => names.has(name))
}
