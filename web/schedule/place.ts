import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { stationsQuery } from '../api/queries.ts'
import type { Station } from '../api/shapes.ts'
import { mondayOf } from '../data/week-calendar.ts'
import { useNow, useSigned } from '../part/office.ts'
import { localDateOf } from '../text/format.ts'

/** Every station of the office, side by side. */
export const ALL = 'all'

type Search = Readonly<{
  station?: string | undefined
  group?: string | undefined
  date?: string | undefined
  week?: string | undefined
  campaign?: string | undefined
  as?: string | undefined
}>

/** Where in the schedule one is; it lives in the address, so that it can be sent to somebody. */
export function useSchedulePlace() {
  const { office } = useSigned()
  const now = useNow(10_000)
  const search: Search = useSearch({ from: '/lich-phat' })
  const navigate = useNavigate()
  const stations = useQuery(stationsQuery)
  const today = localDateOf(now, office.zone)
  const station = search.station ?? office.station
  const known = stations.data?.find(({ id }) => id === station)
  return {
    ...{ now, today, station, search },
    group: search.group ?? null,
    monday: search.week ?? mondayOf(search.date ?? today),
    stations: stations.data ?? [],
    /** False where the district's signal is carried and nothing is played. */
    plays: known === undefined || hasPlaylist(known),
    go: (news: Search) => void navigate({ to: '/lich-phat', search: { ...search, ...news } }),
  }
}

/** How a day is shown: to scale, or line by line as a phone does unless told otherwise. */
export function useDayView() {
  const { as }: Search = useSearch({ from: '/lich-phat' })
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false })
  return { narrow, asList: as === 'list' || (narrow && as !== 'time') }
}

/** The district and IP communes have playlists; FM and wired ones carry the live signal. */
export function hasPlaylist({ role, technology }: Pick<Station, 'role' | 'technology'>): boolean {
  return role === 'district' || technology === 'ip'
}
