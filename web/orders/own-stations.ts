import { useQuery } from '@tanstack/react-query'
import { stationsQuery } from '../api/queries.ts'
import type { Role, Station } from '../api/shapes.ts'
import { unitsAs } from '../data/access.ts'
import { useSigned } from '../part/office.ts'

/** Stations for which this person holds one of the roles; the server asks again. */
export function useOwnStations(
  wide: readonly Role[],
  narrow: readonly Role[] = [],
): readonly Station[] {
  const { session, office } = useSigned()
  const { data: stations = [] } = useQuery(stationsQuery)
  const district = stations.find(({ id }) => id === office.station)
  const widely = new Set(wide.flatMap((role) => unitsAs(session, role)))
  const narrowly = new Set(narrow.flatMap((role) => unitsAs(session, role)))
  if (district && widely.has(district.unit)) return stations
  return stations.filter(({ unit }) => widely.has(unit) || narrowly.has(unit))
}
