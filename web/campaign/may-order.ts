import { useQuery } from '@tanstack/react-query'
import { stationsQuery } from '../api/queries.ts'
import { unitsAs } from '../data/access.ts'
import { useSigned } from '../part/office.ts'

/** True for an editor of the district, which receives the orders; the server still decides. */
export function useMayOrder(): boolean {
  const { session } = useSigned()
  const stations = useQuery(stationsQuery)
  const district = stations.data?.find(({ role }) => role === 'district')
  return district !== undefined && unitsAs(session, 'editor').includes(district.unit)
}
