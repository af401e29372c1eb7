import type { LocalDate } from '../../playout/contract/time.ts'

/** Local dates, both included; null for no end. */
export type DateSpan = Readonly<{ from: LocalDate; to: LocalDate | null }>

/** Stations that windows, campaigns and special days may speak of by one name. */
export type StationGroup = Readonly<{
  id: string
  unit: string
  name: string
  /** Who belongs to it, and when: somebody who joins or leaves does not change what was. */
  members: readonly (DateSpan & Readonly<{ station: string }>)[]
}>

/** Before everything that this system plans. */
const ALWAYS: DateSpan = { from: '0000-01-01', to: null }

/** True when a list of stations and groups (null: everybody) means this station. */
export function isMeant(
  station: Readonly<{ id: string; groups: readonly string[] }>,
  places: readonly string[] | null,
): boolean {
  return (
    places === null ||
    places.includes(station.id) ||
    station.groups.some((group) => places.includes(group))
  )
}

/** When a list of stations and groups (null: everybody) means this station. */
export function spansMeant(
  station: string,
  places: readonly string[] | null,
  groups: ReadonlyMap<string, StationGroup>,
): DateSpan[] {
  if (places === null || places.includes(station)) return [ALWAYS]
  return places.flatMap((place) =>
    (groups.get(place)?.members ?? []).filter((member) => member.station === station),
  )
}

/** What two spans share; null when nothing. */
export function sharedSpan(a: DateSpan, b: DateSpan): DateSpan | null {
  const from = a.from > b.from ? a.from : b.from
  const to = a.to === null || (b.to !== null && b.to < a.to) ? b.to : a.to
  return to !== null && to < from ? null : { from, to }
}

export function spansHold(spans: readonly DateSpan[], date: LocalDate): boolean {
  return spans.some(({ from, to }) => from <= date && (to === null || date <= to))
}

/**
 * The group with these stations from a date on: who leaves belonged to it until the day before, who
 * joins begins on that day.
 * @param from a date that has not begun, or the first of a new group
 */
export function changeMembers(
  group: StationGroup,
  stations: readonly string[],
  from: LocalDate,
): StationGroup {
  const wanted = new Set(stations)
  const dayBefore = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10)
  const members = group.members.flatMap((member) => {
    if (member.to !== null || wanted.has(member.station)) return [member]
    return member.from >= from ? [] : [{ ...member, to: dayBefore }]
  })
  const there = new Set(members.flatMap(({ station, to }) => (to === null ? [station] : [])))
  const joining = [...wanted].filter((station) => !there.has(station))
  return {
    ...group,
    members: [...members, ...joining.map((station) => ({ station, from, to: null }))],
  }
}
