import { useQuery } from '@tanstack/react-query'
import { stationsQuery } from '../api/queries.ts'
import { unitsAs } from '../data/access.ts'
import { useSigned } from '../part/office.ts'

/** Whether this person may change a station's playlist; the server still decides. */
export function useMayChange(station: string): boolean {
  const { office, session } = useSigned()
  const { data: stations = [] } = useQuery(stationsQuery)
  const unitOf = (id: string) => stations.find((one) => one.id === id)?.unit
  const units = (['editor', 'approver'] as const).flatMap((role) => unitsAs(session, role))
  return units.some((unit) => unit === unitOf(station) || unit === unitOf(office.station))
}
